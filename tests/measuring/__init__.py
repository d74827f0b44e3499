"""Tests of the measuring of both frameworks."""
