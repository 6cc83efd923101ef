"""事先告知书 served, what the party states, and how it is answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.models import ClawbackStep, Statement
from app.services.calendar.limits import working_days
from app.services.clawbacks.records import INVESTIGATORS, Hold, holding
from app.services.clawbacks.terms import REPLY_LIMIT, ClawbackState, ClawbackStepKind
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

NOTIFIED = (ClawbackState.NOTIFIED,)


def notify(uow: UnitOfWork, number: str, served_on: date, *, seen: int | None = None, on: date | None = None) -> date:
    """A reviewer records that 事先告知书 was served; the last day for 陈述申辩, counted in working days from then.

    UserError without ground, evidence and a proposed sum, or when it was served before the clawback was opened.
    """
    states = (ClawbackState.INVESTIGATING,)
    with holding(uow, number, ClawbackStepKind.NOTIFY, (Role.REVIEWER,), states, seen=seen, on=on) as hold:
        clawback, work = hold.clawback, hold.work
        if clawback.proposed_fen is None:
            raise hold.refuse("尚未拟定追回金额，请经办人拟定后再告知。")
        if not clawback.evidence:
            raise hold.refuse("尚未登记证据，请经办人补填后再告知。")
        if not clawback.opened_on <= served_on <= work.today:
            raise hold.refuse(f"送达日期须在立案日 {clawback.opened_on} 与今天之间，请核对送达回证。")
        days = working_days(work.parameters, REPLY_LIMIT, served_on)
        clawback.reply_by = work.calendar.add(served_on, days)
        hold.write(f"{served_on} 送达，陈述申辩至 {clawback.reply_by}", ClawbackState.NOTIFIED, on_day=served_on)
        return clawback.reply_by


def record_statement(
    uow: UnitOfWork, number: str, made_by: str, text: str, *, seen: int | None = None, on: date | None = None
) -> int:
    """Clerk or reviewer writes down what the party states; the statement's id, by which it is answered."""
    with holding(uow, number, ClawbackStepKind.STATEMENT, INVESTIGATORS, NOTIFIED, seen=seen, on=on) as hold:
        if not made_by.strip() or not text.strip():
            raise hold.refuse("陈述申辩须写明陈述人和内容，请经办人补填。")
        work = hold.work
        statement = Statement(
            clawback_id=hold.clawback.id,
            received_on=work.today,
            made_by=made_by.strip(),
            text=text.strip(),
            at=work.now,
            account=work.account,
        )
        work.session.add(statement)
        hold.write(f"{statement.made_by}：{statement.text}")
        return statement.id


def answer_statement(
    uow: UnitOfWork, number: str, statement_id: int, answer: str, *, seen: int | None = None, on: date | None = None
) -> None:
    """The office answers a statement; UserError when it is answered already or belongs to another clawback."""
    with holding(uow, number, ClawbackStepKind.ANSWER, INVESTIGATORS, NOTIFIED, seen=seen, on=on) as hold:
        statement = hold.work.session.get(Statement, statement_id)
        if statement is None or statement.clawback_id != hold.clawback.id or statement.answered_on:
            raise hold.refuse("这份陈述申辩不存在或已答复，请刷新后再办。")
        if not answer.strip():
            raise hold.refuse("答复须写明采纳与否及理由，请经办人补填。")
        statement.answer, statement.answered_on = answer.strip(), hold.work.today
        hold.write(statement.answer)


def waive(uow: UnitOfWork, number: str, document: str, *, seen: int | None = None, on: date | None = None) -> None:
    """The party waives its defence in writing; `document` says in what and of which day."""
    with holding(uow, number, ClawbackStepKind.WAIVE, INVESTIGATORS, NOTIFIED, seen=seen, on=on) as hold:
        if not document.strip():
            raise hold.refuse("放弃陈述申辩须有书面材料，请经办人填写材料名称和日期。")
        hold.write(document.strip())


def require_heard(hold: Hold) -> None:
    """UserError unless every statement is answered and the party was heard, waived it, or let the time pass.

    What it said of an earlier 事先告知书 is no answer to the last one.
    """
    statements = hold.work.session.scalars(select(Statement).where(Statement.clawback_id == hold.clawback.id)).all()
    if any(one.answered_on is None for one in statements):
        raise hold.refuse("有陈述申辩尚未答复，请经办人答复后再作决定。")
    reply_by = hold.clawback.reply_by
    if not _spoke(hold) and reply_by is not None and hold.work.today <= reply_by:
        raise hold.refuse(f"陈述申辩期限至 {reply_by}，期满前未收到陈述申辩的，请届时再作决定。")


def _spoke(hold: Hold) -> bool:
    """Whether the party has stated something, or waived its defence, since it was last told."""
    return hold.clawback.id in heard_of(hold.work.session, [hold.clawback.id])


def heard_of(session: Session, ids: Collection[int]) -> set[int]:
    """Those of some clawbacks whose party has stated something, or waived its defence, since it was last told."""
    told = aliased(ClawbackStep)
    last = select(func.max(told.id)).where(
        told.clawback_id == ClawbackStep.clawback_id, told.step == ClawbackStepKind.NOTIFY.value
    )
    words = (ClawbackStepKind.STATEMENT.value, ClawbackStepKind.WAIVE.value)
    said = select(ClawbackStep.clawback_id).where(
        ClawbackStep.clawback_id.in_(ids),
        ClawbackStep.step.in_(words),
        ClawbackStep.id > last.correlate(ClawbackStep).scalar_subquery(),
    )
    return set(session.scalars(said))
