from quart import Quart

from . import health, items


async def init_app(app: Quart) -> None:
    if (count := len(app.blueprints)) > 3:
        print(f"{count=}")
    async with app.app_context():
        pass
    app.register_blueprint(health.router)
    app.register_blueprint(items.router)
    await app.startup()
