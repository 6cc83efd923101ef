"""The register of persons and units, kept up to date by what applications state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Base, Person, Unit
from app.services.bulk import KEYS, in_slices, insert_many
from app.services.cases.name_words import keep_words
from app.services.letters.masking import masked_identity


class _Party(NamedTuple):
    """What the register keeps of one kind of party: its number, and which fact fills which column."""

    model: type[Person] | type[Unit]
    number: str
    name: str
    columns: tuple[tuple[str, str], ...]


PERSON = _Party(Person, "identity_number", "person_name", (("phone", "phone"),))
UNIT = _Party(
    Unit, "credit_code", "unit_name", (("kind", "unit_kind"), ("township", "township"), ("contact", "contact"))
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A party as the register has it now."""

    id: int
    name: str
    columns: dict[str, str]


class Register:
    """Persons and units of some applications, each stored once; a name already registered is kept."""

    def __init__(self, session: Session, facts: Sequence[Any]) -> None:
        self._session = session
        self.conflicts: list[str] = []
        self._stated: set[tuple[str, str]] = set()
        self._persons = self._stored(PERSON, facts)
        self._units = self._stored(UNIT, facts)
        keep_words(session.connection(), self._stated)

    def person_id(self, facts: Any) -> int | None:
        """The person's id, None when the application names no person."""
        return self._persons.get(getattr(facts, "identity_number", None) or "")

    def unit_id(self, facts: Any) -> int | None:
        """The unit's id, None when the application names no unit."""
        return self._units.get(getattr(facts, "credit_code", None) or "")

    def _stored(self, party: _Party, facts: Sequence[Any]) -> dict[str, int]:
        stated = [(number, each) for each in facts if (number := getattr(each, party.number, None))]
        known = self._known(party, {number for number, _ in stated})
        next_id = (self._session.execute(select(func.max(party.model.id))).scalar() or 0) + 1
        new: dict[str, dict[str, Any]] = {}
        changed: dict[int, dict[str, Any]] = {}
        for number, each in stated:
            name, columns = getattr(each, party.name), _columns(party, each)
            if number in known:
                self._compare(number, name, columns, known[number], changed)
            elif number in new:
                self._note_conflict(number, name, new[number]["name"])
                new[number] |= columns
            else:
                self._stated.add((name, name))
                new[number] = {"id": next_id + len(new), party.number: number, "name": name}
                new[number] |= dict.fromkeys((column for column, _ in party.columns), "") | columns
        self._write(party, new, changed)
        return {n: one.id for n, one in known.items()} | {n: row["id"] for n, row in new.items()}

    def _known(self, party: _Party, numbers: Iterable[str]) -> dict[str, _Known]:
        model, found = party.model, {}
        number: InstrumentedAttribute[str] = getattr(model, party.number)
        own = [getattr(model, column) for column, _ in party.columns]
        query = select(number, model.id, model.name, *own).where(number.in_(KEYS))
        for keys in in_slices(sorted(numbers)):
            for key, party_id, name, *values in self._session.execute(query, {"keys": keys}):
                found[key] = _Known(party_id, name, {c: v for (c, _), v in zip(party.columns, values, strict=True)})
        return found

    def _compare(
        self, number: str, name: str, columns: dict[str, str], known: _Known, changed: dict[int, dict[str, Any]]
    ) -> None:
        self._note_conflict(number, name, known.name)
        if any(known.columns[column] != value for column, value in columns.items()):
            changed.setdefault(known.id, {"id": known.id} | known.columns).update(columns)

    def _note_conflict(self, number: str, name: str, registered: str) -> None:
        if name != registered:
            self._stated.add((name, registered))
            self.conflicts.append(f"{masked_identity(number)} 在库中登记为“{registered}”，本次为“{name}”")

    def _write(self, party: _Party, new: dict[str, dict[str, Any]], changed: dict[int, dict[str, Any]]) -> None:
        if new:
            insert_many(self._session, Base.metadata.tables[party.model.__tablename__], list(new.values()))
        if changed:
            self._session.execute(update(party.model), list(changed.values()))


def _columns(party: _Party, facts: Any) -> dict[str, str]:
    """What an application states for the register; blank answers say nothing."""
    stated = ((column, getattr(facts, field, None)) for column, field in party.columns)
    return {column: str(value) for column, value in stated if value}


def registered_names(session: Session, identity_numbers: Iterable[str]) -> dict[str, str]:
    """The names under which persons are registered, by identity number."""
    names: dict[str, str] = {}
    query = select(Person.identity_number, Person.name).where(Person.identity_number.in_(KEYS))
    for keys in in_slices(identity_numbers):
        names.update((number, name) for number, name in session.execute(query, {"keys": keys}))
    return names
