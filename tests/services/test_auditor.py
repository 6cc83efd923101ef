"""The auditor sees all and changes nothing: not by any verb, nor by a transaction that no verb has thought of."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text, update
from working_office import ADMINISTRATOR, APPROVER, AUDITOR, CLERK, NAMES, Office

from app.models import Account, Base, Case, CaseStep, ParameterEntry
from app.services.calendar import working_calendar
from app.services.cases.applications import change_facts, save_draft
from app.services.cases.casework import move, move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.excel.books.annual import write_annual
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.money.year_closing import close_year
from app.services.policy.standards import CONFIRMED, Entry
from app.services.standards import parameters, standards_entry
from app.services.trust import account_care, accounts
from app.services.trust.audit_trail import page
from app.services.trust.day_sheet import day_sheet
from app.services.trust.revealing import reveal
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import case_list, desk, queue
from app.services.worklists.case_views import case_view
from app.services.worklists.queue_query import CaseQuery, Facet

ROOT = Path(__file__).parents[2]
Verb = Callable[[UnitOfWork, str], object]


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def everything(uow: UnitOfWork) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the audit chain."""
    with uow.read() as work:
        return {
            table.name: sorted((tuple(row) for row in work.session.execute(table.select())), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name != "audit_entries"
        }


VERBS: dict[str, Verb] = {
    "save a draft": lambda uow, number: save_draft(uow, "certificate-reward", {}),
    "change facts": lambda uow, number: change_facts(uow, number, {}, 1),
    "enter a parameter": lambda uow, number: parameters.enter(
        uow, (Entry(CONFIRMED, "", date(2024, 1, 1), "x", True),)
    ),
    "confirm": lambda uow, number: standards_entry.confirm(uow, "20180101", "x"),
    "calendar": lambda uow, number: working_calendar.enter_days(uow, []),
    "account": lambda uow, number: accounts.add_account(uow, "戊", [CLERK]),
    "deactivate": lambda uow, number: accounts.deactivate(uow, NAMES[CLERK]),
    "roles": lambda uow, number: account_care.change_roles(uow, NAMES[CLERK], [APPROVER]),
    "close a year": lambda uow, number: close_year(uow, 2023),
    "issue": lambda uow, number: issuing.issue(uow, "补贴核准通知书", [number], Fonts(ROOT / "resources" / "fonts")),
}


@pytest.mark.parametrize("name", list(VERBS))
def test_a_verb_is_refused_and_nothing_is_written(office: Office, name: str) -> None:
    number = office.at(State.APPROVED)
    before = everything(office.uow)
    with pytest.raises(UserError):
        VERBS[name](office.acting(AUDITOR), number)
    assert everything(office.uow) == before


@pytest.mark.parametrize("state", list(State))
def test_no_step_from_no_state_is_the_auditor_s(office: Office, state: State) -> None:
    number = office.at(state)
    before = everything(office.uow)
    for step in Step:
        order = Order(step, reason="理由", voucher="记-1")
        with pytest.raises(UserError):
            move(office.acting(AUDITOR), number, order, on=office.today)
        assert not move_many(office.acting(AUDITOR), [number], order, on=office.today).moved
    assert everything(office.uow) == before


WRITES: dict[str, Callable[[UnitOfWork], None]] = {}


def writes(deed: Callable[[UnitOfWork], None]) -> Callable[[UnitOfWork], None]:
    """A way of writing that a verb might have."""
    WRITES[deed.__name__] = deed
    return deed


@writes
def by_mapping(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.session.add(
            ParameterEntry(
                name="x", key="", start=work.today, source="x", value="[]", entered_at=work.now, entered_by="x"
            )
        )


@writes
def by_changing_a_case(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.session.execute(update(Case).values(held=True))


@writes
def by_taking_away(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.session.execute(delete(CaseStep))


@writes
def in_bulk(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.session.execute(insert(Case), [{}, {}])


@writes
def in_plain_sql(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.session.connection().exec_driver_sql("update cases set held = 1")


@writes
def by_a_table_of_its_own(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.session.execute(text("CREATE TABLE mine (x)"))


@pytest.mark.parametrize("name", list(WRITES))
def test_the_transaction_itself_refuses_whatever_a_verb_would_write(office: Office, name: str) -> None:
    office.at(State.ACCEPTED)
    before = everything(office.uow)
    with pytest.raises(UserError, match="审计账号只能查看"):
        WRITES[name](office.acting(AUDITOR))
    assert everything(office.uow) == before


def test_the_next_transaction_of_somebody_else_writes_again(office: Office) -> None:
    number = office.at(State.DRAFT)
    with pytest.raises(UserError):
        by_changing_a_case(office.acting(AUDITOR))
    office.take(number, CLERK, Step.ACCEPT)
    assert office.case(number).state == State.ACCEPTED


def test_an_auditor_who_holds_another_role_too_has_that_role_s_rights(office: Office) -> None:
    account_care.change_roles(office.acting(ADMINISTRATOR), NAMES[AUDITOR], [AUDITOR, CLERK])
    office.take(office.file(), AUDITOR, Step.ACCEPT)


def test_the_auditor_sees_all_exports_all_and_leaves_a_trace_alone(office: Office, tmp_path: Path) -> None:
    numbers = [office.at(state) for state in State]
    auditor = office.acting(AUDITOR)
    before = everything(office.uow)
    assert len(case_list.list_cases(auditor)) == len(numbers)
    assert queue.count(auditor, CaseQuery(Facet.ALL)) == len(numbers)
    for number in numbers:
        view = case_view(auditor, number)
        assert all(possible.obstacle for possible in view.actions)
    desk.desk(auditor)
    assert verify(auditor).ok
    write_ledger(auditor, tmp_path / "台账.xlsx")
    write_annual(auditor, 2024, tmp_path / "年度报表.xlsx")
    day_sheet(auditor, auditor.clock().date())
    reveal(auditor, numbers[0], "身份证号")
    assert everything(office.uow) == before
    seen = [line.action for line in page(office.uow) if line.account == NAMES[AUDITOR]]
    assert seen == ["查看完整号码", "打印日结单", "导出年度报表", "导出发放台账"]
    with office.uow.read() as work:
        assert work.session.get(Account, 1) is not None
