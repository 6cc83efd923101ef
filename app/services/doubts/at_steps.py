"""When checks run by themselves: before the steps that weigh a case, after those that close or reopen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.models import Case
from app.services.cases.course import Step
from app.services.doubts.running import run
from app.services.unit_of_work import UnitOfWork, Work

WEIGHING = frozenset({Step.ACCEPT, Step.PASS, Step.APPROVE})
CLOSING = frozenset({Step.WITHDRAW, Step.REFUSE, Step.REOPEN})
PART = 5_000


def before_step(uow: UnitOfWork, numbers: Sequence[str], step: Step, on: date | None = None) -> None:
    """Look at cases once more before they are accepted, reviewed or approved.

    Its own transaction: what it finds stays found when the step is then refused for it.
    """
    if step in WEIGHING:
        with uow.begin(on=on) as work:
            run(work, _ids(work, numbers))


def after_step(work: Work, numbers: Sequence[str], step: Step) -> None:
    """A case that is closed counts no more for others; one that is reopened does again."""
    if step in CLOSING:
        run(work, _ids(work, numbers))


def _ids(work: Work, numbers: Sequence[str]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(numbers), PART):
        query = select(Case.id).where(Case.number.in_(numbers[start : start + PART]))
        found.extend(work.session.execute(query).scalars())
    return found
