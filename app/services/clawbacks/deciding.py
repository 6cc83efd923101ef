"""责令退回决定书: the grant is revoked in whole or part and the return is ordered; or nothing is taken back, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.cases import GRANTED
from app.services.cases.access import hands
from app.services.cases.course import Stage
from app.services.clawbacks.entries import entry_of
from app.services.clawbacks.misconduct_entry import enter_responsible
from app.services.clawbacks.notice import require_heard
from app.services.clawbacks.opening import release_case
from app.services.clawbacks.proposing import other_sum
from app.services.clawbacks.reassessing import reassess_others
from app.services.clawbacks.records import Hold, holding
from app.services.clawbacks.related import mark_related
from app.services.clawbacks.revoking import revoke
from app.services.clawbacks.sums import TakeBack, take_back
from app.services.clawbacks.terms import (
    INVESTIGATED,
    INVESTIGATION_STEPS,
    ClawbackState,
    ClawbackStepKind,
    EntryKind,
    Ground,
)
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Decision:
    """What an approver decides: by when it is to be returned; a lower sum in fen than proposed only with a reason.

    `authority` is the 依据文号 where 限制申报 is among the measures.
    """

    return_by: date | None
    sum_fen: int | None = None
    reason: str = ""
    authority: str = ""


def decide(
    uow: UnitOfWork, number: str, decision: Decision, *, seen: int | None = None, on: date | None = None
) -> TakeBack:
    """An approver orders the return: owed from today, what is not yet paid is cancelled, the others of the key assessed.

    UserError before the party was heard, by a person who investigated or handled the case, and when what was paid no
    longer bears the sum of which the party was told.
    """
    states = (ClawbackState.NOTIFIED,)
    with holding(uow, number, ClawbackStepKind.DECIDE, (Role.APPROVER,), states, seen=seen, on=on) as hold:
        _require_other_eyes(hold)
        require_heard(hold)
        require_open(hold.work, hold.work.today)
        found = _settled_sum(hold, decision)
        _require_day(hold, decision, found)
        clawback = hold.clawback
        clawback.decided_on, clawback.return_by = hold.work.today, decision.return_by
        clawback.reason = decision.reason.strip()
        _owe(hold, found)
        revoke(hold, found)
        release_case(hold.work, hold.case, clawback, "已作出责令退回决定")
        enter_responsible(hold, decision.authority)
        after = ClawbackState.DECIDED if found.owed_fen else ClawbackState.SETTLED
        told = f"责令退回 {yuan(found.owed_fen)} 元，不再拨付 {yuan(found.cancelled_fen)} 元"
        hold.write("；".join(filter(None, (told, clawback.reason))), after)
        mark_related(hold.work, hold.case)
        reassess_others(hold)
        return found


def drop(uow: UnitOfWork, number: str, reason: str, *, seen: int | None = None, on: date | None = None) -> None:
    """An approver takes nothing back, with a written reason; the case goes on as before."""
    with holding(uow, number, ClawbackStepKind.DROP, (Role.APPROVER,), INVESTIGATED, seen=seen, on=on) as hold:
        _require_other_eyes(hold)
        if not reason.strip():
            raise hold.refuse("不予追回须写明理由，请审批人补填。")
        hold.clawback.reason = reason.strip()
        hold.clawback.decided_on = hold.work.today
        release_case(hold.work, hold.case, hold.clawback, "撤销立案")
        hold.write(reason.strip(), ClawbackState.DROPPED)
        mark_related(hold.work, hold.case)


def _require_other_eyes(hold: Hold) -> None:
    """Who investigated does not decide, nor who accepted, reviewed or paid the case; who approved it may revoke it."""
    me = hold.work.account
    if me in hold.accounts_of(INVESTIGATION_STEPS):
        raise hold.refuse(f"由 {me} 参与调查，四眼原则要求由其他审批人决定，请换一个账号。")
    passed = hands(hold.work.session, me, hold.case.id).stages - {Stage.APPROVE}
    if passed:
        stage = next(stage for stage in Stage if stage in passed)
        raise hold.refuse(f"所涉案件由 {me} 办理{stage.label}，四眼原则要求由其他审批人决定，请换一个账号。")


def _settled_sum(hold: Hold, decision: Decision) -> TakeBack:
    """The sum that the party was told of, or less with a reason; UserError when the case no longer bears it."""
    if hold.case.state not in GRANTED:
        raise hold.refuse(
            f"所涉案件 {hold.case.number} 尚未批准，没有可追回的款项；请撤销立案，由审批人对案件不予批准。"
        )
    found, told = take_back(hold), hold.clawback.proposed_fen or 0
    wanted = told if decision.sum_fen is None else decision.sum_fen
    if wanted > told:
        raise hold.refuse(f"决定金额不能高于已告知的 {yuan(told)} 元，确需提高的，请经办人重新拟定并告知。")
    if wanted < told:
        found = other_sum(hold, found, wanted, decision.reason)
    if wanted > found.most_fen or (hold.clawback.ground == Ground.FRAUD and wanted != found.owed_fen):
        raise hold.refuse(
            f"告知后款项已有变动，现应退回 {yuan(found.owed_fen)} 元，与拟决定的 {yuan(wanted)} 元不符，"
            "请经办人重新拟定并告知。"
        )
    return found if wanted == found.owed_fen else other_sum(hold, found, wanted, "按告知的金额")


def _require_day(hold: Hold, decision: Decision, found: TakeBack) -> None:
    if not found.owed_fen and not found.cancelled_fen:
        raise hold.refuse("没有应追回或停止拨付的款项，请撤销立案并写明理由。")
    if found.owed_fen and (decision.return_by is None or decision.return_by <= hold.work.today):
        raise hold.refuse("退回期限须晚于决定之日，请审批人填写。")


def _owe(hold: Hold, found: TakeBack) -> None:
    if found.owed_fen:
        hold.work.session.add(entry_of(hold, EntryKind.DECISION, 1, found.owed_fen))
        hold.work.session.flush()
