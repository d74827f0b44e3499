def init_app(app):
    """Register the routes."""
    from . import (
        health,
        items,
        orders,
    )

    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    app.register_blueprint(orders.router)
