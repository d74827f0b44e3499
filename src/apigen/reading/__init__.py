"""What an existing project has, read from its source without running any of it."""
