"""Every command of apigen: its name, its help, its flags and where its work is done."""

import inspect
from dataclasses import dataclass

from ..catalog import Catalog
from .change_flags import (
    make_features_signature,
    make_switch_signature,
    make_undo_signature,
    make_update_signature,
)
from .flags import make_signature
from .listing_flags import (
    make_check_signature,
    make_list_signature,
    make_remove_route_signature,
    make_routes_signature,
)
from .need_flags import make_recommend_signature
from .route_flags import make_add_route_signature
from .template_flags import make_template_signature


@dataclass(frozen=True)
class Command:
    """One command. `work` is module:function; the module is imported when the command is run.

    The function takes the catalog, unless `is_alone`, and the values that were read.
    """

    name: str
    work: str
    help: str
    signature: inspect.Signature
    is_alone: bool = False


def list_commands(catalog: Catalog) -> tuple[Command, ...]:
    """Give all commands, in the order in which help lists them."""
    return (
        Command(
            "recommend",
            "recommend:recommend",
            "Recommend Flask or FastAPI for what an API needs, and show why.",
            make_recommend_signature(),
        ),
        Command(
            "new", "new:new", "Make a new project at PATH.", make_signature(catalog.questions())
        ),
        Command(
            "add-route",
            "add_route:add_route",
            "Add routes, with schemas, services and tests, to the project here.",
            make_add_route_signature(),
        ),
        Command(
            "remove-route",
            "remove_route:remove_route",
            "Take away a route that apigen made, with its files that are as it wrote them.",
            make_remove_route_signature(),
            is_alone=True,
        ),
        Command(
            "routes",
            "routes:routes",
            "List every route of the project here, told from its source.",
            make_routes_signature(),
            is_alone=True,
        ),
        Command(
            "add",
            "features:add",
            "Add features to the project here, keeping what its owner has changed.",
            make_features_signature(
                "docs, kubernetes, auth=jwt: a question or an answer of `new`."
            ),
        ),
        Command(
            "remove",
            "features:remove",
            "Remove features from the project here, keeping what its owner has changed.",
            make_features_signature(
                "docs, kubernetes, auth: what `add` takes, or a question alone."
            ),
        ),
        Command(
            "switch",
            "switch:switch",
            "Bring the project here to the other framework; first the plan of it is shown.",
            make_switch_signature(),
        ),
        Command(
            "undo",
            "undo:undo",
            "Take back the last change of the project here, exactly; the second time, bring it again.",
            make_undo_signature(),
            is_alone=True,
        ),
        Command(
            "update",
            "update:update",
            "Bring the project here up to what this apigen writes, keeping its owner's changes.",
            make_update_signature(),
        ),
        Command(
            "check",
            "check:check",
            "Check the project here: what is outdated, half done, unresolved or known to be unsafe.",
            make_check_signature(),
        ),
        Command(
            "template",
            "template:template",
            "Write apigen's own template as a Copier template that a team can make its own.",
            make_template_signature(catalog.questions()),
        ),
        Command(
            "list",
            "list:list_offers",
            "List what there is to choose from: what it needs, excludes, and how it was checked.",
            make_list_signature(),
        ),
    )
