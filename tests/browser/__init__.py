"""Generated pages in a real browser, with the rest of the world shut out."""
