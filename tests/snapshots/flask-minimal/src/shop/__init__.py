"""Shop, an HTTP API."""
