"""What the filters of the list offer, and what may be done to many chosen cases at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.models import Batch, Case
from app.services.cases.course import MOVES, Move, State, Step
from app.services.trust.accounts import roles_of
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.queue_conditions import ASIDE

CHUNK = 500
LATEST = 50


@dataclass(frozen=True)
class Options:
    """What the list can be narrowed to: townships, years of application (latest first), the latest imports."""

    townships: tuple[str, ...]
    years: tuple[int, ...]
    batches: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A step that some of the chosen cases, by number, may be taken by this account, and what they come to in fen."""

    step: Step
    label: str
    numbers: tuple[str, ...]
    sum_fen: int
    needs_reason: bool

    @property
    def count(self) -> int:
        """How many of the chosen cases wait where the step can be taken."""
        return len(self.numbers)


def options(uow: UnitOfWork) -> Options:
    """What the filters offer."""
    with uow.read() as work:
        first, last = work.session.execute(select(func.min(Case.applied_on), func.max(Case.applied_on))).one()
        latest = select(Batch.number).order_by(Batch.id.desc()).limit(LATEST)
        return Options(
            townships=work.parameters.at(work.today).lists().get("乡镇街道", ()),
            years=tuple(range(last.year, first.year - 1, -1)) if first else (),
            batches=tuple(work.session.execute(latest).scalars()),
        )


def choices(uow: UnitOfWork, numbers: Sequence[str]) -> tuple[Choice, ...]:
    """The steps on from the states of these cases that the account's roles allow, in the order of the course."""
    with uow.read() as work:
        roles = roles_of(work.session, work.account)
        rows = [row for query in _standing(numbers) for row in work.session.execute(query)]
    standing = {number: (State(state), fen) for number, state, fen in rows}
    chosen = [(number, *standing[number]) for number in numbers if number in standing]
    lines = [line for line in MOVES if line.step not in ASIDE and roles & set(line.roles)]
    return tuple(choice for line in lines if (choice := _choice(line, chosen)).count)


def _standing(numbers: Sequence[str]) -> Iterator[Select[*tuple[Any, ...]]]:
    for start in range(0, len(numbers), CHUNK):
        chosen = Case.number.in_(numbers[start : start + CHUNK])
        yield select(Case.number, Case.state, Case.payable_fen).where(chosen)


def _choice(line: Move, chosen: Sequence[tuple[str, State, int]]) -> Choice:
    found = [(number, fen) for number, state, fen in chosen if state in line.froms]
    numbers = tuple(number for number, _ in found)
    return Choice(line.step, line.label, numbers, sum(fen for _, fen in found), line.needs_reason)
