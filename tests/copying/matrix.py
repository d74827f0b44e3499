"""The exported template by Jinja alone, for every pair of answers and names of every kind.

Run it with `python -m tests.copying.matrix`; it takes some minutes.
"""

from collections.abc import Callable, Iterable
from functools import partial

from jinja2 import Environment

from apigen.catalog import Catalog, load_catalog
from apigen.copying.abstraction import MARKED, SECRET, Abstraction
from apigen.draft import Draft
from apigen.names import Identity, identify
from apigen.project_tree import render_project
from apigen.selection import Selection

from ..generated.combinations import BESIDE_THE_CODE, accepted, cover, list_pairs, make_draft, name

NAMES = ("a", "Zz.z", "api-http.cms", *("x" * length for length in (13, 20, 31, 33, 41, 52, 60)))


def main() -> None:
    """Compare all, and name each combination that was."""
    for selection in choose(load_catalog()):
        compare_names(partial(make_draft, selection), NAMES)
        print(name(selection), flush=True)


def choose(catalog: Catalog) -> list[Selection]:
    """Give combinations in which every pair meets, and every answer beside the code in each framework."""
    selections = list(accepted(catalog))
    chosen = list(cover(selections, list_pairs))
    seen = {part for selection in chosen for part in _list_parts(selection)}
    for selection in selections:
        if not seen.issuperset(_list_parts(selection)):
            chosen.append(selection)
            seen.update(_list_parts(selection))
    return chosen


def _list_parts(selection: Selection) -> list[tuple[str, str, object]]:
    return [(selection.framework, key, selection.answers[key]) for key in sorted(BESIDE_THE_CODE)]


def compare_names(draft_for: Callable[[Identity], Draft], names: Iterable[str]) -> None:
    """Hold the template to what is rendered directly, for each of the names."""
    environment = Environment(keep_trailing_newline=True, autoescape=False)
    environment.filters["ans_random"] = lambda most: most - most
    abstraction = Abstraction()
    tree, _ = render_project(draft_for(MARKED), lambda: SECRET)
    templates = [
        (
            environment.from_string(abstraction.write_path(file.path)),
            environment.from_string(abstraction.write_text(file.text)),
        )
        for file in tree.files
    ]
    for each in names:
        identity = identify(each)
        known = {
            "project_name": identity.project,
            "package_name": identity.package,
            "project_slug": identity.package.replace("_", "-"),
            "project_title": identity.title,
        }
        direct, _ = render_project(draft_for(identity), lambda: "0" * 64)
        made = {path.render(known): text.render(known) for path, text in templates}
        assert made == {file.path: file.text for file in direct.files}, each


if __name__ == "__main__":
    main()
