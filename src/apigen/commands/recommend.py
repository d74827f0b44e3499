"""`apigen recommend`: from needs to a verdict that shows what it rests on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..answers import read_answers_file
from ..catalog import Catalog
from ..errors import Refused, UsageError, WorkFailed, show
from ..measuring.measure import measure
from ..question import Value
from ..recommendation import FIRST, NEEDS, REST, Needs, find_flips, make_needs, weigh
from ..ui.asking import make_asker
from ..ui.document import print_document
from ..ui.measurement import make_measurement_document, show_measurement
from ..ui.progress import ignore, show_progress
from ..ui.screen import can_ask
from ..ui.verdict import show_verdict
from ..ui.verdict_document import make_verdict_document
from .flags import read_flags
from .need_flags import FILES, SWITCHES


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line, apart from the needs."""

    json: bool
    thorough: bool
    yes: bool
    measure: bool
    needs: str | None
    save: str | None


def recommend(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Recommend a framework for the needs that `values`, from the command line, tell or ask for.

    Raises UsageError for needs that are not known, Refused when they would replace another file,
    WorkFailed when they cannot be saved or the frameworks not be measured.
    """
    options = Options(**{name: values[name] for name in (*SWITCHES, *FILES)})
    given = read_flags(values, NEEDS)
    if options.needs is not None:
        given = read_answers_file(options.needs, NEEDS) | given
    if _should_ask(options, given):
        given = _ask(given, thorough=options.thorough)
    needs = make_needs(given)
    verdict = weigh(needs)
    flips = find_flips(verdict)
    if options.save is not None:
        _save(needs, options.save)
    if not options.json:
        show_verdict(verdict, flips, _find_unmet(catalog, needs))
        if options.measure:
            with show_progress() as on_line:
                measurement = measure(catalog, on_line)
            show_measurement(measurement)
        return
    document = make_verdict_document(verdict, flips)
    try:
        if options.measure:
            document["measured"] = make_measurement_document(measure(catalog, ignore))
    except WorkFailed as error:
        error.details = document
        raise
    print_document(document)


def _find_unmet(catalog: Catalog, needs: Needs) -> frozenset[str]:
    offered = {question.key: question for question in catalog.questions()}
    return frozenset(k for k, value in needs if k in offered and not offered[k].accepts(value))


def _should_ask(options: Options, given: Mapping[str, Value]) -> bool:
    if options.yes or options.json or not can_ask():
        return False
    return options.thorough or not given


def _ask(given: Mapping[str, Value], *, thorough: bool) -> dict[str, Value]:
    from ..ui.needs_talk import ask_needs

    asker = make_asker()
    return ask_needs(asker, FIRST, REST, given, thorough=thorough)


def _save(needs: Needs, path: str) -> None:
    values = dict(needs.values)
    if Path(path).exists() or Path(path).is_symlink():
        _check_is_needs(path)
    if path.lower().endswith(".json"):
        text = json.dumps(values, indent=2) + "\n"
    else:
        text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    try:
        Path(path).write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise WorkFailed(f"The needs could not be saved to {show(path)}: {reason}.") from error


def _check_is_needs(path: str) -> None:
    try:
        read_answers_file(path, NEEDS)
    except UsageError as error:
        raise Refused(
            f"{show(path)} is there already and holds no needs.",
            hint="Choose another file, or move that one away.",
        ) from error
