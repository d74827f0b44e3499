"""Benchmarks: each compares commands within one run and prints ratios."""
