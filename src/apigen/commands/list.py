"""`apigen list`: every feature and target, with what it needs, excludes and how it was checked."""

from collections.abc import Mapping
from typing import Any

from ..catalog import Catalog
from ..offers import list_topics
from ..ui.document import print_document
from ..ui.offer_list import make_topics_document, show_topics


def list_offers(catalog: Catalog, values: Mapping[str, Any]) -> None:
    """List everything that `new` has to choose from, as `values`, from the command line, ask."""
    topics = list_topics(catalog)
    if values["json"]:
        print_document(make_topics_document(topics))
    else:
        show_topics(topics)
