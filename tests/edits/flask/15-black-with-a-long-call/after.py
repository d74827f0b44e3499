from apiflask import APIFlask

from . import health, items, orders

API_PREFIX = "/api/v1"
SUBDOMAIN = "shop"


def init_app(the_application_that_is_set_up: APIFlask) -> None:
    the_application_that_is_set_up.register_blueprint(health.router)
    the_application_that_is_set_up.register_blueprint(
        items.router, url_prefix=API_PREFIX, subdomain=SUBDOMAIN
    )
    the_application_that_is_set_up.register_blueprint(
        orders.router, url_prefix=API_PREFIX, subdomain=SUBDOMAIN
    )
