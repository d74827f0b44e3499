"""Lets `python -m apigen` do what the `apigen` command does."""

from .cli import main

if __name__ == "__main__":
    main()
