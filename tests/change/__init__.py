"""Tests of what changes an existing project."""
