"""Which names routes cannot have, because the code around them uses those for other things."""

import re

from .field_names import BUILTINS, KEYWORDS

# A longer module would force imports and calls over the length of a line.
LONGEST = 40

_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
# Modules, functions, parameters and variables of the generated code and its tests.
_NAMES = """
    again app base body broken change changes client conftest content create data delete expected
    func init_app method missing name page pages refusal required
    pytest query read replace request requests response responses router select selection
    self session sessions settings store stores table tables test tests total update url_for
    value
"""
# Classes that the generated modules import, in lower case.
_CLASSES = """
    annotated any anyjson apiblueprint apierror apiflask apirouter asyncclient asyncsession base
    basemodel bigint biginteger boolean checkconstraint column configdict date datetime decimal
    decimaltext depends enum exactdecimal fastapi field flask flaskclient float foreignkey
    foreignkeyconstraint httpexception index integer integrityerror iterator json jsoninteger
    jsonvalue literal mapped notfounderror numeric page pagequery path query request response
    sequence session sessiondep smallinteger store storedep string table testclient
    text uniqueconstraint url utcdatetime uuid
"""
_TABLES = re.compile(r"alembic_version|sqlite_.*|pg_.*|information_schema")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
LONGEST_TABLE = 63


def refuse_resource(module: str, singular: str) -> str:
    """Say why no resource's module can be `module` with things called `singular`, or nothing.

    Both become names in code, and `singular` that of a class.
    """
    if singular.replace("_", "") in _CLASSES.split():
        name = "".join(word.capitalize() for word in singular.split("_"))
        return f"the modules around it import something called {name!r}"
    return refuse_names(module, singular)


def refuse_names(module: str, *names: str) -> str:
    """Say why no module can be called `module`, or no variable as `names` say, or nothing."""
    for name in (module, *names):
        if len(name) > LONGEST:
            return f"{name!r} is longer than {LONGEST} characters"
        if name in BUILTINS:
            return f"{name!r} would shadow what Python has built in"
        if name in KEYWORDS:
            return f"{name!r} is a keyword of Python"
        if name in _NAMES.split():
            return f"the code around it uses {name!r} for something else"
    if _DEVICE.fullmatch(module):
        return f"Windows keeps {module!r} for a device"
    return ""


def refuse_table(table: str) -> str:
    """Say why no table can be called `table`, or nothing when one can."""
    if len(table) > LONGEST_TABLE:
        return f"it is longer than {LONGEST_TABLE} characters"
    if not _SNAKE.fullmatch(table):
        return "a table's name is lower-case ASCII words joined by single underscores"
    if _TABLES.fullmatch(table):
        return "the database or Alembic keeps that name for itself"
    return ""
