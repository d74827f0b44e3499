"""Generated projects, tested as the products that they are."""
