"""Who may take a case a step: the roles of the course and four eyes, as one rule for casework and window alike."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.models import CaseStep
from app.services.cases.course import Move, Stage
from app.services.trust.accounts import Role, roles_of

_STAGES = (
    select(CaseStep.stage)
    .where(CaseStep.case_id == bindparam("case_id"), CaseStep.account == bindparam("account"), CaseStep.stage != "")
    .distinct()
)


@dataclass(frozen=True)
class Hands:
    """An account before a case: the roles it holds, and the stages of this case it has already passed."""

    account: str
    roles: frozenset[Role]
    stages: frozenset[Stage]

    def obstacle(self, move: Move, number: str) -> str:
        """Why this account may not take the case a step, with who may; empty when it may."""
        if not self.roles & set(move.roles):
            titles = "、".join(role.label for role in Role if role in move.roles)
            return f"{self.account} 不能对 {number} “{move.label}”，此步须由{titles}办理。"
        others = self.stages - {move.stage} if move.stage else frozenset()
        if move.stage and others:
            done = next(stage for stage in Stage if stage in others)
            return (
                f"{number} 已由 {self.account} 办理{done.label}，"
                f"四眼原则要求{move.stage.label}由其他人办理，请换一个账号。"
            )
        return ""


def hands(session: Session, account: str, case_id: int) -> Hands:
    """The hands of an account on one case."""
    rows = session.execute(_STAGES, {"case_id": case_id, "account": account})
    return Hands(account, roles_of(session, account), frozenset(Stage(stage) for (stage,) in rows))
