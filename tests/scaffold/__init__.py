"""Tests of what templates see of a route."""
