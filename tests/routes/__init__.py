"""Tests of what a person asks for."""
