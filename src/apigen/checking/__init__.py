"""Compares a project with what is recorded of it, and with what is known today; reads and never writes."""
