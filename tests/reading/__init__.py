"""Tests of reading a project's source."""
