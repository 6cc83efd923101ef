"""A month of the sample district: its applications from acceptance to the bank's slip, with all letters on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from app.services.calendar.deadlines import PUBLISHED
from app.services.cases.applications import case_form, change_facts
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import BatchOutcome, Order
from app.services.demonstration.demo_staff import Staff
from app.services.letters.course.public_list import KIND as PUBLIC_LIST
from app.services.letters.kinds import DECISIONS, SERVICE_KINDS
from app.services.letters.payments.payment_letters import REQUEST, ROSTER
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_runs import Making, make_run
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

SUPPLIED = {"township": "史河街道", "contact": "周敏", "phone": "0564-0640000", "bank": "徽商银行六安叶集支行"}
ACCOUNT = "9903415600009999"
ACCEPTANCE = "受理通知书"
ANSWERS = tuple(kind.name for kind in (*DECISIONS, *SERVICE_KINDS))
REFUSED, RUN, SLIP = 8, 22, 25
"""Working days after the last application of the month, as those of a Stop."""
HANDED_OVER = 2
"""Working days from a letter to its service."""


@dataclass(frozen=True)
class Month:
    """The applications of a month and the day of the last one."""

    name: str
    numbers: tuple[str, ...]
    last: date

    def after(self, days: int) -> date:
        """So many working days after the last application."""
        return PUBLISHED.add(self.last, days)


@dataclass(frozen=True)
class Stop:
    """A stop on the way: whose step, so many working days after the last application of the month."""

    step: Step
    duty: str
    days: int
    reason: str = ""


WAY = (
    Stop(Step.PASS, "reviewer", 5),
    Stop(Step.SEND, "reviewer", 5),
    Stop(Step.OPINION, "clerk", 8, "同意"),
    Stop(Step.PUBLISH, "clerk", 9),
    Stop(Step.CLOSE, "clerk", 16),
    Stop(Step.APPROVE, "approver", 18),
)


def months(uow: UnitOfWork) -> Iterator[Month]:
    """The drafts by the month of their application, so that the year's sheets have figures in every month."""
    drafts = [(case_form(uow, case.number).answers["applied_on"], case.number) for case in list_cases(uow, State.DRAFT)]
    for name, members in groupby(sorted(drafts), key=lambda draft: draft[0][:7]):
        dated = list(members)
        yield Month(name, tuple(number for _, number in dated), date.fromisoformat(dated[-1][0]))


def carry(staff: Staff, month: Month) -> None:
    """Take the month's cases as far as the present day allows: refused, or approved and paid."""
    start = min(month.after(1), staff.today)
    _supply(staff.clerk, month.numbers, start)
    move_many(staff.clerk, month.numbers, Order(Step.ACCEPT), on=start)
    staff.send(staff.issue([ACCEPTANCE], start), start)
    going = list(month.numbers)
    for stop in WAY:
        on = month.after(stop.days)
        if on > staff.today:
            return
        outcome = move_many(getattr(staff, stop.duty), going, Order(stop.step, stop.reason), on=on)
        going = [moved.number for moved in outcome.moved]
        if stop.step is Step.PASS:
            _refuse(staff, outcome, month.after(REFUSED))
        elif stop.step is Step.PUBLISH:
            staff.issue([PUBLIC_LIST], on)
    _answer(staff, on)
    _pay(staff, month, tuple(going))


def _supply(clerk: UnitOfWork, numbers: tuple[str, ...], on: date) -> None:
    """What is missing is asked for at once, and comes."""
    for number in numbers:
        form = case_form(clerk, number)
        lacking = [name for name in (*SUPPLIED, "account_name", "account_number") if not form.answers.get(name)]
        if not lacking:
            continue
        move_many(clerk, [number], Order(Step.ASK, "请补齐单位联系方式和收款账户"), on=on)
        names = {"account_name": form.answers["person_name"], "account_number": f"{ACCOUNT}{number[-3:]}"}
        answers = {**form.answers, **{name: (SUPPLIED | names)[name] for name in lacking}}
        change_facts(clerk, number, answers, case_form(clerk, number).version, on=on)
        move_many(clerk, [number], Order(Step.RESUBMIT), on=on)


def _refuse(staff: Staff, passed: BatchOutcome, on: date) -> None:
    """What does not meet its conditions is proposed for refusal with its reason, and refused."""
    if on > staff.today:
        return
    for number, why in passed.left:
        reason = why.split("（", 1)[-1].rsplit("），", 1)[0]
        proposed = move_many(staff.reviewer, [number], Order(Step.REFUSE, reason), on=on - timedelta(days=1))
        if proposed.moved:
            move_many(staff.approver, [number], Order(Step.REFUSE), on=on)
    _answer(staff, on)


def _answer(staff: Staff, on: date) -> None:
    """Each decision gets its letter on the day it was made, and the party receives it."""
    staff.hand_over(staff.issue(ANSWERS, on), PUBLISHED.add(on, HANDED_OVER))


def _pay(staff: Staff, month: Month, approved: tuple[str, ...]) -> None:
    """What was approved goes to the bank as one run, with its roster and its request; the slip books it."""
    made_on, paid_on = month.after(RUN), month.after(SLIP)
    if not approved or made_on > staff.today:
        return
    run = make_run(staff.finance, Making(approved, note=f"{month.name} 申报"), on=made_on)
    staff.issue([ROSTER, REQUEST], made_on)
    if paid_on <= staff.today:
        voucher = f"记{paid_on:%Y%m}-{int(month.numbers[0][-6:]):03d}"
        book_run(staff.finance, run.number, Booking(Slip(paid_on, voucher)))
