# Copyright the Corner Shop.
#
# Not to be changed without a review.

"""Routes."""
# (the converter comes first)
from apiflask import APIFlask

# our own
from . import (
    health,  # probes
    items,  # the catalogue
    orders,
)


def init_app(app: APIFlask) -> None:
    """Register all of them.

    app.register_blueprint(orders.router)
    """
    # probes
    app.register_blueprint(health.router)
    #: the catalogue
    app.register_blueprint(items.router)  # type: ignore[attr-defined]
    app.register_blueprint(orders.router)

    # TODO(kim): orders
