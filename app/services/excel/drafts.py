"""Rows as read, kept as bare values: the facts of 100,000 rows would weigh three times as much as models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from app.services.excel.readable import CellError
from app.services.policy.catalogue import BY_CODE
from app.services.policy.claims import Claim, Keys
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Facts

Values = tuple[Any, ...]
_put = object.__setattr__  # as models themselves do when they are unpickled


class Packing:
    """Facts of one type to their values and back."""

    def __init__(self, facts: type[Facts]) -> None:
        """`facts` is the type."""
        self._facts = facts
        self._names = tuple(facts.model_fields)
        self._places = {name: place for place, name in enumerate(self._names)}
        self._values = itemgetter(*self._names)
        self._fields_set = set(self._names)

    def packed(self, facts: Facts) -> Values:
        """The values of facts, in the order of their fields."""
        values: Values = self._values(facts.__dict__)
        return values

    def facts(self, values: Values) -> Facts:
        """The facts again, as they were once checked."""
        facts = self._facts.__new__(self._facts)
        _put(facts, "__dict__", dict(zip(self._names, values, strict=True)))
        _put(facts, "__pydantic_fields_set__", self._fields_set)
        _put(facts, "__pydantic_extra__", None)
        _put(facts, "__pydantic_private__", None)
        return facts

    def value(self, values: Values, name: str) -> Any:
        """One of the values; None where the type has none of the name."""
        place = self._places.get(name)
        return None if place is None else values[place]


@cache
def packing_of(code: str) -> Packing:
    """How the facts of a type of this code are packed."""
    return Packing(BY_CODE[code].facts)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as read, with its claims and grounds; without values where it has errors."""

    sheet: str
    row: int
    subsidy: AnySubsidy
    values: Values
    errors: tuple[CellError, ...]
    keys: Keys

    @property
    def facts(self) -> Any:
        """What the row says, made anew each time; None when it could not be read."""
        return packing_of(self.subsidy.code).facts(self.values) if self.values else None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The keys that the row asks for."""
        return self.keys.claims

    @property
    def identity(self) -> str | None:
        """The identity number of the person, where the type knows one and the row could be read."""
        return self._stated("identity_number")

    @property
    def person(self) -> str | None:
        """The person's name, likewise."""
        return self._stated("person_name")

    @property
    def unit(self) -> str | None:
        """The unit's name, likewise."""
        return self._stated("unit_name")

    def _stated(self, name: str) -> str | None:
        stated: str | None = packing_of(self.subsidy.code).value(self.values, name) if self.values else None
        return stated
