from . import health, items

def init_app(app):
  if app.debug:
    print("debug")
  app.register_blueprint(health.router)
  app.register_blueprint(items.router)
  return app
