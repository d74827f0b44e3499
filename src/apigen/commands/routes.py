"""`apigen routes`: every route of a project, told from its source."""

from collections.abc import Mapping
from typing import Any

from ..existing.inventory import take_inventory
from ..existing.project import find_root
from ..names import find_current_folder
from ..ui.document import print_document
from ..ui.route_table import make_routes_document, show_routes


def routes(values: Mapping[str, Any]) -> None:
    """List the routes of the project that `values`, from the command line, name.

    Raises UsageError when there is none. Nothing of the project is run.
    """
    root = find_root(find_current_folder(), values["project"])
    inventory = take_inventory(root)
    if values["json"]:
        print_document(make_routes_document(inventory))
    else:
        show_routes(inventory, has_all=values["all"])
