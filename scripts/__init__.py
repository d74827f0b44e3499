"""Programs for working on apigen."""
