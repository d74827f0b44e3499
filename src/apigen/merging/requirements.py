"""What two sides say of one dependency."""

import re

_NAME = re.compile(r"""["']([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?=[\[<>=!~;@"'])""")
_FLOOR = re.compile(r"""(["'])([\w.-]+?)(?:\[([\w.,\s-]*)\])?\s*>=\s*(\d+(?:\.\d+)*)\1""")


def find_name(text: str) -> str:
    """Give the normalized name of a quoted requirement, or nothing where it is none."""
    found = _NAME.match(text)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""


def find_order(text: str) -> tuple[str]:
    """Give the place of a quoted requirement among sorted ones: by name and extras."""
    found = re.match(r"[\"']([\w.-]+(?:\[[^]]*\])?)", text)
    return (found[1].lower() if found else text,)


def join_requirements(ours: str, theirs: str) -> str:
    """Give one requirement that is as strict as both, where each says no more than a lowest version."""
    one, other = _FLOOR.fullmatch(ours), _FLOOR.fullmatch(theirs)
    if not one or not other:
        return ""
    extras = sorted(
        {part.strip() for found in (one, other) for part in (found[3] or "").split(",")} - {""}
    )
    floor = max(one[4], other[4], key=lambda text: [int(part) for part in text.split(".")])
    name = f"{one[2]}[{','.join(extras)}]" if extras else one[2]
    return f"{one[1]}{name}>={floor}{one[1]}"
