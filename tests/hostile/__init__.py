"""What strangers send: projects, files and words that are made to do harm."""
