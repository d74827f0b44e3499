"""Writes values as Python source, the way ruff format does."""

_LARGE = 10_000


def write_literal(value: object) -> str:
    """Write a value that JSON could hold as a Python literal, with double quotes."""
    if isinstance(value, str):
        return write_string(value)
    if isinstance(value, dict):
        pairs = (f"{write_literal(key)}: {write_literal(each)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(write_literal, value)) + "]"
    return repr(value)


def write_string(text: str) -> str:
    """Write `text` as a string literal: double quotes, unless that would need more escapes."""
    quoted = repr(text)
    if quoted.startswith("'") and '"' not in text:
        return '"' + quoted[1:-1].replace("\\'", "'") + '"'
    return quoted


def write_number(number: object) -> str:
    """Write a number, a large one with `_` between its thousands."""
    return f"{number:_}" if isinstance(number, int) and abs(number) >= _LARGE else str(number)
