"""Whether payment runs and the ledger agree: every booked line has its entry, every entry of a run its line."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import LedgerEntry, PaymentRun, PaymentRunLine
from app.services.policy.money import yuan

HINT = "请管理员停止拨付并核查。"
BOOKED = PaymentRunLine.state == "booked"


def check_runs(session: Session) -> Iterator[str]:
    """Every disagreement as one Chinese sentence."""
    yield from _lines(session)
    yield from _sums(session)
    yield from _states(session)


def _lines(session: Session) -> Iterator[str]:
    """A booked line has one entry of its instalment and sum."""
    entry = and_(
        LedgerEntry.run_id == PaymentRunLine.run_id,
        LedgerEntry.instalment_id == PaymentRunLine.instalment_id,
        LedgerEntry.kind == "payment",
        LedgerEntry.amount_fen == PaymentRunLine.amount_fen,
    )
    rows = session.execute(
        select(PaymentRun.number, PaymentRunLine.position)
        .join(PaymentRun, PaymentRun.id == PaymentRunLine.run_id)
        .outerjoin(LedgerEntry, entry)
        .where(BOOKED)
        .group_by(PaymentRunLine.id)
        .having(func.count(LedgerEntry.id) != 1)
    )
    for number, position in rows:
        yield f"拨付批次 {number} 第 {position} 行已到账，台账中却没有对应的一笔，{HINT}"


def _sums(session: Session) -> Iterator[str]:
    """What a run has booked is what the ledger holds of it."""
    booked = (
        select(func.coalesce(func.sum(PaymentRunLine.amount_fen), 0))
        .where(PaymentRunLine.run_id == PaymentRun.id, BOOKED)
        .correlate(PaymentRun)
        .scalar_subquery()
    )
    paid = (
        select(func.coalesce(func.sum(LedgerEntry.amount_fen * LedgerEntry.direction), 0))
        .where(LedgerEntry.run_id == PaymentRun.id)
        .correlate(PaymentRun)
        .scalar_subquery()
    )
    for number, line_fen, entry_fen in session.execute(select(PaymentRun.number, booked, paid).where(booked != paid)):
        yield f"拨付批次 {number} 到账 {yuan(line_fen)} 元，台账却为 {yuan(entry_fen)} 元，{HINT}"


def _states(session: Session) -> Iterator[str]:
    """A run is open as long as a line is, and booked when one was."""

    def any_line(state: str) -> ColumnElement[bool]:
        asked = select(PaymentRunLine.id).where(PaymentRunLine.run_id == PaymentRun.id, PaymentRunLine.state == state)
        return asked.correlate(PaymentRun).exists()

    waits, paid = any_line("open"), any_line("booked")
    wrong = or_(
        and_(PaymentRun.state == "open", ~waits),
        and_(PaymentRun.state != "open", waits),
        and_(PaymentRun.state == "booked", ~paid),
        and_(PaymentRun.state == "cancelled", paid),
    )
    for number in session.scalars(select(PaymentRun.number).where(wrong)):
        yield f"拨付批次 {number} 的状态与其各行不符，{HINT}"
