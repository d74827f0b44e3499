from . import health, items, orders

def init_app(app):
  if app.debug:
    print("debug")
  app.register_blueprint(health.router)
  app.register_blueprint(items.router)
  app.register_blueprint(orders.router)
  return app
