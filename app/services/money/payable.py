"""Whether a case may be paid: one set of rules for a single payment, for making a run and for booking it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.models import Case, InstalmentCheck
from app.services.cases.access import Hands
from app.services.cases.course import Move, State, Step, required_move
from app.services.cases.dossiers import facts_of
from app.services.cases.obstacles import Obstacle
from app.services.money.remainders import Standing
from app.services.policy.restrictions import Ban


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
    """A case with everything that decides whether it is paid; `run` is the number of the open run it is in.

    `blocked` is what stops approval and payment alike; the rules below are those of payment alone.
    """

    case: Case
    plan: list[Standing]
    hands: Hands
    run: str = ""
    blocked: tuple[Obstacle, ...] = ()
    bans: tuple[Ban, ...] = ()  # of whoever is paid, of whatever days
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
        """The next instalment with something left to pay, a 补差 before those of later years; None when all is paid."""
        still_open = (one for one in self.plan if one.left_fen > 0)
        return min(still_open, key=lambda one: one.instalment.years_after, default=None)

    @property
    def waits_for_check(self) -> bool:
        """Whether the instalment that is next needs a yearly check and has none that was passed."""
        one = self.due
        if one is None or not one.instalment.needs_check:
            return False
        check = self.checks.get(one.instalment.id)
        return check is None or not check.passed

    def begun(self, day: date) -> bool:
        """Whether the next instalment is due on a day: the first at once, a later one when its day has come."""
        if self.due is None:
            return False
        instalment = self.due.instalment
        return instalment.position == 1 or (instalment.due_on is not None and instalment.due_on <= day)

    def banned(self, day: date, deed: str = "拨付") -> str:
        """Why nothing is paid to somebody who is under 限制申报 on a day; empty when nobody is, or an exception was made."""
        ban = next((ban for ban in self.bans if ban.on(day)), None)
        if ban is None:
            return ""
        return f"的收款人{ban.sentence}，限制期满、解除限制或由管理员准予本件例外后方可{deed}。"

    def move(self) -> Move:
        """The line of the course by which it is paid; UserError in a state in which nothing is paid."""
        return required_move(Step.PAY, State(self.case.state), self.case.number)

    def obstacles(self, day: date) -> Iterator[str]:
        """Each reason why nothing is paid on a day, a sentence each with who can do what."""
        yield from (one.sentence("拨付") for one in self.blocked)
        yield from (text for rule in RULES if (text := rule(self, day)))

    def obstacle(self, day: date) -> str:
        """Why no payment is booked on a day, beginning with the case's number; empty when it may be."""
        approved = self.case.decided_on
        if approved and day < approved:
            return f"{self.case.number} 于 {approved} 批准，拨付日期不能早于批准日期，请财务核对。"
        return next((f"{self.case.number} {text}" for text in self.obstacles(day)), "")

    @property
    def elsewhere(self) -> str:
        """Why it is not paid by itself; empty unless it is in an open run."""
        return f"已编入拨付批次 {self.run}，请财务在该批次中登记到账，或先将其移出批次。" if self.run else ""

    def not_mine(self) -> str:
        """Why this account may not pay it: its roles, or four eyes; empty when it may."""
        return self.hands.obstacle(self.move(), self.case.number)


def _banned(one: Payable, day: date) -> str:
    return one.banned(day)


def _nothing_left(one: Payable, _day: date) -> str:
    return "" if one.due else "没有待拨付的款项，请财务核对台账。"


def _not_yet_due(one: Payable, day: date) -> str:
    if one.due is None or one.begun(day):
        return ""
    instalment = one.due.instalment
    start = f"自 {instalment.due_on} 起" if instalment.due_on else "待前一期拨付满期后"
    return f"{instalment.label}{start}方可拨付，请财务届时办理。"


def _unchecked(one: Payable, _day: date) -> str:
    if one.due is None or not one.waits_for_check:
        return ""
    label, check = one.due.instalment.label, one.checks.get(one.due.instalment.id)
    if check is None:
        return f"{label}须经年度核查合格后拨付，请经办员或复核员先登记年度核查结果。"
    return f"{label}年度核查未通过（{check.checked_on}：{check.finding}），不能拨付，请经办员或复核员处理。"


RULES: tuple[Callable[[Payable, date], str], ...] = (_banned, _nothing_left, _not_yet_due, _unchecked)
