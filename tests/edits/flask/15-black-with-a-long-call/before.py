from apiflask import APIFlask

from . import health, items

CLI_GROUP = "shop"
SUBDOMAIN = "shop"


def init_app(the_application_that_is_set_up: APIFlask) -> None:
    the_application_that_is_set_up.register_blueprint(health.router)
    the_application_that_is_set_up.register_blueprint(
        items.router, cli_group=CLI_GROUP, subdomain=SUBDOMAIN
    )
