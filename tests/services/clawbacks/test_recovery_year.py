"""追回台账 of a year: receipts count in their own year, and the sheet agrees with the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from clawback_desk import Desk
from openpyxl import load_workbook
from working_office import Office

from app.services.cases.course import State
from app.services.clawbacks.recovery_year import recoveries_of_year
from app.services.excel.books.annual import write_annual
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def later(uow: UnitOfWork) -> UnitOfWork:
    """The folder as seen two years on."""
    return replace(uow, clock=lambda: datetime(2026, 3, 2, 9))


def rows(uow: UnitOfWork, year: int) -> list[tuple[int, int, int, str]]:
    with uow.read() as work:
        return [(row.owed_fen, row.returned_fen, row.left_fen, row.state) for row in recoveries_of_year(work, year)]


def test_receipts_count_in_their_year_and_what_is_out_is_carried_over(uow: UnitOfWork, later: UnitOfWork) -> None:
    office = Office(uow)
    desk = Desk(office)
    number = desk.taken_back(office.at(State.COMPLETED))
    desk.repaid(number, 50000)
    office.today = date(2025, 6, 3)
    desk.repaid(number, 150000)
    assert rows(later, 2024) == [(200000, 50000, 150000, "已决定")]
    assert rows(later, 2025) == [(150000, 150000, 0, "已结清")]
    assert rows(later, 2026) == []


def test_what_is_out_without_an_entry_in_the_year_is_still_listed(uow: UnitOfWork, later: UnitOfWork) -> None:
    office = Office(uow)
    desk = Desk(office)
    desk.taken_back(office.at(State.COMPLETED))
    assert rows(later, 2025) == [(200000, 0, 200000, "已决定")]


def test_sheet_six_agrees_with_the_summary_and_the_budget(uow: UnitOfWork, later: UnitOfWork, tmp_path: Path) -> None:
    office = Office(uow)
    desk = Desk(office)
    case = office.at(State.COMPLETED)
    number = desk.taken_back(case)
    desk.repaid(number, 50000)
    out = tmp_path / "年度报表.xlsx"
    write_annual(later, 2024, out)
    book = load_workbook(out)
    sheet = list(book["追回台账"].iter_rows(values_only=True))
    row = next(line for line in sheet if line[0] == case)
    assert row[4:7] == (2000, 500, 1500)
    assert row[2] == "弄虚作假"
    total = next(line for line in sheet if line[0] == "合计")
    assert total[4:7] == (2000, 500, 1500)
    summary = next(line for line in book["汇总"].iter_rows(values_only=True) if line[0] == "合计")
    assert summary[-1] == 500
    spent = next(line for line in book["预算执行"].iter_rows(values_only=True) if line[0] == "合计")
    assert 500 in spent
