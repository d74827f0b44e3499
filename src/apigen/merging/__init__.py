"""Merges the changes of two sides to what both started from; knows no disk."""
