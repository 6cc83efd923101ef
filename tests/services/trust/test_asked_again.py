"""Approving, paying, clawing back, revealing, and what guards the accounts: none of it with a password given long ago."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, LoginOffice
from payment_paths import Counter, wronged
from standing_clock import Watch
from working_office import ADMINISTRATOR, APPROVER, CLERK, FINANCE, NAMES, REVIEWER

from app.models import Base
from app.services.cases.casework import move, move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.clawbacks.amending import amend_decision
from app.services.clawbacks.booking import book_repayment, correct_entry, write_off
from app.services.clawbacks.deciding import Decision, decide, drop
from app.services.clawbacks.proposals import top_up
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.ledger import entries
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.reversals import Back, Reversal, reverse
from app.services.money.year_closing import close_year
from app.services.policy.standards import GUARDS, Entry
from app.services.standards import parameters
from app.services.storage.database import FILE_NAME, make_engine
from app.services.storage.restoring import require_keeper
from app.services.trust import account_care, accounts, logins
from app.services.trust.accounts import Role
from app.services.trust.attendance import Attendance, PasswordWanted
from app.services.trust.revealing import reveal
from app.services.unit_of_work import UnitOfWork

PAY = Order(Step.PAY, voucher="记-1")


@dataclass(frozen=True)
class Desk:
    """An office with something ready for each deed that asks again."""

    uow: UnitOfWork
    day: date
    to_approve: str
    to_pay: str
    run: str
    paid: int
    heard: str
    owed: str
    decision: int
    proposal: int

    def acting(self, role: Role, minutes: float) -> UnitOfWork:
        """The account of a role, which gave its password so many minutes ago; it is the office's day."""
        now = datetime.combine(self.day, time(15, 0))
        proven = Attendance(now - timedelta(minutes=minutes))
        return replace(self.uow.acting_as(NAMES[role], proven), clock=lambda: now)


def ready(uow: UnitOfWork) -> Desk:
    """Cases, a run, payments and clawbacks, each one step before what asks again."""
    at = Counter(uow)
    _, proposal = wronged(at)
    to_pay, for_run = (at.office.at(State.APPROVED) for _ in range(2))
    run = at.cashier.make(for_run).number
    owed = at.desk.taken_back(at.office.at(State.COMPLETED))
    heard = at.desk.opened(at.office.at(State.COMPLETED))
    at.desk.found(heard, Ground.FRAUD)
    at.desk.proposed(heard)
    at.desk.heard(heard)
    to_approve = at.office.at(State.APPROVAL)
    with uow.read() as work:
        recovery = Base.metadata.tables["recovery_entries"]
        decision = max(row.id for row in work.session.execute(recovery.select()))
    paid = max(row.entry_id for row in entries(uow))
    return Desk(uow, at.office.today, to_approve, to_pay, run, paid, heard, owed, decision, proposal)


