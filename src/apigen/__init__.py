"""apigen asks what an API needs and writes the Flask or FastAPI project for it."""

__version__ = "0.1.0"
