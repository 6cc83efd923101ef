"""No path pays a case that is held, banned, taken back or otherwise barred: every path against every obstacle."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from clawback_desk import Desk, identity_number
from payment_desk import PaymentDesk
from sqlalchemy import func, select
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.models import CaseInstalment, CaseMaterial, ClosedYear, Doubt, InstalmentCheck, LedgerEntry, Objection
from app.services.casework import move_many
from app.services.clawbacks.proposals import list_proposals, top_up
from app.services.clawbacks.set_off import consent
from app.services.course import State, Step
from app.services.errors import UserError
from app.services.instalment_checks import record_check
from app.services.ledger_check import check_ledger
from app.services.misconduct import BAN, Entering, enter
from app.services.orders import Order
from app.services.parameters import store
from app.services.policy.restrictions import BAN_YEARS
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.reversals import Back
from app.services.unit_of_work import UnitOfWork

WEI = identity_number(7)


class Counter:
    """The people at the counter, and the person who is to be paid."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.office = Office(uow)
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
    deed: Callable[[], object]


def single(at: Counter) -> Path:
    number = at.approved()
    return Path(number, lambda: at.pay(number))


def batch(at: Counter) -> Path:
    number = at.approved()
    act, order = at.office.acting(FINANCE), Order(Step.PAY, voucher="PZ")
    return Path(number, lambda: move_many(act, [number], order, on=at.office.today))


def run(at: Counter) -> Path:
    number = at.approved()
    return Path(number, lambda: at.cashier.paid(number))


def run_made_before(at: Counter) -> Path:
    number = at.approved()
    made = at.cashier.make(number).number
    return Path(number, lambda: at.cashier.book(made))


def line_of_a_run(at: Counter) -> Path:
    number = at.approved()
    made = at.cashier.make(number, at.office.at(State.APPROVED)).number
    return Path(number, lambda: at.cashier.book(made, 1))


def wronged(at: Counter) -> tuple[str, int]:
    """A case that has too little since another of its key was taken back, and the 补差 that is proposed for it."""
    first = at.office.at(State.COMPLETED, identity_number=WEI, certificate="S-ONE")
    number = at.office.file("skill-upgrade", identity_number=WEI, certificate="S-ONE", level="技师")
    at.office.walk(number, State.COMPLETED)
    at.desk.repaid(at.desk.taken_back(first), 200_000)
    return number, list_proposals(at.office.uow)[0].id


def top_up_granted(at: Counter) -> Path:
    number, proposal = wronged(at)
    return Path(number, lambda: top_up(at.office.acting(APPROVER), proposal, on=at.office.today))


def top_up_paid(at: Counter) -> Path:
    number, proposal = wronged(at)
    top_up(at.office.acting(APPROVER), proposal, on=at.office.today)
    return Path(number, lambda: at.pay(number))


def set_off(at: Counter) -> Path:
    at.desk.taken_back(at.office.at(State.COMPLETED, identity_number=WEI))
    number = at.approved(occupation="电工")
    made = at.cashier.make(number).number
    consent(at.office.acting(FINANCE), made, 1, 50_000, "同意书", on=at.office.today)
    return Path(number, lambda: at.cashier.book(made))


def second_instalment(at: Counter) -> Path:
    number = at.cashier.in_two_parts(checked=True, identity_number=WEI)
    at.pay(number)
    at.office.today += timedelta(days=366)
    record_check(at.office.acting(CLERK), number, passed=True, finding="在岗", on=at.office.today)
    return Path(number, lambda: at.pay(number))


def paid_again(at: Counter) -> Path:
    number = at.approved()
    at.pay(number)
    at.cashier.back(at.cashier.last_entry())
    return Path(number, lambda: at.cashier.paid(number))


def return_undone(at: Counter) -> Path:
    number = at.approved()
    at.pay(number)
    at.cashier.back(at.cashier.last_entry())
    entry = at.cashier.last_entry()
    return Path(number, lambda: at.cashier.back(entry, Back.COUNTER))


