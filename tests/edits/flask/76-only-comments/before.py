# nothing here yet
# app.register_blueprint(items.router)
