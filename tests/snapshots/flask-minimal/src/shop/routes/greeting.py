from flask import Blueprint, abort, current_app, request

from ..settings import Settings

router = Blueprint("greeting", __name__)


@router.get("/greeting")
def read_greeting() -> dict[str, str]:
    """Greet someone by name."""
    settings: Settings = current_app.extensions["settings"]
    name = request.args.get("name", "World")
    if len(name) > 100:
        abort(422, "The name is longer than 100 characters.")
    return {"greeting": f"{settings.greeting}, {name}!"}
