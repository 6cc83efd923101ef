"""The letters of clawbacks with their services, read for many at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ClawbackStep, Letter, LetterService
from app.services.calendar.deadlines import Calendar
from app.services.clawbacks.court import CourtDates, court_dates
from app.services.clawbacks.terms import DECISION, DEMAND, NOTICE, ClawbackStepKind
from app.services.letters.service_record import effective


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter as issued; the day from which its last service counts, where one is recorded."""

    letter_id: int
    kind: str
    number: str
    issued_on: date
    occasion_id: int
    served_on: date | None
    manner: str
    receiver: str


Papers = dict[int, tuple[Paper, ...]]


def papers_of(session: Session, ids: Collection[int]) -> Papers:
    """The letters of some clawbacks in the order of issue, by the clawback's id."""
    last = select(func.max(LetterService.id)).where(LetterService.letter_id == Letter.id).correlate(Letter)
    rows = session.execute(
        select(Letter, LetterService)
        .outerjoin(LetterService, LetterService.id == last.scalar_subquery())
        .where(Letter.clawback_id.in_(ids))
        .order_by(Letter.id)
    )
    found: Papers = {}
    for letter, service in rows:
        paper = Paper(
            letter.id,
            letter.kind,
            letter.number,
            letter.issued_on,
            letter.occasion_id,
            effective(service.served_on, service.manner) if service else None,
            service.manner if service else "",
            service.receiver if service else "",
        )
        if (key := letter.clawback_id) is not None:
            found[key] = (*found.get(key, ()), paper)
    return found


def last_steps(session: Session, ids: Collection[int], kind: ClawbackStepKind) -> dict[int, tuple[int, date]]:
    """Id and day of the last step of a kind on some clawbacks."""
    last = (
        select(func.max(ClawbackStep.id))
        .where(ClawbackStep.clawback_id.in_(ids), ClawbackStep.step == kind.value)
        .group_by(ClawbackStep.clawback_id)
    )
    rows = session.scalars(select(ClawbackStep).where(ClawbackStep.id.in_(last)))
    return {row.clawback_id: (row.id, row.on_day) for row in rows}


def present(papers: tuple[Paper, ...], proposed: tuple[int, date] | None) -> dict[str, date | None]:
    """The letters that count now, by kind, with the day of service: a notice of an earlier proposal does not."""
    step = proposed[0] if proposed else 0
    return {one.kind: one.served_on for one in papers if one.kind != NOTICE or one.occasion_id == step}


def dates_of(papers: tuple[Paper, ...], reviewed: tuple[int, date] | None, calendar: Calendar) -> CourtDates:
    """When the court may be asked, from the services recorded and the 复议决定 if there was one.

    Of a letter and its correction the last that was served counts.
    """
    served = {one.kind: one.served_on for one in papers if one.served_on is not None}
    return court_dates(served.get(DECISION), served.get(DEMAND), reviewed[1] if reviewed else None, calendar)
