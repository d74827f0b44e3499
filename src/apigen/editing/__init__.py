"""Edits of Python source that is there: certain, proved, and back again."""
