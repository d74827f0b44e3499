"""What fields and path parameters may be called, since code, tables and documents use the names."""

import builtins
import keyword
import re
import unicodedata

LONGEST = 40

_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# `site` adds these to the built-ins, though not to every interpreter's.
_SITE = frozenset({"copyright", "credits", "exit", "help", "license", "quit"})
BUILTINS = frozenset(name for name in dir(builtins) if name.islower() and name[0] != "_") | _SITE
KEYWORDS = frozenset(word.lower() for word in (*keyword.kwlist, *keyword.softkwlist))

# What pydantic 2.14's BaseModel has, beside model_*.
_MODEL = """
    construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json
    update_forward_refs validate
"""
# What modules of models and schemas import, in the spelling of a field.
_IMPORTED = """
    annotated any base_model config_dict dataclass decimal field func json_integer literal
    mapped mapped_column relationship replace
"""
_SCHEMAS = ("create", "page", "read", "update")
_FALLBACKS = ("value", "content", "detail")


def refuse_field_name(name: str, singular: str) -> str:
    """Say why no field of a `singular` can be called `name`, or nothing when one can."""
    if not name:
        return "it is empty"
    if len(name) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if not name.isascii():
        return "a name is made of ASCII letters, digits and '_'"
    if name == "id":
        return f"every {singular or 'resource'} has an id of its own"
    if name in BUILTINS:
        return "it would shadow what Python has built in"
    if name.lower() in KEYWORDS:
        return "it is a keyword of Python"
    if not _SNAKE.fullmatch(name):
        return "a name is lower-case words joined by single underscores, and begins with a letter"
    return _refuse_taken(name, singular)


def suggest_field_name(name: str, singular: str) -> str:
    """Find an acceptable name as near to `name` as can be: `order_type` for `type` of an order."""
    if name == "id":
        return "external_id"
    plain = to_snake(name)
    attempts = (plain, f"{singular}_{plain}", f"own_{plain}", plain[:LONGEST].rstrip("_"))
    for attempt in (*attempts, *_FALLBACKS):
        if not refuse_field_name(attempt, singular):
            return attempt
    return "remark"


def to_snake(text: str) -> str:
    """Bring any text into lower-case ASCII words joined by single underscores; maybe empty."""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode()
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", plain)
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def _refuse_taken(name: str, singular: str) -> str:
    if name in {"date", "datetime"}:
        return "it would shadow the type of that name"
    if name in {"metadata", "registry"}:
        return "SQLAlchemy keeps it for itself"
    if name in _MODEL.split() or name.startswith("model_"):
        return "pydantic's models have something of that name"
    if name in _IMPORTED.split():
        return "the modules of models and schemas import something of that name"
    if name.startswith(f"{singular}_") and name.removeprefix(f"{singular}_") in _SCHEMAS:
        return "one of the schemas is called that"
    return ""
