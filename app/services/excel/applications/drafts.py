"""Rows as read, kept as bare values: the facts of 100,000 rows would weigh three times as much as models."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from app.services.excel.recognising.readable import CellError
from app.services.policy.claims import Keys
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Question

Values = tuple[Any, ...]
NO_KEYS = Keys((), ())
_named: Callable[[str, Any], Any] = namedtuple  # the fields of a type are known only once it runs


def values_of(questions: Sequence[Question]) -> Callable[[Iterable[Any]], Values]:
    """How answers in the order of their questions become bare values: a rule reads them by name as it reads the facts."""
    make: Callable[[Iterable[Any]], Values] = _named("Said", [question.name for question in questions])._make
    return make


def answers_in(values: Any) -> dict[str, Any]:
    """What bare values say, by question name; those that are blank are left out."""
    return {name: value for name, value in values._asdict().items() if value is not None}


class Draft(NamedTuple):
    """A row as read; without values where it has errors."""

    sheet: str
    row: int
    subsidy: AnySubsidy
    values: Values
    errors: tuple[CellError, ...]

    @property
    def facts(self) -> Any:
        """What the row says as it is stored, made and checked anew each time; None when it could not be read."""
        named: Any = self.values
        return self.subsidy.facts.model_validate(named._asdict()) if self.values else None

    @property
    def keys(self) -> Keys:
        """The keys that the row asks for and its grounds, made anew each time: kept, they would weigh as much as all else."""
        return self.subsidy.keys(self.values) if self.values else NO_KEYS

    @property
    def identity(self) -> str | None:
        """The identity number of the person, where the type knows one and the row could be read."""
        return getattr(self.values, "identity_number", None)

    @property
    def person(self) -> str | None:
        """The person's name, likewise."""
        return getattr(self.values, "person_name", None)

    @property
    def unit(self) -> str | None:
        """The unit's name, likewise."""
        return getattr(self.values, "unit_name", None)
