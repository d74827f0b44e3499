"""The tests mirror the sources; tools.py has what they share."""
