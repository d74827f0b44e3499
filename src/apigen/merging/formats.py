"""Which kind of file a path is: how its structure is found, and whether a text is whole."""

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePosixPath

from .blocks import JSON, Block
from .requirements import find_name
from .soundness import find_undefined
from .splitting.markdown import split_markdown
from .splitting.plain import (
    split_instructions,
    split_patterns,
    split_recipes,
    split_variables,
)
from .splitting.python import split_python
from .splitting.tables import split_toml
from .splitting.yaml import split_yaml
from .tree import Splitter


@dataclass(frozen=True)
class Format:
    """One kind of file. `check` raises ValueError or SyntaxError for a text that is none of it.

    A file `is_list` if what two people wrote into one of their own can stand in it together.
    """

    split: Splitter
    check: Callable[[str], object] = len
    is_list: bool = False


def _split_json(text: str) -> Sequence[Block]:
    return (Block("(all)", text, grammar=JSON),)


def check_yaml(text: str) -> None:
    """Refuse what is no YAML, or has a key twice; tags may mean anything."""
    import yaml  # only where there is any

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        nodes = [*yaml.compose_all(text, Loader=loader)]
    except yaml.YAMLError as error:
        raise ValueError from error
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value if key.value != "<<"]
            if len({*map(str, keys)}) < len(keys):
                raise ValueError
            nodes += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value


def check_toml(text: str) -> None:
    """Refuse what is no TOML, or lists a dependency twice."""
    table = tomllib.loads(text)
    lists = [
        table.get("project", {}).get("dependencies"),
        *table.get("dependency-groups", {}).values(),
    ]
    for requirements in lists:
        if isinstance(requirements, list):
            names = [find_name(f'"{one}"') for one in requirements if isinstance(one, str)]
            if len(set(names)) < len(names):
                raise ValueError


def check_variables(text: str) -> None:
    """Refuse a variable that is there twice."""
    names = [block.key for block in split_variables(text) if block.is_firm]
    if len(set(names)) < len(names):
        raise ValueError


PYTHON = Format(split_python, find_undefined)
_FORMATS = {
    "*.py": PYTHON,
    "*.toml": Format(split_toml, check_toml),
    "*.yaml": Format(split_yaml, check_yaml),
    "*.yml": Format(split_yaml, check_yaml),
    "*.json": Format(_split_json, json.loads),
    "*.md": Format(split_markdown),
    ".env": Format(split_variables, check_variables, is_list=True),
    ".env.*": Format(split_variables, check_variables, is_list=True),
    "*.env": Format(split_variables, check_variables, is_list=True),
    ".*ignore": Format(split_patterns, is_list=True),
    "justfile": Format(split_recipes),
    "Dockerfile": Format(split_instructions),
}


def find_format(path: str) -> Format | None:
    """Give the kind of file at a path, None where only its lines are known."""
    name = PurePosixPath(path).name
    return next((one for pattern, one in _FORMATS.items() if fnmatch(name, pattern)), None)
