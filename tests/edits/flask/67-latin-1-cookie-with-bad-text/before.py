# vim: set fileencoding=latin-1 :
from . import items

PRIX = "£"


def init_app(app):
    app.register_blueprint(items.router)
