from . import (
  health,
  items
)

def init_app(app):
  app.register_blueprint(health.router)
  app.register_blueprint(items.router)
