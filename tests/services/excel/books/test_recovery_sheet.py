"""追回台账 as a workbook: its columns, its totals, and the ages of what is out."""

from pathlib import Path

from clawback_desk import Desk
from openpyxl import load_workbook
from working_office import Office

from app.services.cases.course import State
from app.services.excel.books.recovery_sheet import write_recoveries
from app.services.unit_of_work import UnitOfWork

HEADS = (
    "案件编号",
    "单位或个人",
    "事由",
    "决定文号",
    "应追回（元）",
    "已追回（元）",
    "未追回（元）",
    "处理措施",
    "状态",
)


def test_the_workbook_has_a_row_a_clawback_and_the_ages(uow: UnitOfWork, tmp_path: Path) -> None:
    office = Office(uow)
    desk = Desk(office)
    first, second = office.at(State.COMPLETED), office.at(State.COMPLETED)
    desk.repaid(desk.taken_back(first), 200000)
    desk.taken_back(second)
    out = tmp_path / "追回台账.xlsx"
    assert write_recoveries(uow, out, 2024) == 2
    book = load_workbook(out)
    rows = list(book["追回台账"].iter_rows(values_only=True))
    assert HEADS in rows
    assert [row[4:7] for row in rows if row[0] in (first, second)] == [(2000, 2000, 0), (2000, 0, 2000)]
    assert rows[-1][:7] == ("合计", None, None, None, 4000, 2000, 2000)
    ages = list(book["账龄"].iter_rows(values_only=True))
    assert ages[-1][:3] == ("合计", 1, 2000)


def test_all_years_and_an_empty_office(uow: UnitOfWork, tmp_path: Path) -> None:
    assert write_recoveries(uow, tmp_path / "空.xlsx") == 0
    assert load_workbook(tmp_path / "空.xlsx").sheetnames == ["追回台账", "账龄"]
