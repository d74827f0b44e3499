"""Tests of what is done to an existing project."""
