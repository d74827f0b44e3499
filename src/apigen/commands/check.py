"""`apigen check`: the project against what is recorded of it, and against today."""

from collections.abc import Mapping
from typing import Any

from ..catalog import Catalog
from ..checking.examination import check_project
from ..errors import WorkLeft
from ..existing.project import find_root
from ..names import find_current_folder
from ..ui.check_report import make_check_document, show_report
from ..ui.document import print_document


def check(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """Check the project that `values`, from the command line, name. Nothing is written or run.

    Raises UsageError when there is no project to check, and WorkLeft when something needs work.
    """
    root = find_root(find_current_folder(), values["project"])
    report = check_project(catalog, root)
    document = make_check_document(report)
    if not values["json"]:
        show_report(report)
    elif not report.work:
        print_document(document)
    if report.work:
        raise _refuse(len(report.work), document)


def _refuse(count: int, document: dict[str, object]) -> WorkLeft:
    words = "1 finding needs" if count == 1 else f"{count} findings need"
    error = WorkLeft(f"{words} work.")
    error.details = document
    return error
