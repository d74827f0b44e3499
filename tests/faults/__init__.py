"""Tests of what is left behind when something fails half-way."""
