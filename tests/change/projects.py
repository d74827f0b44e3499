"""Projects in memory and on disk for tests of changes: made, edited, changed, read again."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from apigen.answers import settle
from apigen.catalog import load_catalog
from apigen.change.demands import Verb, draft_change
from apigen.change.planning import plan_change, read_project
from apigen.change.proposal import Change
from apigen.change.redraft import redraft
from apigen.change.wishes import read_additions, read_removals
from apigen.draft import Draft, draft_project
from apigen.plan import make_plan
from apigen.project_tree import render_project
from apigen.question import Value
from apigen.state import FILE_NAME, remember_plan

from ..generated.combinations import SHOP

Texts = dict[str, str]
CATALOG = load_catalog()


def draft(given: Mapping[str, Value]) -> Draft:
    """Draft the project of these answers, as `apigen new` does."""
    questions = CATALOG.questions(given.get("framework"))
    return draft_project(CATALOG, SHOP, settle(questions, given), given, given)


def render(drafted: Draft) -> Texts:
    """Give every file of a project, with .apigen.toml, and secrets that are all alike."""
    tree, records = render_project(drafted, lambda: "a secret, the same in each project")
    state = drafted.make_state(remember_plan(make_plan(tree, {})), records)
    return {file.path: file.text for file in (*tree.files, state)}


def write(root: Path, texts: Texts) -> Path:
    """Write files below `root`."""
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def read(root: Path) -> Texts:
    """Give every file below `root`."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def plan(root: Path, verb: Verb, words: Sequence[str]) -> Change:
    """Plan what `apigen add` or `apigen remove` does."""
    stored = read_project(root)
    has = redraft(CATALOG, stored).settled
    reads = {"add": read_additions, "remove": read_removals}
    drafted = draft_change(CATALOG, stored, reads[verb](CATALOG, has, words), verb)
    return plan_change(CATALOG, root, stored, drafted, f"{verb} {' '.join(words)}")


def change(root: Path, verb: Verb, words: Sequence[str]) -> Change:
    """Plan a change and carry it out."""
    return carry_out(plan(root, verb, words))


def carry_out(planned: Change) -> Change:
    """Carry a change out, without the care that a disk needs, and give it back."""
    for entry in planned.plan.changed:
        path = planned.root / entry.file.path
        if entry.action == "delete":
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(entry.file.data)
    return planned


def without_state(texts: Texts) -> Texts:
    """Leave out what apigen remembers."""
    return {path: text for path, text in texts.items() if path != FILE_NAME}
