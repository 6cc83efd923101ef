"""What the filters of the list offer, and what may be done to many chosen cases at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.models import Batch, Case
from app.services.accounts import roles_of
from app.services.course import MOVES, Move, State, Step
from app.services.queue_conditions import ASIDE
from app.services.unit_of_work import UnitOfWork

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
    """A step that some of the chosen cases may be taken by this account, and what they come to in fen."""

    step: Step
    label: str
    count: int
    sum_fen: int
    needs_reason: bool


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
    standing: dict[State, tuple[int, int]] = {}
    with uow.read() as work:
        roles = roles_of(work.session, work.account)
        for state, count, fen in (row for query in _standing(numbers) for row in work.session.execute(query)):
            before = standing.get(State(state), (0, 0))
            standing[State(state)] = (before[0] + count, before[1] + fen)
    lines = [line for line in MOVES if line.step not in ASIDE and roles & set(line.roles)]
    return tuple(choice for line in lines if (choice := _choice(line, standing)).count)


def _standing(numbers: Sequence[str]) -> Iterator[Select[*tuple[Any, ...]]]:
    for start in range(0, len(numbers), CHUNK):
        chosen = Case.number.in_(numbers[start : start + CHUNK])
        yield select(Case.state, func.count(), func.sum(Case.payable_fen)).where(chosen).group_by(Case.state)


def _choice(line: Move, standing: dict[State, tuple[int, int]]) -> Choice:
    found = [standing.get(state, (0, 0)) for state in line.froms]
    count, fen = sum(one for one, _ in found), sum(fen for _, fen in found)
    return Choice(line.step, line.label, count, fen, line.needs_reason)
