from flask import Flask


class Shop(Flask):
    """An app with a till."""

    till = 0


app = Shop(__name__)
