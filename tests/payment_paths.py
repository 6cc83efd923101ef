"""Every way in which money reaches a payee, each with a case made ready for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from clawback_desk import Desk, identity_number
from filled_once import filled_once
from payment_desk import PaymentDesk
from sqlalchemy import func, select
from working_office import APPROVER, CLERK, FINANCE, Office

from app.models import CaseInstalment, LedgerEntry
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.clawbacks.proposals import list_proposals, top_up
from app.services.clawbacks.set_off import consent
from app.services.money.instalment_checks import record_check
from app.services.money.reversals import Back
from app.services.unit_of_work import UnitOfWork

WEI = identity_number(7)


class Counter:
    """The people at the counter, and the person who is to be paid."""

    def __init__(self, uow: UnitOfWork, office: Office | None = None) -> None:
        self.office = office or Office(uow)
        self.desk, self.cashier = Desk(self.office), PaymentDesk(self.office)

    def approved(self, **changes: str) -> str:
        """A case of that person, approved and unpaid."""
        return self.office.at(State.APPROVED, identity_number=WEI, **changes)

    def pay(self, number: str) -> None:
        """A single payment."""
        self.office.take(number, FINANCE, Step.PAY, voucher="PZ")

    def state_of_money(self, number: str) -> tuple[int, int | None]:
        """How often the case was paid, and what it was granted in fen."""
        with self.office.uow.read() as work:
            paid = (
                select(func.count())
                .select_from(LedgerEntry)
                .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
                .where(CaseInstalment.case_id == self.office.case(number).id, LedgerEntry.direction == 1)
            )
            return work.session.execute(paid).scalar_one(), self.office.case(number).granted_fen


@dataclass
class Path:
    """A case made ready to be paid, and the deed that would pay it."""

    number: str
    deed: Callable[[Counter], object]


def ready(uow: UnitOfWork, path: Callable[[Counter], Path]) -> tuple[Counter, Path]:
    """The counter with a case made ready for a path; made once and copied."""
    office, way = filled_once(uow, lambda office: path(Counter(office.uow, office)), key=path)
    return Counter(uow, office), way


def single(at: Counter) -> Path:
    number = at.approved()
    return Path(number, lambda at: at.pay(number))


def batch(at: Counter) -> Path:
    number = at.approved()
    order = Order(Step.PAY, voucher="PZ")
    return Path(number, lambda at: move_many(at.office.acting(FINANCE), [number], order, on=at.office.today))


def run(at: Counter) -> Path:
    number = at.approved()
    return Path(number, lambda at: at.cashier.paid(number))


def run_made_before(at: Counter) -> Path:
    number = at.approved()
    made = at.cashier.make(number).number
    return Path(number, lambda at: at.cashier.book(made))


def line_of_a_run(at: Counter) -> Path:
    number = at.approved()
    made = at.cashier.make(number, at.office.at(State.APPROVED)).number
    return Path(number, lambda at: at.cashier.book(made, 1))


def wronged(at: Counter) -> tuple[str, int]:
    """A case that has too little since another of its key was taken back, and the 补差 that is proposed for it."""
    first = at.office.at(State.COMPLETED, identity_number=WEI, certificate="S-ONE")
    number = at.office.file("skill-upgrade", identity_number=WEI, certificate="S-ONE", level="技师")
    at.office.walk(number, State.COMPLETED)
    at.desk.repaid(at.desk.taken_back(first), 200_000)
    return number, list_proposals(at.office.uow)[0].id


def top_up_granted(at: Counter) -> Path:
    number, proposal = wronged(at)
    return Path(number, lambda at: top_up(at.office.acting(APPROVER), proposal, on=at.office.today))


def top_up_paid(at: Counter) -> Path:
    number, proposal = wronged(at)
    top_up(at.office.acting(APPROVER), proposal, on=at.office.today)
    return Path(number, lambda at: at.pay(number))


def set_off(at: Counter) -> Path:
    at.desk.taken_back(at.office.at(State.COMPLETED, identity_number=WEI))
    number = at.approved(occupation="电工")
    made = at.cashier.make(number).number
    consent(at.office.acting(FINANCE), made, 1, 50_000, "同意书", on=at.office.today)
    return Path(number, lambda at: at.cashier.book(made))


def second_instalment(at: Counter) -> Path:
    number = at.cashier.in_two_parts(checked=True, identity_number=WEI)
    at.pay(number)
    at.office.today += timedelta(days=366)
    record_check(at.office.acting(CLERK), number, passed=True, finding="在岗", on=at.office.today)
    return Path(number, lambda at: at.pay(number))


def paid_again(at: Counter) -> Path:
    number = at.approved()
    at.pay(number)
    at.cashier.back(at.cashier.last_entry())
    return Path(number, lambda at: at.cashier.paid(number))


def return_undone(at: Counter) -> Path:
    number = at.approved()
    at.pay(number)
    at.cashier.back(at.cashier.last_entry())
    entry = at.cashier.last_entry()
    return Path(number, lambda at: at.cashier.back(entry, Back.COUNTER))


def as_shown(at: Counter) -> Path:
    number = at.approved()
    seen = at.office.case(number).version
    return Path(number, lambda at: at.office.take(number, FINANCE, Step.PAY, voucher="PZ", seen_version=seen))


def approved_in_a_batch(at: Counter) -> Path:
    number = at.office.at(State.APPROVAL, identity_number=WEI)
    order = Order(Step.APPROVE)
    return Path(number, lambda at: move_many(at.office.acting(APPROVER), [number], order, on=at.office.today))


def approved_at_zero(at: Counter) -> Path:
    """A better certificate was paid already: approved with 0, which ends the case without a payment."""
    at.office.at(State.COMPLETED, code="skill-upgrade", identity_number=WEI, certificate="S-ONE", claimant="职工个人")
    number = at.office.file(identity_number=WEI, certificate="S-ONE")
    at.office.walk(number, State.APPROVAL)
    return Path(number, lambda at: at.office.take(number, APPROVER, Step.APPROVE))


PATHS = (single, batch, run, run_made_before, line_of_a_run, top_up_granted, top_up_paid, set_off, second_instalment,
         paid_again, return_undone, as_shown, approved_in_a_batch, approved_at_zero)  # fmt: skip
