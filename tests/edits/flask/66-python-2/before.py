from . import items

def init_app(app):
    print "registering"
    app.register_blueprint(items.router)
