"""视为受理: what was neither accepted, asked for nor refused within the limit counts as accepted the day after."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, select

from app.models import Case, CaseStep
from app.services.calendar.deadlines import ONE_DAY
from app.services.cases.course import State, Step
from app.services.unit_of_work import Work

DEEMED = "视为受理"


def asked_in_draft() -> ColumnElement[bool]:
    """The clerk has asked for what is missing: the limit was kept."""
    return exists(
        select(CaseStep.id).where(
            CaseStep.case_id == Case.id, CaseStep.step == Step.ASK.value, CaseStep.from_state == State.DRAFT.value
        )
    )


def is_deemed(today: date) -> ColumnElement[bool]:
    """Drafts that count as accepted on a day. Their due date is the last day of the limit from receipt."""
    return and_(Case.state == State.DRAFT.value, Case.due_on < today, ~asked_in_draft())


def deemed_on(work: Work, case: Case) -> date | None:
    """The day from which a draft counts as accepted; None when it does not."""
    if case.state != State.DRAFT or case.due_on is None or case.due_on >= work.today:
        return None
    if work.session.execute(select(Case.id).where(Case.id == case.id, is_deemed(work.today))).first() is None:
        return None
    return case.due_on + ONE_DAY
