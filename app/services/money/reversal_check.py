"""Whether every entry that takes one back fits the one it takes back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import LedgerEntry
from app.services.policy.money import yuan

HINT = "请财务核查，管理员保留现场。"


def reversal_problems(session: Session) -> Iterator[str]:
    """It is of the same instalment and sum, in the other direction, and the only one."""
    back, entry = aliased(LedgerEntry), aliased(LedgerEntry)
    fits = and_(
        back.instalment_id == entry.instalment_id,
        back.amount_fen == entry.amount_fen,
        back.direction == -entry.direction,
    )
    query = (
        select(entry.id, entry.amount_fen)
        .join(back, back.reverses_id == entry.id)
        .group_by(entry.id)
        .having(or_(func.count() > 1, func.sum(case((fits, 0), else_=1)) > 0))
    )
    for number, amount in session.execute(query):
        yield f"拨付台账第 {number} 号 {yuan(amount)} 元，对它的退票或冲正与之不符，{HINT}"
