from flask import Flask


def create_app():
    app = Flask(__name__)

    from . import db
    db.init_app(app)

    from . import auth
    app.register_blueprint(auth.bp)

    from . import blog
    from . import orders
    app.register_blueprint(blog.bp)
    app.register_blueprint(orders.router)
    app.add_url_rule('/', endpoint='index')

    return app
