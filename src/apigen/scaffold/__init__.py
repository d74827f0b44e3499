"""What templates see of a route: its fields as schemas, columns and examples."""
