"""Which cases are due which letter, as SQL conditions."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from app.models import Case, CaseStep, Letter, LetterCase, Objection, Opinion
from app.models.cases import GRANTED
from app.services.cases.course import Step
from app.services.policy.catalogue import CATALOGUE

ANSWERING = "异议处理答复书"
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

# An office that wrote none is not asked for those of decided cases: a notice is for a case under way.
_OPEN = Case.state.in_(("supplement", "accepted", "reviewed", "countersign", "publicity", "approval"))
ACCEPTED = and_(_OPEN, Case.accepted_on.is_not(None))
ASKED = Case.state == "supplement"
HELD = Case.held.is_(True)
LAST_ASKED, LAST_HELD = last_step(Step.ASK), last_step(Step.HOLD)

_REPLY = aliased(Letter)
_REPLIED = select(_REPLY.id).where(_REPLY.kind == ANSWERING, _REPLY.occasion_id == Objection.id).exists()
_JUDGED = and_(Objection.case_id == Case.id, Objection.upheld.is_not(None))
NEXT_OBJECTION = select(func.min(Objection.id)).where(_JUDGED, ~_REPLIED).correlate(Case).scalar_subquery()
JUDGED_ANY = select(Objection.id).where(_JUDGED).exists()
OBJECTED = select(Objection.id).where(_JUDGED, ~_REPLIED).exists()

_OF_CASE = Opinion.case_id == Case.id
_ROUNDS = func.coalesce(select(func.max(Opinion.round)).where(_OF_CASE).correlate(Case).scalar_subquery(), 0)
_AWAITED = select(Opinion.id).where(_OF_CASE, Opinion.round == _ROUNDS, Opinion.agrees.is_(None)).exists()
COUNTERSIGNED = and_(_OPEN, _ROUNDS > 0)
COUNTERSIGNING = 2 * _ROUNDS + case((_AWAITED, 0), else_=1)  # a form a round to be filled in, and one with the opinions

PUBLIC = and_(Case.state == "publicity", Case.public_from.is_not(None))
LISTS_IT = and_(
    Letter.id.in_(select(LetterCase.letter_id).where(LetterCase.case_id == Case.id)),
    Letter.issued_on >= Case.public_from,
)
