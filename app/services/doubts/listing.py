"""The doubts as the window lists them, and what came of them year by year."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, select

from app.models import Case, Doubt
from app.services.cases.course import State
from app.services.doubts.catalogue import CHECKS, title_of
from app.services.doubts.open_doubts import BLOCKING, OPEN
from app.services.unit_of_work import UnitOfWork

MOST = 20_000
"""So many doubts a list shows, the newest; narrower questions show the rest."""


class Standing(StrEnum):
    """How a doubt stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    HARMLESS = "harmless"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The standing as the office calls it."""
        return {"open": "待核实", "confirmed": "属实", "harmless": "已排除", "gone": "已消失"}[self.value]


CONDITIONS: dict[Standing, ColumnElement[bool]] = {
    Standing.OPEN: OPEN,
    Standing.CONFIRMED: Doubt.verdict == Standing.CONFIRMED.value,
    Standing.HARMLESS: Doubt.verdict == Standing.HARMLESS.value,
    Standing.GONE: and_(Doubt.verdict == "", Doubt.gone_at.is_not(None)),
}


class DoubtLine(NamedTuple):
    """A doubt with its case; `blocks` while it stops approval and payment, `holds` until the facts no longer bear it out."""

    id: int
    number: str
    applicant: str
    case_state: State
    code: str
    title: str
    text: str
    blocks: bool
    holds: bool
    standing: Standing
    found_on: date
    reason: str
    judged_by: str
    judged_on: date | None
    others: tuple[str, ...]
    paid: bool


@dataclass(frozen=True)
class YearLine:
    """The doubts of a check found in a year, by what came of them."""

    title: str
    found: int
    open: int
    confirmed: int
    harmless: int
    gone: int


def doubts(uow: UnitOfWork, standing: Standing | None = None, code: str = "", number: str = "") -> list[DoubtLine]:
    """Doubts of a standing and a check, of all cases or one; what blocks first, then the newest."""
    with uow.read() as work:
        query = _lines().order_by(BLOCKING.desc(), Doubt.id.desc()).limit(MOST)
        if standing is not None:
            query = query.where(CONDITIONS[standing])
        if code:
            query = query.where(Doubt.code == code)
        if number:
            query = query.where(Case.number == number)
        return [_line(row) for row in work.session.execute(query)]


def counts(uow: UnitOfWork) -> dict[Standing, int]:
    """How many doubts there are of each standing."""
    with uow.read() as work:
        sums = [func.count(case((condition, 1))) for condition in CONDITIONS.values()]
        row = work.session.execute(select(*sums).select_from(Doubt)).one()
        return dict(zip(CONDITIONS, row, strict=True))


def years(uow: UnitOfWork) -> tuple[int, ...]:
    """The years in which doubts were found, this year with them; the latest first."""
    with uow.read() as work:
        found = work.session.execute(select(extract("year", Doubt.found_at)).distinct()).scalars()
        return tuple(sorted({work.today.year, *found}, reverse=True))


def by_check(uow: UnitOfWork, year: int) -> tuple[YearLine, ...]:
    """The doubts found in a year by check and outcome, checks in their order; those that found nothing left out."""
    span = Doubt.found_at.between(datetime(year, 1, 1), datetime(year, 12, 31, 23, 59, 59, 999999))  # noqa: DTZ001 - local time as stored
    sums = [func.count(case((condition, 1))) for condition in CONDITIONS.values()]
    with uow.read() as work:
        query = select(Doubt.code, func.count(), *sums).where(span).group_by(Doubt.code)
        found: dict[str, list[int]] = {code: sums for code, *sums in work.session.execute(query)}
    return tuple(YearLine(title_of(code), *found[code]) for code in _in_order(found))


def _in_order(codes: Sequence[str] | dict[str, Any]) -> Iterator[str]:
    known = [check.code for check in CHECKS]
    yield from (code for code in known if code in codes)
    yield from sorted(set(codes) - set(known))


def _lines() -> Select[*tuple[Any, ...]]:
    return select(Doubt, Case.number, Case.applicant, Case.state).join(Case, Case.id == Doubt.case_id)


def _line(row: Any) -> DoubtLine:
    doubt, number, applicant, state = row
    holds = doubt.gone_at is None
    standing = Standing(doubt.verdict) if doubt.verdict else Standing.OPEN if holds else Standing.GONE
    return DoubtLine(
        *(doubt.id, number, applicant, State(state), doubt.code, title_of(doubt.code), doubt.text),
        blocks=doubt.blocks and holds and standing is not Standing.HARMLESS,
        holds=holds,
        standing=standing,
        found_on=doubt.found_at.date(),
        reason=doubt.reason,
        judged_by=doubt.judged_by,
        judged_on=doubt.judged_at.date() if doubt.judged_at else None,
        others=tuple(json.loads(doubt.others or "[]")),
        paid=state in (State.APPROVED, State.COMPLETED),
    )
