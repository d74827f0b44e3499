"""Tests of apigen.commands."""
