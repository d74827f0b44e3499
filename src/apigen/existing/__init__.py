"""An existing project: found, read, added to and taken from."""
