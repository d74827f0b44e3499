"""Checks of what projects are deployed with."""
