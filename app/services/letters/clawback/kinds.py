"""The letters of a clawback as kinds: when each is due, on which occasion, what it states."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy import ColumnElement, and_, func, select

from app.models import Clawback, ClawbackStep, Letter, RecoveryEntry, RepaymentPart
from app.services.calendar.limits import working_days
from app.services.clawbacks.balances import Original, balance_of, signed
from app.services.clawbacks.court import DEMAND_DAYS, court_dates
from app.services.clawbacks.records import Hold
from app.services.clawbacks.sums import alone_of, take_back
from app.services.clawbacks.terms import REPLY_LIMIT, ClawbackStepKind, EntryKind
from app.services.errors import UserError
from app.services.letters.clawback.decisions import (
    DECISION,
    DROPPED,
    NOTICE,
    SETTLED,
    drop_notice,
    prior_notice,
    return_order,
    settlement,
)
from app.services.letters.clawback.enforcement import (
    AGREEMENT,
    COURT,
    DEMAND,
    NOTIFICATION,
    TO_AUDIT,
    TO_DISCIPLINE,
    TO_FINANCE,
    TO_POLICE,
    agreement,
    court_application,
    demand,
    notification,
    transfer,
)
from app.services.letters.clawback.facts import (
    AgreementFacts,
    CourtFacts,
    DecisionFacts,
    DemandFacts,
    DropFacts,
    NoticeFacts,
    SettledFacts,
    TransferFacts,
)
from app.services.letters.clawback.reading import (
    bans,
    debt,
    last_step,
    ordered_fen,
    parts,
    receipts,
    repayment_account,
    responsible,
    review,
    sent,
    settled_on,
    stated,
    statements,
    to_ban,
)
from app.services.letters.kind import Kind, Naming
from app.services.policy.standards import OFFICE
from app.services.unit_of_work import Work

_ORDERED = Clawback.state.in_(("decided", "settled"))
TRANSFERS = {
    TO_FINANCE: ("移送财政部门", "财政部门"),
    TO_AUDIT: ("移送审计机关", "审计机关"),
    TO_DISCIPLINE: ("移送纪检监察机关", "纪检监察机关"),
    TO_POLICE: ("移送公安机关", "公安机关"),
    NOTIFICATION: ("函告主管部门", "主管部门"),
}
"""By kind: the measure that asks for it, and the parameter that names the addressee."""


def _last(kind: ClawbackStepKind) -> ColumnElement[int]:
    """The id of the last step of a kind on the clawback; 0 without one."""
    steps = select(func.max(ClawbackStep.id)).where(
        ClawbackStep.clawback_id == Clawback.id, ClawbackStep.step == kind.value
    )
    return func.coalesce(steps.correlate(Clawback).scalar_subquery(), 0)


def _entries() -> ColumnElement[int]:
    signed = func.sum(RecoveryEntry.direction * RecoveryEntry.amount_fen)
    query = select(func.coalesce(signed, 0)).where(RecoveryEntry.clawback_id == Clawback.id)
    return query.correlate(Clawback).scalar_subquery()


def _round() -> ColumnElement[int]:
    query = select(func.max(RepaymentPart.round)).where(RepaymentPart.clawback_id == Clawback.id)
    return func.coalesce(query.correlate(Clawback).scalar_subquery(), 0)


def _ordered() -> ColumnElement[bool]:
    """Whether a return is ordered, and not annulled since."""
    query = select(signed(EntryKind.DECISION)).select_from(RecoveryEntry)
    query = query.outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
    return query.where(RecoveryEntry.clawback_id == Clawback.id).correlate(Clawback).scalar_subquery() > 0


def _has(kind: str) -> ColumnElement[bool]:
    return select(Letter.id).where(Letter.clawback_id == Clawback.id, Letter.kind == kind).exists()


def _notice(work: Work, clawback: Clawback, named: Naming) -> NoticeFacts:
    hold, proposed = Hold(work, clawback, ClawbackStepKind.PROPOSE), clawback.proposed_fen or 0
    found = take_back(hold)
    if proposed != found.owed_fen:
        found = found.fixed_at(proposed, alone_of(hold.case))
    facts = stated(work, clawback, named, owed_fen=proposed, on=work.today, assessment=found.assessment)
    return NoticeFacts(
        **facts | {"whole": found.corrected_fen == 0},
        cancelled_fen=found.cancelled_fen,
        to_ban=to_ban(clawback),
        reply_days=working_days(work.parameters, REPLY_LIMIT, work.today),
    )


def _decision(work: Work, clawback: Clawback, named: Naming) -> DecisionFacts:
    owed, day = ordered_fen(work, clawback), clawback.decided_on or work.today
    assessment = take_back(Hold(work, clawback, ClawbackStepKind.DECIDE)).assessment
    return DecisionFacts(
        **stated(work, clawback, named, owed_fen=owed, on=day, assessment=assessment),
        **repayment_account(work),
        notice=sent(work, clawback, NOTICE),
        bans=bans(work, clawback),
        statements=statements(work, clawback),
        waived=last_step(work, clawback, ClawbackStepKind.WAIVE.value) is not None,
        cancelled_fen=clawback.cancelled_fen,
        return_by=clawback.return_by,
    )


def _drop(work: Work, clawback: Clawback, named: Naming) -> DropFacts:
    step = last_step(work, clawback, ClawbackStepKind.DROP.value)
    day = step.on_day if step else work.today
    return DropFacts(**stated(work, clawback, named, owed_fen=0, on=day), reason=clawback.reason)


def _agreement(work: Work, clawback: Clawback, named: Naming) -> AgreementFacts:
    owed = ordered_fen(work, clawback)
    return AgreementFacts(
        **stated(work, clawback, named, owed_fen=owed, on=work.today),
        **debt(work, clawback),
        parts=parts(work, clawback),
    )


def _demand(work: Work, clawback: Clawback, named: Naming) -> DemandFacts:
    if clawback.return_by is not None and work.today <= clawback.return_by:
        raise UserError(f"{clawback.number} 的退回期限至 {clawback.return_by}，期满未退回的方可催告，请届时再办。")
    owed = ordered_fen(work, clawback)
    return DemandFacts(
        **stated(work, clawback, named, owed_fen=owed, on=work.today), **debt(work, clawback), days=DEMAND_DAYS
    )


def _court(work: Work, clawback: Clawback, named: Naming) -> CourtFacts:
    owed, decided, demanded = ordered_fen(work, clawback), sent(work, clawback, DECISION), sent(work, clawback, DEMAND)
    decided_on, demanded_on = (letter.served_on if letter else None for letter in (decided, demanded))
    reviewed = review(work, clawback)
    dates = court_dates(decided_on, demanded_on, reviewed.served_on if reviewed else None, work.calendar)
    if dates.missing:
        raise UserError(f"{clawback.number} 尚未登记{'、'.join(dates.missing)}的送达，请经办人先登记送达日期。")
    if not (demanded and dates.suit_until and dates.demand_until and dates.not_before and dates.not_after):
        raise UserError(f"{clawback.number} 尚未出具催告书，请先催告。")
    first = dates.not_before + timedelta(days=1)
    if not dates.may_go(work.today):
        raise UserError(
            f"{clawback.number} 申请强制执行须在 {first} 至 {dates.not_after} 之间，今天不在其中，请在期限内办理。"
        )
    return CourtFacts(
        **stated(work, clawback, named, owed_fen=owed, on=work.today),
        **debt(work, clawback),
        demand=demanded,
        review=reviewed,
        statements=statements(work, clawback),
        suit_until=dates.suit_until,
        demand_until=dates.demand_until,
        from_day=first,
        until_day=dates.not_after,
    )


def _transfer(kind: str, work: Work, clawback: Clawback, named: Naming) -> TransferFacts:
    balance = balance_of(work.session, clawback)
    owed = balance.owed_fen if clawback.decided_on else clawback.proposed_fen or 0
    return TransferFacts(
        **stated(work, clawback, named, owed_fen=owed, on=work.today),
        addressee=work.parameters.at(work.today).text(OFFICE, TRANSFERS[kind][1]),
        decision=sent(work, clawback, DECISION),
        returned_fen=balance.returned_fen,
        responsible=responsible(clawback),
    )


def _settled(work: Work, clawback: Clawback, named: Naming) -> SettledFacts:
    owed = ordered_fen(work, clawback)
    return SettledFacts(
        **stated(work, clawback, named, owed_fen=owed, on=work.today),
        **debt(work, clawback),
        receipts=receipts(work, clawback),
        settled_on=settled_on(work, clawback),
    )


def _transfer_kind(name: str) -> Kind:
    measure = TRANSFERS[name][0]
    due = and_(Clawback.ground == "fraud", Clawback.state != "dropped", Clawback.responsible.contains(measure))
    write = notification if name == NOTIFICATION else partial(transfer, name)
    series = "函告" if name == NOTIFICATION else "移送"
    first = f"须先认定弄虚作假，并在责任人的处理措施中选定“{measure}”"
    return Kind(name, series, write, partial(_transfer, name), due, about=Clawback, first=first)


CLAWBACK_KINDS = (
    Kind(
        *(NOTICE, "追告", prior_notice, _notice),
        and_(Clawback.state.in_(("investigating", "notified")), Clawback.proposed_fen.is_not(None)),
        about=Clawback,
        occasion=_last(ClawbackStepKind.PROPOSE),
        first="须先登记调查情况并拟定追回金额",
    ),
    Kind(
        *(DECISION, "责退", return_order, _decision, _ORDERED),
        about=Clawback,
        occasion=_last(ClawbackStepKind.DECIDE),
        first="须先由审批人作出责令退回决定",
    ),
    Kind(
        *(DROPPED, "撤案", drop_notice, _drop, Clawback.state == "dropped"),
        about=Clawback,
        occasion=_last(ClawbackStepKind.DROP),
        first="须先由审批人撤销立案",
    ),
    Kind(
        *(AGREEMENT, "还款", agreement, _agreement, and_(Clawback.state == "decided", _round() > 0)),
        about=Clawback,
        occasion=_round(),
        first="须先登记分期还款安排",
    ),
    Kind(
        *(DEMAND, "催告", demand, _demand, and_(Clawback.state == "decided", _entries() > 0, _has(DECISION))),
        about=Clawback,
        first="须先出具责令退回决定书，且仍有未退回的款项",
    ),
    Kind(
        *(COURT, "强执", court_application, _court),
        and_(Clawback.state == "decided", _entries() > 0, _has(DEMAND)),
        about=Clawback,
        first="须先出具并送达催告书，且仍有未退回的款项",
    ),
    *(_transfer_kind(name) for name in TRANSFERS),
    Kind(
        *(SETTLED, "结清", settlement, _settled, and_(Clawback.state == "settled", _ordered(), _has(DECISION))),
        about=Clawback,
        first="须先全部退回或者核销",
    ),
)
