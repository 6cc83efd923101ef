"""What is still to be paid on an instalment: one reckoning for lists, payments, runs and checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, func, literal, or_, select
from sqlalchemy.orm import Session

from app.models import CaseInstalment, InstalmentCheck, LedgerEntry

PART = 500  # rows asked for by id in one query


class Standing(NamedTuple):
    """An instalment and what was paid on it net of returns, in fen."""

    instalment: CaseInstalment
    paid_fen: int

    @property
    def left_fen(self) -> int:
        """What is still to be paid, in fen: the amount less what was revoked and what was paid."""
        return self.instalment.amount_fen - self.instalment.cancelled_fen - self.paid_fen


def net_paid() -> ScalarSelect[Any]:
    """What the ledger says was paid on the instalment of the row, net of returns, in fen; 0 when nothing."""
    return (
        select(func.coalesce(func.sum(LedgerEntry.amount_fen * LedgerEntry.direction), 0))
        .where(LedgerEntry.instalment_id == CaseInstalment.id)
        .correlate(CaseInstalment)
        .scalar_subquery()
    )


def remainder() -> ColumnElement[int]:
    """The same as `Standing.left_fen` for the instalment of the row, as SQL."""
    return CaseInstalment.amount_fen - CaseInstalment.cancelled_fen - net_paid()


def last_check() -> ScalarSelect[Any]:
    """Whether the last yearly check (年度核查) of the instalment of the row was passed; NULL without any."""
    return (
        select(InstalmentCheck.passed)
        .where(InstalmentCheck.instalment_id == CaseInstalment.id)
        .order_by(InstalmentCheck.id.desc())
        .limit(1)
        .correlate(CaseInstalment)
        .scalar_subquery()
    )


def check_in_order() -> ColumnElement[bool]:
    """Whether the instalment of the row needs no yearly check, or has passed the last one."""
    return or_(~CaseInstalment.needs_check, func.coalesce(last_check(), literal(value=False)))


def plans(session: Session, case_ids: Sequence[int]) -> dict[int, list[Standing]]:
    """The instalments of cases in their order, each with what was paid on it, by the id of the case."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for start in range(0, len(case_ids), PART):
        part = case_ids[start : start + PART]
        rows = session.execute(
            select(CaseInstalment, net_paid())
            .where(CaseInstalment.case_id.in_(part))
            .order_by(CaseInstalment.case_id, CaseInstalment.position)
        )
        for instalment, paid in rows:
            found[instalment.case_id].append(Standing(instalment, paid))
    return found


def plan_of(session: Session, case_id: int) -> list[Standing]:
    """The instalments of one case in order, each with what was paid on it."""
    return plans(session, [case_id]).get(case_id, [])
