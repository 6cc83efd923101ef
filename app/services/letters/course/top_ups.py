"""Which granted cases are due a 补差核准通知书, and what they hand over to it."""

from __future__ import annotations

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from app.models import Case, Clawback, Letter, Reassessment
from app.services.cases.dossiers import facts_of
from app.services.clawbacks.checking import LABEL
from app.services.clawbacks.reassessing import DONE, TOP_UP
from app.services.letters.case_facts import account_of, common, first_plan
from app.services.letters.facts import Component, Instalment, TopUpFacts
from app.services.letters.kind import Naming
from app.services.letters.paper.content import chinese_date
from app.services.policy.clauses import NO_DUPLICATE
from app.services.unit_of_work import Work

NAME = "补差核准通知书"

_NOTICE = aliased(Letter)
_GRANTED = and_(Reassessment.case_id == Case.id, Reassessment.kind == TOP_UP, Reassessment.state == DONE)
_TOLD = select(_NOTICE.id).where(_NOTICE.kind == NAME, _NOTICE.occasion_id == Reassessment.id).exists()
NEXT = select(func.min(Reassessment.id)).where(_GRANTED, ~_TOLD).correlate(Case).scalar_subquery()
DUE = select(Reassessment.id).where(_GRANTED, ~_TOLD).exists()
ANY = select(Reassessment.id).where(_GRANTED).exists()


def top_up_facts(work: Work, case: Case, named: Naming) -> TopUpFacts:
    """The 补差 that the letter tells of; sums in fen, each as it was granted."""
    told = work.session.get_one(Reassessment, named.occasion)
    recovered = work.session.get_one(Case, work.session.get_one(Clawback, told.clawback_id).case_id)
    facts = facts_of(case)
    return TopUpFacts(
        **common(work, case, facts, named, day=told.decided_on),
        **account_of(facts),
        components=(Component(LABEL, told.explanation.replace(" ", ""), told.amount_fen, NO_DUPLICATE.cited),),
        payable_fen=told.amount_fen,
        instalments=(Instalment(LABEL, told.amount_fen, f"自{chinese_date(told.decided_on or work.today)}起"),),
        before_fen=sum(part.amount_fen for part in first_plan(work, case)) + _earlier(work, case, told),
        granted_on=case.decided_on or work.today,
        recovered=recovered.number,
    )


def _earlier(work: Work, case: Case, told: Reassessment) -> int:
    """What was granted on top before this one, in fen."""
    earlier = select(func.coalesce(func.sum(Reassessment.amount_fen), 0)).where(
        Reassessment.case_id == case.id,
        Reassessment.kind == TOP_UP,
        Reassessment.state == DONE,
        Reassessment.id < told.id,
    )
    return int(work.session.execute(earlier).scalar_one())
