"""The commands: each parses what was asked, calls the pieces in a straight line and reports."""
