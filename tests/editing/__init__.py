"""Tests of edits of source that is there."""
