"""Measures both frameworks on this machine, each with its own minimal project and server."""
