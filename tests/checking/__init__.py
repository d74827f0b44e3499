"""Tests of what finds faults in an existing project."""
