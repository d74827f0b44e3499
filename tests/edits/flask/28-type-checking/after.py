from __future__ import annotations

import typing as t

from . import health, items, orders

if t.TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue


def init_app(app: Flask) -> None:
    @app.errorhandler(404)
    def not_found(error: Exception) -> ResponseReturnValue:
        return {"error": str(error)}, 404

    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
