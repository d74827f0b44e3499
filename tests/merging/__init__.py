"""Merges of one file: text, structure, and a corpus of owners' edits."""
