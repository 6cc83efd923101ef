"""The check that budgets, commitments and the ledger agree, and the sheet that shows them."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from working_office import FINANCE, Office

from app.services.cases.course import State, Step
from app.services.excel.books.annual import write_annual
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.ledger_check import check_ledger
from app.services.money.year_closing import close_year
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    """5,000 yuan from two sources; one case paid, one approved, one waiting."""
    made = Office(uow)
    for source, amount in (("区级财政", "4000"), ("省级补助", "1000")):
        enter_budget(made.acting(FINANCE), NewBudget("2024", source, amount, "叶财预〔2024〕1号"))
    for state in (State.COMPLETED, State.APPROVED, State.APPROVAL):
        made.at(state)
    return made


def spoil(office: Office, statement: str, *dropped: str) -> None:
    """Change the file behind the program's back, its guards taken away first."""
    path = office.uow.engine.url.database
    assert path
    with sqlite3.connect(path) as plain:
        for trigger in dropped:
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(statement)
    plain.close()


def test_nothing_is_wrong_with_an_office_that_kept_to_its_budget(office: Office) -> None:
    assert check_ledger(office.uow) == []
    later = UnitOfWork(office.uow.engine, "陈会计", office.uow.shipped, lambda: datetime(2025, 1, 5, 9))
    close_year(later, 2024)
    assert check_ledger(office.uow) == []


@pytest.mark.parametrize(
    ("statement", "trigger", "told"),
    [
        (
            "UPDATE budget_entries SET amount_fen = 250000 WHERE source = '区级财政'",
            "tr_budget_entries_update",
            "2024 年度预算 3,500.00 元，已承诺却为 4,000.00 元，超出 500.00 元",
        ),
        (
            "UPDATE ledger_entries SET source = '省级补助'",
            "tr_ledger_entries_update",
            "“省级补助”预算 1,000.00 元，由其拨付却为 2,000.00 元",
        ),
    ],
)
def test_what_goes_beyond_the_budget_is_told(office: Office, statement: str, trigger: str, told: str) -> None:
    spoil(office, statement, trigger)
    assert [told in problem for problem in check_ledger(office.uow)] == [True]


def test_a_closed_year_that_was_changed_is_told(office: Office) -> None:
    later = UnitOfWork(office.uow.engine, "陈会计", office.uow.shipped, lambda: datetime(2025, 1, 5, 9))
    close_year(later, 2024)
    spoil(office, "UPDATE budget_entries SET amount_fen = amount_fen + 100 WHERE id = 1", "tr_budget_entries_update")
    assert check_ledger(office.uow) == [
        "2024 年度结账时预算 5,000.00 元，现为 5,001.00 元，结账后被改动，请财务核对预算，管理员核查台账。"
    ]


def test_the_year_end_sheet_shows_budget_sources_and_what_is_left(office: Office, tmp_path: Path) -> None:
    write_annual(office.uow, 2024, tmp_path / "a.xlsx")
    rows = list(load_workbook(tmp_path / "a.xlsx")["预算执行"].iter_rows(min_row=4, values_only=True))
    given = [row for row in rows if str(row[0]).startswith("资金来源")]
    assert [(row[0], row[1], row[6]) for row in given] == [
        ("资金来源：区级财政（已拨付 2,000.00 元）", 4000, 0.5),
        ("资金来源：省级补助（已拨付 0.00 元）", 1000, 0),
    ]
    assert rows[-1] == ("合计", 5000, 4000, 2000, 0, 1000, 0.4)
    sums = [sum(Decimal(str(row[column] or 0)) for row in rows[:-1]) for column in range(1, 5)]
    assert sums == [5000, 4000, 2000, 0]


def test_a_closed_year_is_reported_as_it_was_closed(office: Office, tmp_path: Path) -> None:
    later = UnitOfWork(office.uow.engine, "陈会计", office.uow.shipped, lambda: datetime(2025, 1, 5, 9))
    close_year(later, 2024)
    enter_budget(later, NewBudget("2025", "区级财政", "9000", "叶财预〔2025〕1号"))
    office.today = date(2025, 1, 5)
    (carried,) = list_cases(office.uow, State.APPROVED)
    office.take(carried.number, FINANCE, Step.PAY, voucher="PZ-2")
    write_annual(later, 2024, tmp_path / "a.xlsx")
    rows = list(load_workbook(tmp_path / "a.xlsx")["预算执行"].iter_rows(min_row=4, values_only=True))
    assert rows[-1] == ("合计", 5000, 4000, 2000, 0, 1000, 0.4)
