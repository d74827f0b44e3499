"""Routes.

<<<<<<< HEAD
They are registered here.
=======
Add yours at the end.
>>>>>>> feature/docs
"""

from . import items


def init_app(app):
    app.include_router(items.router)
