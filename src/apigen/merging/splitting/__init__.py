"""Splits files of each kind into trees of blocks, which together are the exact text."""
