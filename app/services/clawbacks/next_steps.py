"""What a clawback waits for, and who may do it: one ladder for list and desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.services.clawbacks.court import CourtDates
from app.services.clawbacks.records import INVESTIGATORS
from app.services.clawbacks.terms import DECISION, DEMAND, NOTICE, ClawbackState, Ground
from app.services.trust.accounts import CASE_ROLES, Role

DROPPED, SETTLED, COURT = "撤销立案告知书", "结清证明", "强制执行申请书"


class Next(StrEnum):
    """What is done next."""

    RECORD = "登记调查情况"
    PROPOSE = "拟定追回金额"
    ISSUE = "出具"
    SERVE = "登记送达"
    NOTIFY = "确认送达，听取陈述申辩"
    ANSWER = "答复陈述申辩"
    HEAR = "登记陈述申辩"
    DECIDE = "作出追回决定"
    REPAY = "登记退款"
    REFUND = "退还多收款项"
    NOTHING = "已办结"


ROLES: Mapping[Next, tuple[Role, ...]] = {
    Next.RECORD: INVESTIGATORS,
    Next.PROPOSE: INVESTIGATORS,
    Next.ISSUE: CASE_ROLES,
    Next.SERVE: CASE_ROLES,
    Next.NOTIFY: (Role.REVIEWER,),
    Next.ANSWER: INVESTIGATORS,
    Next.HEAR: INVESTIGATORS,
    Next.DECIDE: (Role.APPROVER,),
    Next.REPAY: (Role.FINANCE,),
    Next.REFUND: (Role.FINANCE,),
    Next.NOTHING: (),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step with the kind of letter that it is about, if any, and until when something else is waited for."""

    step: Next
    letter: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """As a button says it."""
        if self.step is Next.ISSUE:
            return f"{self.step.value}{self.letter}"
        return f"{self.step.value}（{self.letter}）" if self.step is Next.SERVE else self.step.value

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who may take it."""
        return ROLES[self.step]


@dataclass(frozen=True)
class Standing:
    """What the ladder looks at. `letters` are the letters of the present occasion by kind, with the day of service or None."""

    state: ClawbackState
    today: date
    ground: Ground
    evidence: bool
    proposed: bool
    letters: Mapping[str, date | None] = field(default_factory=dict)
    unanswered: bool = False
    heard: bool = False
    reply_by: date | None = None
    overdue: bool = False
    surplus: bool = False
    ordered: bool = True
    court: CourtDates | None = None


def next_step(stands: Standing) -> NextStep:
    """The next step of a clawback as it stands."""
    return BY_STATE[stands.state](stands)


def _investigating(stands: Standing) -> NextStep:
    if stands.ground is Ground.NONE or not stands.evidence:
        return NextStep(Next.RECORD)
    if not stands.proposed:
        return NextStep(Next.PROPOSE)
    return _sent(stands, NOTICE) or NextStep(Next.NOTIFY)


def _sent(stands: Standing, kind: str) -> NextStep | None:
    """Issue a letter or record its service; None when both are done."""
    if kind not in stands.letters:
        return NextStep(Next.ISSUE, kind)
    return NextStep(Next.SERVE, kind) if stands.letters[kind] is None else None


def _notified(stands: Standing) -> NextStep:
    if stands.unanswered:
        return NextStep(Next.ANSWER)
    if stands.heard or (stands.reply_by is not None and stands.today > stands.reply_by):
        return NextStep(Next.DECIDE)
    return NextStep(Next.HEAR, note=f"陈述申辩期限至 {stands.reply_by}，期满未提出的即可作出决定")


def _decided(stands: Standing) -> NextStep:
    if (sending := _sent(stands, DECISION)) is not None:
        return sending
    if stands.surplus:
        return NextStep(Next.REFUND)
    if not stands.overdue:
        return NextStep(Next.REPAY)
    if (demanding := _sent(stands, DEMAND)) is not None:
        return demanding
    return _compelled(stands)


def _compelled(stands: Standing) -> NextStep:
    """After the demand: the court while it may be asked; else until or since when, beside what still comes back."""
    dates = stands.court
    if dates is None or not dates.not_before or not dates.not_after or COURT in stands.letters:
        return NextStep(Next.REPAY)
    if dates.may_go(stands.today):
        return NextStep(Next.ISSUE, COURT)
    if dates.too_late or stands.today > dates.not_after:
        return NextStep(Next.REPAY, note=f"申请强制执行的期限至 {dates.not_after}，已不能在期限内申请")
    return NextStep(Next.REPAY, note=f"{dates.not_before} 以后仍未退回的，可申请强制执行，最迟 {dates.not_after}")


def _settled(stands: Standing) -> NextStep:
    if (sending := _sent(stands, DECISION)) is not None:
        return sending
    return NextStep(Next.NOTHING) if SETTLED in stands.letters or not stands.ordered else NextStep(Next.ISSUE, SETTLED)


def _dropped(stands: Standing) -> NextStep:
    return _sent(stands, DROPPED) or NextStep(Next.NOTHING)


BY_STATE = {
    ClawbackState.INVESTIGATING: _investigating,
    ClawbackState.NOTIFIED: _notified,
    ClawbackState.DECIDED: _decided,
    ClawbackState.SETTLED: _settled,
    ClawbackState.DROPPED: _dropped,
}
