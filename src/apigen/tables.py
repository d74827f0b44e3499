"""Reads TOML strictly: every complaint names the file and the key."""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

from .errors import TemplateFault

Item = str | Mapping[str, object]
Fact = str | bool | tuple[str | bool, ...]


class Table:
    """A TOML table that knows its file and place, for the messages."""

    def __init__(self, path: Path, data: object = None, place: str = "") -> None:
        self.path = path
        self.place = place
        if data is None:
            try:
                data = tomllib.loads(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                raise TemplateFault(f"{path} is missing.") from None
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise TemplateFault(f"{path} is not TOML: {error}.") from None
        if not isinstance(data, dict):
            raise self.fault("", "must be a table")
        self.data: dict[str, object] = data

    def fault(self, key: str, message: str) -> TemplateFault:
        """Make the error that says what is wrong with `key`."""
        place = ".".join(part for part in (self.place, key) if part)
        return TemplateFault(f"{self.path}: {place}: {message}.")

    def allow(self, keys: Collection[str]) -> None:
        """Refuse every key that is not one of `keys`."""
        for key in sorted(self.data.keys() - set(keys)):
            raise self.fault(key, f"unknown key; known are {', '.join(sorted(keys))}")

    def sub(self, key: str) -> "Table":
        """Give the table under `key`, empty when it is not there."""
        return Table(self.path, self.data.get(key, {}), f"{self.place}.{key}".lstrip("."))

    def tables(self, key: str) -> list["Table"]:
        """Give the tables of the array under `key`."""
        entries = self.data.get(key, [])
        if not isinstance(entries, list):
            raise self.fault(key, f"must be an array of tables, [[{key}]]")
        return [Table(self.path, entry, f"{key}[{n}]") for n, entry in enumerate(entries)]

    def text(self, key: str, *, default: str | None = None) -> str:
        """Give the string under `key`; without a default it must be there."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, "must be a string" if key in self.data else "is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give the list of strings under `key`, empty when it is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(key, "must be a list of strings")
        return tuple(value)

    def facts(self) -> dict[str, Fact]:
        """Give this table as facts about answers."""
        facts: dict[str, Fact] = {}
        for key, value in self.data.items():
            several = tuple(value) if isinstance(value, list) else (value,)
            if not all(isinstance(one, str | bool) for one in several):
                raise self.fault(key, "must be a string, a boolean or a list of them")
            facts[key] = several if isinstance(value, list) else several[0]
        return facts

    def items(self, key: str) -> tuple[Item, ...]:
        """Give the list under `key`, whose items are strings or tables."""
        value = self.data[key]
        if not isinstance(value, list) or not all(isinstance(i, str | dict) for i in value):
            raise self.fault(key, "must be a list of strings or tables")
        return tuple(value)
