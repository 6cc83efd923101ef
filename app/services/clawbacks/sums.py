"""What is to come back on a case, by the ground: with the lines that explain it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.models import Case
from app.services.cases import holdings
from app.services.cases.dossiers import definition, facts_of
from app.services.cases.holdings import Viewpoint
from app.services.clawbacks.balances import demanded_of, paid_of
from app.services.clawbacks.investigating import answers_of, true_facts
from app.services.clawbacks.lapse import cut_months, lost_part
from app.services.clawbacks.records import Hold
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.remainders import Standing, plan_of
from app.services.policy.assessments import Assessment
from app.services.policy.money import yuan
from app.services.policy.standards import Parameters
from app.services.standards.stored_parameters import entered
from app.services.unit_of_work import Work


@dataclass(frozen=True)
class TakeBack:
    """What follows from a ground, in fen: to be returned, not to be paid any more, and what the case alone gives now.

    `lines` say how it comes about; `assessment` is the one with the true facts where there was one; `most_fen` is what
    was paid and not demanded back before.
    """

    owed_fen: int
    cancelled_fen: int
    corrected_fen: int
    most_fen: int
    lines: tuple[str, ...]
    assessment: Assessment | None = None

    def fixed_at(self, owed_fen: int, alone_fen: int) -> TakeBack:
        """The same with another sum to be returned: what the case alone gives moves by as much, within its own sum."""
        corrected = min(alone_fen, max(0, self.corrected_fen + self.owed_fen - owed_fen))
        return replace(self, owed_fen=owed_fen, corrected_fen=corrected)


@dataclass(frozen=True)
class Before:
    """How a case stands before something is taken back, in fen."""

    hold: Hold
    alone_fen: int  # what it gives alone, as last corrected
    paid_fen: int  # net of returned payments
    demanded_fen: int  # by other clawbacks of the case
    plan: tuple[Standing, ...]

    @property
    def most_fen(self) -> int:
        """What was paid and not demanded back before."""
        return max(0, self.paid_fen - self.demanded_fen)

    @property
    def unpaid_fen(self) -> int:
        """What is granted and neither paid nor cancelled."""
        return sum(one.left_fen for one in self.plan)

    def lines(self) -> tuple[str, ...]:
        """What was paid and demanded before, in words."""
        before = f"，以前已决定追回 {yuan(self.demanded_fen)} 元" if self.demanded_fen else ""
        waiting = f"，尚未拨付 {yuan(self.unpaid_fen)} 元" if self.unpaid_fen else ""
        return (f"本件已拨付 {yuan(self.paid_fen)} 元{before}{waiting}",)


def alone_of(case: Case) -> int:
    """What a case gives alone in fen, as a decision to take back has last corrected it."""
    return case.gross_fen if case.corrected_fen is None else case.corrected_fen


def take_back(hold: Hold) -> TakeBack:
    """What is to come back as things stand; UserError while the ground is not established."""
    case, session = hold.case, hold.work.session
    stands = Before(
        hold=hold,
        alone_fen=alone_of(case),
        paid_fen=paid_of(session, case.id),
        demanded_fen=demanded_of(session, case.id, besides=hold.clawback.id),
        plan=tuple(plan_of(session, case.id)),
    )
    ground = Ground(hold.clawback.ground)
    if ground is Ground.NONE:
        raise hold.refuse("尚未认定事由，请经办人登记调查情况时选择事由。")
    return BY_GROUND[ground](stands)


def _everything(stands: Before) -> TakeBack:
    """弄虚作假: all that was paid, and nothing more is."""
    unpaid = f"，不再拨付 {yuan(stands.unpaid_fen)} 元" if stands.unpaid_fen else ""
    line = f"弄虚作假的全部予以收回：退回 {yuan(stands.most_fen)} 元{unpaid}"
    return TakeBack(stands.most_fen, stands.unpaid_fen, 0, stands.most_fen, (*stands.lines(), line))


def _not_due(stands: Before) -> TakeBack:
    """重复享受, 计算差错: what the case with its true facts does not give."""
    return _against(stands, _truth(stands), "按真实情况")


def _lapsed(stands: Before) -> TakeBack:
    """资格丧失: only from the day of the loss."""
    lost_on = stands.hold.clawback.lapsed_on
    if lost_on is None:
        raise stands.hold.refuse("尚未填写资格丧失之日，请经办人补填。")
    facts = _truth(stands)
    if hasattr(facts, "last_month"):
        return _against(stands, cut_months(facts, lost_on), f"申领月份计至 {lost_on:%Y-%m}（资格丧失当月）")
    if lost_on <= facts.applied_on:
        return _revoked(stands, f"资格自 {lost_on} 起丧失，申报日期 {facts.applied_on} 已不符合条件，没有应予的补贴")
    return _later_parts(stands, facts, lost_on)


def _truth(stands: Before) -> Any:
    hold = stands.hold
    answers = answers_of(hold.clawback)
    return true_facts(hold, answers) if answers else facts_of(hold.case)


def _against(stands: Before, facts: Any, by: str) -> TakeBack:
    """What was paid or is still to be paid beyond what these facts give; unpaid instalments go first."""
    if facts is None:
        return _revoked(stands, f"{by}，没有应予补贴的月份")
    assessment = assess_as_decided(stands.hold, facts)
    due = assessment.payable_fen
    excess = max(0, stands.most_fen + stands.unpaid_fen - due)
    cancelled = min(excess, stands.unpaid_fen)
    owed = excess - cancelled
    reasons = "、".join(step.sentence for step in assessment.failed)
    line = f"{by}重新测算，应予补贴 {yuan(due)} 元" + (f"（{reasons}）" if reasons else "")
    taken = f"多核定 {yuan(excess)} 元，其中不再拨付 {yuan(cancelled)} 元，应退回 {yuan(owed)} 元"
    corrected = min(stands.alone_fen, assessment.gross_fen)
    deductions = tuple(one.text for one in assessment.deductions)
    return TakeBack(
        owed, cancelled, corrected, stands.most_fen, (*stands.lines(), line, *deductions, taken), assessment
    )


def _revoked(stands: Before, line: str) -> TakeBack:
    whole = _everything(stands)
    taken = f"应退回 {yuan(whole.owed_fen)} 元，不再拨付 {yuan(whole.cancelled_fen)} 元"
    return replace(whole, lines=(*stands.lines(), line, taken))


def _later_parts(stands: Before, facts: Any, lost_on: date) -> TakeBack:
    """A sum without months stays with whoever has it; instalments not yet paid, or due after the loss, are not due."""
    case, work = stands.hold.case, stands.hold.work
    plan = definition(case).plan(stands.alone_fen, known_parameters(work, case).at(facts.applied_on))
    lost = {one.instalment.position for one in stands.plan if lost_part(one, lost_on)}
    gone = sum(part.amount_fen for position, part in enumerate(plan, start=1) if position in lost)
    line = f"资格自 {lost_on} 起丧失，其后各期不再拨付 {yuan(stands.unpaid_fen)} 元，此前已拨付的不退回"
    return TakeBack(0, stands.unpaid_fen, max(0, stands.alone_fen - gone), stands.most_fen, (*stands.lines(), line))


def assess_as_decided(hold: Hold, facts: Any) -> Assessment:
    """Facts assessed under the numbers known when the case was decided, beside what others keep after all demands."""
    case, work = hold.case, hold.work
    subsidy = definition(case)
    viewpoint = Viewpoint(case.id, approved_only=True, demanded=True, day=case.decided_on)
    precedents = holdings.load(work.session, subsidy.claims(facts), subsidy.grounds(facts), viewpoint)
    assessment = subsidy.assess(facts, known_parameters(work, case), precedents)
    if assessment.missing:
        raise UserError(
            f"{case.number} 按真实情况重新测算缺少标准（{'、'.join(assessment.missing)}），请管理员录入后再办。"
        )
    return assessment


def known_parameters(work: Work, case: Case) -> Parameters:
    """The numbers that were known when the case was decided: a standard entered later does not reach it."""
    if case.decided_on is None:
        return work.parameters
    return work.shipped.plus(entered(work.session, until=case.decided_on))


BY_GROUND: dict[Ground, Callable[[Before], TakeBack]] = {
    Ground.FRAUD: _everything,
    Ground.DUPLICATE: _not_due,
    Ground.ERROR: _not_due,
    Ground.LAPSED: _lapsed,
}
