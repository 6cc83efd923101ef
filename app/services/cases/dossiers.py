"""A case read from the store: its definition, its facts, and its assessment as things stand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.models import Case, CaseClaim, CaseGround
from app.models.cases import CLOSED, DECIDED
from app.services.cases import holdings
from app.services.cases.holdings import Viewpoint
from app.services.cases.stored_assessments import as_assessed, as_stored
from app.services.doubts.marks import rewrite_marks
from app.services.doubts.open_doubts import has_open
from app.services.errors import UserError
from app.services.policy.assessments import Assessment
from app.services.policy.catalogue import BY_CODE
from app.services.policy.kernel import FUNDED, AnySubsidy
from app.services.policy.restrictions import TO_JUDGE
from app.services.registers.blue_cards import doubts
from app.services.unit_of_work import Work

_NUMBERED = select(Case).where(Case.number == bindparam("number"))


def fetch(session: Session, number: str) -> Case:
    """The stored case of a number; UserError when there is none."""
    case = session.execute(_NUMBERED, {"number": number}).scalar_one_or_none()
    if case is None:
        raise UserError(f"没有案件 {number}，请核对案件编号。")
    return case


def definition(case: Case) -> AnySubsidy:
    """The definition of the case's type."""
    return BY_CODE[case.code]


def facts_of(case: Case) -> Any:
    """What the case states, as its definition's facts."""
    return definition(case).facts.model_validate_json(case.facts)


def assess_now(work: Work, case: Case, *, approved_only: bool = False) -> Assessment:
    """The case's assessment against everything else that is stored; at approval only what is approved counts."""
    subsidy, facts = definition(case), facts_of(case)
    viewpoint = Viewpoint(case.id, case.accepted_order, approved_only, work.today)
    precedents = holdings.load(work.session, subsidy.claims(facts), subsidy.grounds(facts), viewpoint)
    found = subsidy.assess(facts, work.parameters, precedents)
    warnings = (text for text in found.warnings if text != FUNDED and not text.endswith(TO_JUDGE))  # these are doubts
    return found._replace(warnings=(*warnings, *doubts(work, case.code, facts)))


def assessment_of(work: Work, case: Case) -> Assessment:
    """The assessment that a decision has fixed, else the one of this moment."""
    if case.state in DECIDED and case.assessment:
        return as_assessed(case.assessment)
    return assess_now(work, case)


def fix(case: Case, assessment: Assessment) -> None:
    """Keep an assessment with the case as the decision saw it."""
    case.assessment = as_stored(assessment)


def refresh(work: Work, case: Case, *, approved_only: bool = False) -> Assessment:
    """Assess a case that is not decided again, and let it hold its keys when it is accepted and eligible."""
    assessment = assess_now(work, case, approved_only=approved_only)
    case.eligible = assessment.eligible
    case.gross_fen, case.payable_fen = assessment.gross_fen, assessment.payable_fen
    case.warned = bool(assessment.warnings) or has_open(work.session, case.id)
    hold(work.session, case, holds=case.eligible and case.accepted_order is not None and case.state not in CLOSED)
    return assessment


def hold(session: Session, case: Case, *, holds: bool) -> None:
    """Make the keys of a case live, or free them."""
    session.flush()
    session.execute(update(CaseClaim).where(CaseClaim.case_id == case.id).values(live=holds))


def rewrite_keys(session: Session, case: Case) -> None:
    """Write the keys and grounds anew after the facts have changed; none of them live yet."""
    subsidy, facts = definition(case), facts_of(case)
    session.execute(delete(CaseClaim).where(CaseClaim.case_id == case.id))
    session.execute(delete(CaseGround).where(CaseGround.case_id == case.id))
    session.add_all(
        CaseClaim(case_id=case.id, scope=claim.scope, key=claim.key, tally=claim.tally, live=False)
        for claim in subsidy.claims(facts)
    )
    session.add_all(
        CaseGround(case_id=case.id, pool=ground.pool.name, key=ground.key) for ground in subsidy.grounds(facts)
    )
    session.flush()
    rewrite_marks(session, case.id, facts)
