'''Routes.'''

from . import health, items, users


def init_app(app):
	app.include_router(health.router)
	app.include_router(items.router, prefix='/api')
	app.include_router(users.router, prefix='/api', tags=['people'])