PATHS = (single, batch, run, run_made_before, line_of_a_run, top_up_granted, top_up_paid, set_off, second_instalment,
         paid_again, return_undone)  # fmt: skip


def held(at: Counter, number: str) -> None:
    case = at.office.case(number)
    if case.state == State.COMPLETED:
        with at.office.uow.begin() as work:
            stored = work.session.merge(case)
            stored.held, stored.hold_reason = True, "收到举报"
    else:
        at.office.take(number, REVIEWER, Step.HOLD, reason="收到举报")


def investigated(at: Counter, number: str) -> None:
    at.desk.opened(number)


def taken_back(at: Counter, number: str) -> None:
    at.desk.taken_back(number)


def banned(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        store(work, [Entry(BAN_YEARS.name, "", date(2018, 1, 1), "叶人社〔2018〕1号", Decimal(2))])
    person = at.office.case(number).facts.split('"identity_number":"')[1][:18]
    today = at.office.today
    new = Entering("person", person, "张某", "造假", (BAN,), today, "叶人社〔2024〕9号")
    enter(at.office.acting(APPROVER), new, on=today)


def doubted(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        row = Doubt(case_id=at.office.case(number).id, code="invoice", mark="1", text="发票重复", others="[]")
        row.blocks, row.found_at, row.verdict, row.reason, row.judged_by = True, work.now, "", "", ""
        work.session.add(row)


def objected(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        row = Objection(case_id=at.office.case(number).id, raised_on=at.office.today, raised_by="王某", text="有假")
        row.recorded_by, row.at = "李晓梅", work.now
        work.session.add(row)


def material_owing(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        row = CaseMaterial(case_id=at.office.case(number).id, position=9, name="另附材料", state="deferred")
        row.due_on, row.at, row.account = at.office.due_after(-1), work.now, "李晓梅"
        work.session.add(row)


def check_failed(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        for part in work.session.scalars(
            select(CaseInstalment).where(CaseInstalment.case_id == at.office.case(number).id)
        ):
            part.needs_check = True
            row = InstalmentCheck(instalment_id=part.id, checked_on=at.office.today, passed=False, finding="已离职")
            row.at, row.account = work.now, "李晓梅"
            work.session.add(row)


def year_closed(at: Counter, number: str) -> None:
    assert number
    with at.office.uow.begin() as work:
        closed = ClosedYear(year=at.office.today.year, closed_on=at.office.today, figures="{}", at=work.now)
        closed.account = "陈会计"
        work.session.add(closed)


def budget_missing(at: Counter, number: str) -> None:
    assert number
    with at.office.uow.begin() as work:
        store(work, [Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "叶财1号", BY_YEAR)])
    at.office.today = date(at.office.today.year + 1, 12, 1)


OBSTACLES = (held, investigated, taken_back, banned, doubted, objected, material_owing, check_failed, year_closed,
             budget_missing)  # fmt: skip
ELSEWHERE = {
    (top_up_granted, taken_back): "the decision overtakes the proposal",
    (top_up_granted, check_failed): "a yearly check is of an instalment, and this one does not exist yet",
    (return_undone, check_failed): "what was paid was paid after its check",
}


@pytest.fixture
def at(uow: UnitOfWork) -> Counter:
    return Counter(uow)


@pytest.mark.parametrize("path", PATHS, ids=lambda one: one.__name__)
def test_every_path_pays_while_nothing_is_in_the_way(at: Counter, path: Callable[[Counter], Path]) -> None:
    way = path(at)
    before = at.state_of_money(way.number)
    way.deed()
    assert at.state_of_money(way.number) != before
    assert check_ledger(at.office.uow) == []


@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda one: one.__name__)
def test_no_path_pays_a_case_with_an_obstacle(
    at: Counter, path: Callable[[Counter], Path], obstacle: Callable[[Counter, str], None]
) -> None:
    if (path, obstacle) in ELSEWHERE:
        return
    way = path(at)
    obstacle(at, way.number)
    before = at.state_of_money(way.number)
    with suppress(UserError):
        way.deed()
    assert at.state_of_money(way.number) == before