@pytest.fixture(scope="module")
def desk(office_template: UnitOfWork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Made once: a deed that is held back leaves nothing behind."""
    path = tmp_path_factory.mktemp("again") / FILE_NAME
    shutil.copyfile(str(office_template.engine.url.database), path)
    engine = make_engine(path)
    yield ready(UnitOfWork(engine, "local", office_template.shipped, office_template.clock))
    engine.dispose()


Deed = Callable[[UnitOfWork, Desk], object]
DEEDS: dict[str, tuple[Role, str, Deed]] = {
    "approve": (APPROVER, "批准", lambda uow, at: move(uow, at.to_approve, Order(Step.APPROVE))),
    "refuse": (APPROVER, "不予批准", lambda uow, at: move(uow, at.to_approve, Order(Step.REFUSE, "不符"))),
    "approve a batch": (APPROVER, "批准", lambda uow, at: move_many(uow, [at.to_approve], Order(Step.APPROVE))),
    "pay": (FINANCE, "登记拨付", lambda uow, at: move(uow, at.to_pay, PAY)),
    "pay a batch": (FINANCE, "登记拨付", lambda uow, at: move_many(uow, [at.to_pay], PAY)),
    "book a run": (FINANCE, "登记到账", lambda uow, at: book_run(uow, at.run, Booking(Slip(at.day, "记-2")))),
    "return": (
        FINANCE,
        "登记退票",
        lambda uow, at: reverse(uow, Reversal(at.paid, Back.RETURNED, at.day, "记-3", "账号有误")),
    ),
    "take a booking back": (
        FINANCE,
        "登记冲正",
        lambda uow, at: reverse(uow, Reversal(at.paid, Back.COUNTER, at.day, "记-3", "记错")),
    ),
    "close a year": (FINANCE, "年终结账", lambda uow, at: close_year(uow, 2023)),
    "claw back": (
        APPROVER,
        "作出责令退回决定",
        lambda uow, at: decide(uow, at.heard, Decision(at.day + timedelta(days=30))),
    ),
    "claw nothing back": (APPROVER, "撤销立案", lambda uow, at: drop(uow, at.heard, "查无实据")),
    "lower a decision": (APPROVER, "更正", lambda uow, at: amend_decision(uow, at.owed, 100, "复议决定")),
    "book a repayment": (FINANCE, "登记退款", lambda uow, at: book_repayment(uow, at.owed, 100, "SK-1")),
    "correct an entry": (FINANCE, "更正", lambda uow, at: correct_entry(uow, at.owed, at.decision, 100, "记错")),
    "write off": (FINANCE, "核销", lambda uow, at: write_off(uow, at.owed, 100, "叶财〔2024〕1号", "无可执行")),
    "grant a top-up": (APPROVER, "核定补差", lambda uow, at: top_up(uow, at.proposal)),
    "reveal": (CLERK, "查看完整身份证号", lambda uow, at: reveal(uow, at.to_pay, "身份证号")),
    "restore": (ADMINISTRATOR, "恢复备份", lambda uow, at: require_keeper(uow)),
    "add an account": (ADMINISTRATOR, "建立账号", lambda uow, at: accounts.add_account(uow, "新来的", [CLERK])),
    "put out of use": (ADMINISTRATOR, "停用账号", lambda uow, at: accounts.deactivate(uow, NAMES[CLERK])),
    "change roles": (
        ADMINISTRATOR,
        "变更角色",
        lambda uow, at: account_care.change_roles(uow, NAMES[CLERK], [REVIEWER]),
    ),
    "loosen the guards": (
        ADMINISTRATOR,
        "设置账号安全",
        lambda uow, at: parameters.enter(uow, (Entry(GUARDS, "再次验证", at.day, "x", Decimal(0)),)),
    ),
}


def everything(uow: UnitOfWork) -> dict[str, list[str]]:
    with uow.read() as work:
        return {
            table.name: [repr(row) for row in work.session.execute(table.select())]
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.parametrize("name", list(DEEDS))
def test_a_deed_waits_for_the_password_and_leaves_nothing_behind(desk: Desk, name: str) -> None:
    role, called, deed = DEEDS[name]
    before = everything(desk.uow)
    with pytest.raises(PasswordWanted) as wanted:
        deed(desk.acting(role, 15), desk)
    assert wanted.value.deed == called
    assert everything(desk.uow) == before


@pytest.mark.parametrize("name", ["reveal", "restore"])
def test_within_fifteen_minutes_it_asks_nothing(desk: Desk, name: str) -> None:
    role, _, deed = DEEDS[name]
    deed(desk.acting(role, 14), desk)


@pytest.mark.parametrize("role", [REVIEWER, CLERK])
def test_who_may_not_do_it_anyway_is_told_so_and_not_asked_for_a_password(desk: Desk, role: Role) -> None:
    for name in DEEDS.keys() - {"reveal", "approve a batch", "pay a batch"}:  # a batch lists what it refuses
        with pytest.raises(UserError):
            DEEDS[name][2](desk.acting(role, 15), desk)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path, Watch(datetime(2024, 11, 5, 9, 30)), roles=(CLERK,))
    yield made
    made.folder.engine.dispose()


PASSWORDS: dict[str, Callable[[UnitOfWork], object]] = {
    "建立账号": lambda uow: account_care.open_account(uow, CHEAP, "新来的", [REVIEWER], FIRST),
    "重置密码": lambda uow: account_care.reset(uow, CHEAP, NAMES[CLERK], FIRST),
    "解锁账号": lambda uow: account_care.unlock(uow, NAMES[CLERK]),
}


@pytest.mark.parametrize("called", list(PASSWORDS))
def test_what_lets_somebody_in_waits_for_the_administrator_s_password(office: LoginOffice, called: str) -> None:
    boss = office.acting(ADMINISTRATOR)
    office.watch.on(minutes=10)
    for _ in range(5):
        with pytest.raises(UserError):
            office.log_in(CLERK, "Falsches-Wort-9")
    office.watch.on(minutes=5)
    before = (office.audited(), (office.places.data / "yeji.keys").read_bytes())
    with pytest.raises(PasswordWanted, match=called):
        PASSWORDS[called](boss)
    assert (office.audited(), (office.places.data / "yeji.keys").read_bytes()) == before
    logins.confirm(boss, CHEAP, "Eigenes-Wort-5", called)
    PASSWORDS[called](boss)
