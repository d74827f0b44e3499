"""What schemas, models, services and migrations take from the fields of a resource together."""

from dataclasses import dataclass

from ..errors import list_words
from .fields import FieldView
from .neighbours import Neighbour
from .resource import ResourceView

_VERBS = {"update": "change"}


@dataclass(frozen=True)
class Parts:
    """The definitions, imports and constraints of a resource."""

    route: ResourceView

    @property
    def fields(self) -> tuple[FieldView, ...]:
        """The fields, in the order in which they were said."""
        return self.route.fields

    @property
    def summary(self) -> str:
        """What can be done, as a sentence."""
        verbs = list_words([_VERBS.get(word, word) for word in self.route.operations], "and")
        return f"{verbs.capitalize()} {self.route.nouns}."

    @property
    def definitions(self) -> tuple[str, ...]:
        """The types of what clients send, where they have names; choices are given by them, too."""
        return tuple(line for field in self._named for line in field.taken.definitions)

    @property
    def _named(self) -> tuple[FieldView, ...]:
        if self.route.writes:
            return self.fields
        return tuple(field for field in self.fields if field.is_choice and self.route.gives_rows)

    @property
    def schema_imports(self) -> list[str]:
        """What the schemas import for their fields."""
        taken = [name for field in self._named for name in field.taken.imports]
        given = [n for f in self.fields for n in f.plain.imports] if self.route.gives_rows else []
        takes_new = {"create", "replace"} & set(self.route.operations)
        defaults = [n for f in self.fields for n in f.default_imports] if takes_new else []
        return [*taken, *given, *defaults]

    @property
    def plain_imports(self) -> list[str]:
        """What a model in memory imports for its fields."""
        return [name for field in self.fields for name in field.plain_imports]

    @property
    def references(self) -> tuple[FieldView, ...]:
        """The fields that name another resource's row."""
        return tuple(field for field in self.fields if field.target)

    @property
    def targets(self) -> list[Neighbour]:
        """The resources that fields refer to."""
        return [field.target for field in self.references if field.target]

    @property
    def has_owned_targets(self) -> bool:
        """Whether any of those belongs to a user."""
        return any(target.is_owned for target in self.targets)

    @property
    def uniques(self) -> tuple[str, ...]:
        """What no two may have in common, as people call it."""
        return tuple(field.label for field in self.fields if field.is_unique)

    @property
    def conflict(self) -> str:
        """What the OpenAPI document says of the conflicts that fields bring, or nothing."""
        if not self.route.writes:
            return ""
        same = [f"another {self.route.noun} has this {label}" for label in self.uniques]
        missing = [f"there is no such {target.noun}" for target in self.targets]
        text = ", or ".join(dict.fromkeys([*same, *missing]))
        return text[:1].upper() + text[1:]

    @property
    def same(self) -> str:
        """What people are told when they send a value that another one has."""
        return f"Another {self.route.noun} has this {' or '.join(self.uniques)}."

    @property
    def raises_on_write(self) -> str:
        """The end of a docstring's sentence about making a new one."""
        errors = ["NotFoundError"] if self.route.parents else []
        errors += [f"{self.route.class_name}ConflictError"] if self.conflict else []
        return f", or raise {' or '.join(errors)}" if errors else ""

    @property
    def raises_on_change(self) -> str:
        """The end of a docstring's sentence about a change."""
        also = f" or {self.route.class_name}ConflictError" if self.conflict else ""
        return f", or raise NotFoundError{also}"
