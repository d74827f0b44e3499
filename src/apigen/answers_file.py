"""Reads the file that `--answers` names: TOML or JSON, or another project's .apigen.toml."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from .errors import UsageError, show
from .questions import Question, Value, read_answers


def read_answers_file(path: str, questions: tuple[Question, ...]) -> dict[str, Value]:
    """Read the answers that `path` holds.

    Raises UsageError when it cannot be read, or holds a question or value that is not known.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"The answers file {show(path)} cannot be read: {reason}.") from error
    try:
        table = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{show(path)} is neither TOML nor JSON: {error}.") from error
    if isinstance(table.get("answers"), Mapping):
        table = table["answers"]
    try:
        return read_answers(questions, table)
    except UsageError as error:
        raise UsageError(f"{show(path)}: {error.message}", hint=error.hint) from error
