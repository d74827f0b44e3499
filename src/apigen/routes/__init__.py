"""Routes of an existing project: what was asked for, what is there, and how they come together."""
