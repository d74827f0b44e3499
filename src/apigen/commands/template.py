"""`apigen template export`: the built-in template as a Copier template that a team makes its own."""

from collections.abc import Mapping
from typing import Any

from ..answers import read_answers_file, settle
from ..catalog import Catalog
from ..copying.exporting import Exported, deliver_export, plan_export
from ..destination import find_destination
from ..draft import Draft, draft_project
from ..errors import UsageError, show
from ..leftovers import remove_leftovers
from ..names import Identity
from ..outcome import find_way, make_replay
from ..recommendation import REST
from ..ui.copy_document import make_export_document
from ..ui.copy_report import show_export, show_export_plan
from ..ui.document import print_document
from .flags import read_flags

_EXPORT = "export"


def template(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Export the template that `values`, read from the command line, ask for.

    Raises UsageError, Refused or WorkFailed, and then nothing is written.
    """
    if values["action"] != _EXPORT or values["path"] is None:
        what = "Nothing says where it is to be written."
        if values["action"] != _EXPORT:
            said = " ".join(word for word in (values["action"], values["path"]) if word)
            what = f"apigen template cannot {show(said)}." if said else "What is to be done?"
        raise UsageError(what, hint="Say: apigen template export DIR")
    exported = _plan(catalog, values)
    if not values["dry_run"]:
        exported = deliver_export(exported, with_git=not values["no_git"])
    if values["json"]:
        print_document(make_export_document(exported))
    elif values["dry_run"]:
        show_export_plan(exported)
    else:
        show_export(exported)


def _plan(catalog: Catalog, values: Mapping[str, Any]) -> Exported:
    questions = catalog.questions()
    given = read_flags(values, questions)
    if values["answers"] is not None:
        given = read_answers_file(values["answers"], questions) | given
    questions = catalog.questions(given.get("framework"))
    needs = read_flags(values, REST)
    path = values["path"]
    destination = find_destination(path, hint="Pass another folder.")
    way = find_way(path, destination)

    def draft_for(identity: Identity) -> Draft:
        answers = settle(questions, given)
        return draft_project(catalog, identity, answers, given, {**given, **needs})

    if not values["dry_run"]:
        remove_leftovers(destination)
    return plan_export(
        draft_for,
        destination,
        way,
        catalog.reserved_names(),
        make_replay("my-api", (*questions, *REST), {**given, **needs}),
    )
