"""Which cases are due which letter, as SQL conditions."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select

from app.models import Case, CaseStep
from app.models.cases import GRANTED
from app.services.course import Step
from app.services.policy.catalogue import CATALOGUE

SERVICES = tuple(subsidy.code for subsidy in CATALOGUE if not subsidy.money)
NOT_ADMITTED_PROPOSAL = "不予受理"


def last_step(step: Step) -> ColumnElement[int]:
    """The id of the last step of a kind that the case took; 0 when it took none."""
    steps = select(func.max(CaseStep.id)).where(CaseStep.case_id == Case.id, CaseStep.step == step.value)
    return func.coalesce(steps.correlate(Case).scalar_subquery(), 0)


ROUND = last_step(Step.REOPEN)  # a case taken up again is decided again, and gets its letters again
IS_GRANTED = Case.state.in_(GRANTED)
_REJECTED = Case.state == "rejected"
NOT_ADMITTED = and_(_REJECTED, Case.proposal == NOT_ADMITTED_PROPOSAL)
REFUSED_MONEY = and_(_REJECTED, Case.proposal != NOT_ADMITTED_PROPOSAL, Case.code.not_in(SERVICES))
REFUSED_SERVICE = and_(_REJECTED, Case.proposal != NOT_ADMITTED_PROPOSAL, Case.code.in_(SERVICES))
