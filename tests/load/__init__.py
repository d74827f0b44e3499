"""Tests of generated services under load, and under input that means harm."""
