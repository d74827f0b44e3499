from flask import Flask
from .items import items_blueprint

def create_app(config='dev'):
	app = Flask(__name__)
	app.config['MODE'] = config

	app.register_blueprint(items_blueprint, subdomain='shop')

	return app