"""Makes a whole project in memory from the answers: recommend, select, compose, render."""

from collections.abc import Collection
from dataclasses import dataclass

from .answers import Answers
from .catalog import Catalog
from .compose import Composition, compose
from .names import Identity
from .plan import Plan
from .question import NONE
from .recommendation import Needs, Recommendation, recommend
from .selection import Selection, select
from .state import FILE_NAME, State, write_state
from .tree import File, Tree


@dataclass(frozen=True)
class Draft:
    """A project that is decided and not yet rendered."""

    identity: Identity
    recommendation: Recommendation
    selection: Selection
    composition: Composition

    @property
    def answers(self) -> Answers:
        """The answers, with those that a feature has changed."""
        return self.selection.answers

    def make_state(self, plan: Plan) -> Tree:
        """Give .apigen.toml as it is when `plan` is carried out."""
        resources = self.composition.lists.get("resources", ())
        state = State(self.identity, self.answers, self.recommendation, resources, plan)
        return Tree((File(FILE_NAME, write_state(state)),))


def draft_project(
    catalog: Catalog, identity: Identity, answers: Answers, given: Collection[str] = ()
) -> Draft:
    """Decide the framework and the features; `given` are the answers that may not be changed.

    Raises UsageError when answers do not fit together, TemplateFault when templates do not.
    """
    recommendation = _choose_framework(answers)
    selection = select(catalog, recommendation.framework, answers, given)
    return Draft(identity, recommendation, selection, compose(catalog, identity, selection))


def _choose_framework(answers: Answers) -> Recommendation:
    framework = str(answers["framework"])
    if framework != "auto":
        return Recommendation(framework, ("It was asked for.",))
    return recommend(
        Needs(
            templates=answers["templates"] is True,
            is_async=answers["async"] is True,
            docs=answers["docs"] is True,
            auth=answers["auth"] != NONE,
        )
    )
