"""Whether cases stand where their steps have led them, by different hands."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Case, CaseClaim, CaseStep
from app.services.cases.course import State

HINT = "请管理员停止办理该案并核查。"


def standing_problems(session: Session) -> Iterator[str]:
    """A case is in the state into which its last step put it; one without steps is a draft."""
    last = select(func.max(CaseStep.id)).group_by(CaseStep.case_id).scalar_subquery()
    query = (
        select(Case.number, Case.state, CaseStep.to_state)
        .outerjoin(CaseStep, (CaseStep.case_id == Case.id) & CaseStep.id.in_(last))
        .where(Case.state != func.coalesce(CaseStep.to_state, State.DRAFT.value))
    )
    for number, state, led in session.execute(query):
        yield f"{number} 现为“{State(state).label}”，按办理记录应为“{State(led or State.DRAFT).label}”，{HINT}"


def hand_problems(session: Session) -> Iterator[str]:
    """No account has passed two of accept, review, approve and pay of one case (四眼原则)."""
    query = (
        select(Case.number, CaseStep.account)
        .join(Case, Case.id == CaseStep.case_id)
        .where(CaseStep.stage != "")
        .group_by(CaseStep.case_id, CaseStep.account)
        .having(func.count(CaseStep.stage.distinct()) > 1)
    )
    for number, account in session.execute(query):
        yield f"{number} 由 {account} 一人经手了两个环节，违反四眼原则，{HINT}"


def claim_problems(session: Session) -> Iterator[str]:
    """A key is live with one case at most."""
    query = (
        select(func.min(Case.number), func.max(Case.number))
        .join(CaseClaim, CaseClaim.case_id == Case.id)
        .where(CaseClaim.live)
        .group_by(CaseClaim.scope, CaseClaim.key)
        .having(func.count() > 1)
    )
    for first, second in session.execute(query):
        yield f"{first} 与 {second} 占用同一个唯一性标识，可能重复享受，请管理员停止拨付并核查。"
