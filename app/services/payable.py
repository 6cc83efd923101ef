"""Whether a case may be paid: one set of rules for a single payment, for making a run and for booking it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.models import Case, InstalmentCheck
from app.services.access import Hands
from app.services.course import Move, State, Step, required_move
from app.services.dossiers import facts_of
from app.services.remainders import Standing


@dataclass(frozen=True)
class Payee:
    """The bank, the name of the account and its number, as a payment goes there."""

    bank: str = ""
    account_name: str = ""
    account_number: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What a bank needs and is not there."""
        named = (("开户银行", self.bank), ("开户名", self.account_name), ("银行账号", self.account_number))
        return tuple(label for label, value in named if not value.strip())


@dataclass
class Payable:
    """A case with everything that decides whether it is paid; `run` is the number of the open run it is in."""

    case: Case
    plan: list[Standing]
    hands: Hands
    run: str = ""
    doubts: list[str] = field(default_factory=list)
    deferred: list[tuple[str, date]] = field(default_factory=list)  # materials still to come, and by when
    paid_to: Payee | None = None  # where the last payment went that did not come back
    checks: dict[int, InstalmentCheck] = field(default_factory=dict)  # the last one, by instalment

    @cached_property
    def payee(self) -> Payee:
        """The account that the last payment reached, else the one that the case states."""
        if self.paid_to is not None:
            return self.paid_to
        facts = facts_of(self.case)
        return Payee(*((getattr(facts, name, None) or "") for name in ("bank", "account_name", "account_number")))

    @property
    def due(self) -> Standing | None:
        """The next instalment with something left to pay; None when all is paid."""
        return next((one for one in self.plan if one.left_fen > 0), None)

    @property
    def waits_for_check(self) -> bool:
        """Whether the instalment that is next needs a yearly check and has none that was passed."""
        one = self.due
        if one is None or not one.instalment.needs_check:
            return False
        check = self.checks.get(one.instalment.id)
        return check is None or not check.passed

    def move(self) -> Move:
        """The line of the course by which it is paid; UserError in a state in which nothing is paid."""
        return required_move(Step.PAY, State(self.case.state), self.case.number)

    def obstacle(self, day: date) -> str:
        """Why nothing is paid on a day, beginning with the case's number, with who can do what; empty when it may."""
        return next((f"{self.case.number} {text}" for rule in RULES if (text := rule(self, day))), "")

    def not_mine(self) -> str:
        """Why this account may not pay it: its roles, or four eyes; empty when it may."""
        return self.hands.obstacle(self.move(), self.case.number)


def _held(one: Payable, _day: date) -> str:
    return f"已暂停（{one.case.hold_reason}），解除暂停后方可拨付。" if one.case.held else ""


def _doubtful(one: Payable, _day: date) -> str:
    if not one.doubts:
        return ""
    return f"有未处理的疑点（{one.doubts[0].rstrip('。')}），请复核员先在案件中处理疑点，再行拨付。"


def _before_approval(one: Payable, day: date) -> str:
    approved = one.case.decided_on
    if approved and day < approved:
        return f"于 {approved} 批准，拨付日期不能早于批准日期，请财务核对。"
    return ""


def _wanting_materials(one: Payable, day: date) -> str:
    late = [f"{name}应于 {until} 前补交" for name, until in one.deferred if until < day]
    return f"容缺材料未交齐（{'；'.join(late)}），请经办员催收登记后再行拨付。" if late else ""


def _nothing_left(one: Payable, _day: date) -> str:
    return "" if one.due else "没有待拨付的款项，请财务核对台账。"


def _not_yet_due(one: Payable, day: date) -> str:
    if one.due is None or one.due.instalment.position == 1:
        return ""
    instalment = one.due.instalment
    if instalment.due_on is not None and instalment.due_on <= day:
        return ""
    start = f"自 {instalment.due_on} 起" if instalment.due_on else "待前一期拨付满期后"
    return f"的{instalment.label}{start}方可拨付，请财务届时办理。"


def _unchecked(one: Payable, _day: date) -> str:
    if one.due is None or not one.waits_for_check:
        return ""
    label, check = one.due.instalment.label, one.checks.get(one.due.instalment.id)
    if check is None:
        return f"的{label}须经年度核查合格后拨付，请经办员或复核员先登记年度核查结果。"
    return f"的{label}年度核查未通过（{check.checked_on}：{check.finding}），不能拨付，请经办员或复核员处理。"


RULES: tuple[Callable[[Payable, date], str], ...] = (
    _held,
    _doubtful,
    _before_approval,
    _nothing_left,
    _not_yet_due,
    _unchecked,
    _wanting_materials,
)
