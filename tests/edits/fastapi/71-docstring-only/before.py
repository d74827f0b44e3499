"""Routes will come."""
