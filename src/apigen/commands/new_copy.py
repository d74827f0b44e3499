"""`apigen new --template`: from anyone's Copier template to a project on disk."""

from collections.abc import Mapping

from ..copying.answering import Said, read_data
from ..copying.creation import Wish, make_copy
from ..copying.source import read_source
from ..destination import find_destination
from ..errors import UsageError
from ..leftovers import remove_leftovers
from ..names import last_part
from ..outcome import find_way
from ..plan import Entry
from ..question import Value
from ..recommendation import AUTO, decide_framework, find_needs
from ..ui.asking import make_asker
from ..ui.conversation import ask_path, ask_to_replace
from ..ui.copy_document import make_copy_document
from ..ui.copy_report import show_copy_plan, show_copy_report
from ..ui.diff import show_diff
from ..ui.document import print_document
from ..ui.screen import can_ask
from .flags import Options


def new_copy(options: Options, given: Mapping[str, Value], needs: Mapping[str, Value]) -> None:
    """Make the project that the options ask for, from their template.

    Raises UsageError, Refused or WorkFailed, and then there is none.
    """
    if options.answers is not None:
        raise UsageError(
            "--answers holds answers to apigen's own questions, and a template has others.",
            hint="Say them by --data KEY=VALUE.",
        )
    asker = None if options.yes or options.json or not can_ask() else make_asker()
    said = Said(_recommend(given, needs), read_data(tuple(options.data)))
    source = read_source(options.template or "")
    path = options.path
    if path is None:
        if asker is None:
            hint = "Pass a path: apigen new my-api --template ..."
            raise UsageError("Where should the project be made?", hint=hint)
        path = ask_path(asker, last_part)
    destination = find_destination(path, force=options.force)
    notes = () if options.is_preview else remove_leftovers(destination)

    def may_replace(entry: Entry) -> bool:
        if options.overwrite and not entry.file.is_private:
            return True
        return asker is not None and ask_to_replace(asker, entry)

    wish = Wish(
        source=source,
        said=said,
        destination=destination,
        way=find_way(path, destination),
        switches=_list_switches(options),
        notes=notes,
        is_trusted=options.trust,
        may_ask=asker is not None,
        is_preview=options.is_preview,
        with_git=not options.no_git,
    )
    copied = make_copy(wish, may_replace)
    if options.json:
        print_document(make_copy_document(copied))
    elif options.diff:
        show_diff(copied.plan)
    elif options.dry_run:
        show_copy_plan(copied)
    else:
        show_copy_report(copied)


def _recommend(given: Mapping[str, Value], needs: Mapping[str, Value]) -> dict[str, Value]:
    """Give what the flags answer; a framework that is left to apigen is the one it recommends."""
    if given.get("framework") != AUTO:
        return {**given, **needs}
    said = {key: value for key, value in given.items() if key != "framework"} | dict(needs)
    found = find_needs(said, has_docs=given.get("docs") is True)
    return {**given, "framework": decide_framework(AUTO, found).framework}


def _list_switches(options: Options) -> tuple[str, ...]:
    named = {"--no-git": options.no_git, "--trust": options.trust}
    return tuple(name for name, is_said in named.items() if is_said)
