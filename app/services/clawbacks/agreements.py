"""Repayment agreements (还款协议): what is to be returned by which days; a new one takes the place of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Clawback, RepaymentPart
from app.services.clawbacks.balances import balance_of
from app.services.clawbacks.records import INVESTIGATORS, Hold, holding
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind
from app.services.policy.money import yuan
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Part:
    """So many fen by a day."""

    due_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the agreement in force, and how much of it is not yet covered by what came back since, in fen."""

    position: int
    due_on: date
    amount_fen: int
    open_fen: int


def agree(
    uow: UnitOfWork, number: str, parts: Sequence[Part], *, seen: int | None = None, on: date | None = None
) -> int:
    """Clerk or reviewer records an agreement; its round. UserError unless it covers the balance, in order of days."""
    states = (ClawbackState.DECIDED,)
    with holding(uow, number, ClawbackStepKind.AGREE, INVESTIGATORS, states, seen=seen, on=on) as hold:
        _require_sound(hold, parts)
        work = hold.work
        number_of_round = last_round(work.session, hold.clawback) + 1
        work.session.add_all(
            RepaymentPart(
                clawback_id=hold.clawback.id,
                round=number_of_round,
                position=position,
                due_on=part.due_on,
                amount_fen=part.amount_fen,
                at=work.now,
                account=work.account,
            )
            for position, part in enumerate(parts, start=1)
        )
        told = "；".join(f"{part.due_on} 前 {yuan(part.amount_fen)} 元" for part in parts)
        hold.write(told)
        return number_of_round


def _require_sound(hold: Hold, parts: Sequence[Part]) -> None:
    left = balance_of(hold.work.session, hold.clawback).left_fen
    total = sum(part.amount_fen for part in parts)
    if any(part.amount_fen <= 0 for part in parts) or total != left:
        raise hold.refuse(f"各期合计 {yuan(total)} 元，须等于尚欠的 {yuan(left)} 元且每期大于 0 元，请经办人改正。")
    days = [part.due_on for part in parts]
    if any(later <= earlier for earlier, later in pairwise([hold.work.today, *days])):
        raise hold.refuse("各期还款日须依次晚于今天，请经办人改正。")


def last_round(session: Session, clawback: Clawback) -> int:
    """The round of the agreement in force; 0 without one."""
    query = select(func.coalesce(func.max(RepaymentPart.round), 0))
    return session.execute(query.where(RepaymentPart.clawback_id == clawback.id)).scalar_one()


def due_on(session: Session, clawback: Clawback) -> date | None:
    """By when the next of what is left is to come back: the first open part of the agreement, else the day of return."""
    still_open = (part.due_on for part in agreed_parts(session, clawback) if part.open_fen)
    return min(still_open, default=clawback.return_by)


def agreed_parts(session: Session, clawback: Clawback) -> tuple[PartShown, ...]:
    """The agreement in force: what is still open of it is the balance, laid on its last parts first."""
    rows = session.scalars(
        select(RepaymentPart)
        .where(RepaymentPart.clawback_id == clawback.id, RepaymentPart.round == last_round(session, clawback))
        .order_by(RepaymentPart.position.desc())
    ).all()
    left, shown = max(0, balance_of(session, clawback).left_fen), []
    for row in rows:
        still_open = min(left, row.amount_fen)
        left -= still_open
        shown.append(PartShown(row.position, row.due_on, row.amount_fen, still_open))
    return tuple(reversed(shown))
