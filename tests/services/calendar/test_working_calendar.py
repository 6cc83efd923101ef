"""The office's own working days: entered with their source, read from workbooks and CSV, respected wherever days are counted."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from working_office import ADMINISTRATOR, CLERK, REVIEWER, Office

from app.services.calendar.deadlines import PUBLISHED, Calendar
from app.services.calendar.working_calendar import Correction, calendar_of, enter_days, entered_days, unknown_from
from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.excel.books.calendar_book import read_calendar, write_calendar
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view

SOURCE = "皖政办〔2024〕9号"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def enter(office: Office, *days: Correction, role: Role = ADMINISTRATOR) -> int:
    return enter_days(office.acting(role), days)


def test_a_correction_goes_before_the_published_calendar_and_the_last_entry_counts(office: Office) -> None:
    day = date(2024, 11, 6)
    enter(office, Correction(day, False, SOURCE))
    assert not calendar_of(office.uow).is_working_day(day)
    enter(office, Correction(day, True, "更正"))
    assert calendar_of(office.uow).is_working_day(day)
    assert [(one.working, one.published, one.source) for one in entered_days(office.uow)] == [
        (True, True, "更正"),
        (False, True, SOURCE),
    ]


def test_what_is_known_already_is_left_out(office: Office) -> None:
    closed = Correction(date(2024, 11, 6), False, SOURCE)
    assert enter(office, closed) == 1
    assert enter(office, closed, Correction(date(2024, 11, 7), False, SOURCE)) == 1
    assert enter(office, closed) == 0


@pytest.mark.parametrize("role", [CLERK, REVIEWER])
def test_only_an_administrator_enters_days(office: Office, role: Role) -> None:
    with pytest.raises(UserError, match="此步须由管理员办理"):
        enter(office, Correction(date(2024, 11, 6), False, SOURCE), role=role)


def test_a_day_without_a_source_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="2024-11-06 没有来源文号"):
        enter(office, Correction(date(2024, 11, 6), False, " "))
    assert entered_days(office.uow) == ()


def test_limits_of_cases_and_of_publicity_are_counted_by_the_offices_calendar(office: Office) -> None:
    plain = office.case(office.file()).due_on
    closed = [office.today + timedelta(days=count) for count in range(1, 8)]
    enter(office, *(Correction(day, False, SOURCE) for day in closed))
    later = office.case(office.file()).due_on
    assert plain == PUBLISHED.add(office.today, 5)
    assert later == PUBLISHED.add(closed[-1], 5)
    number = office.walk(office.file(), State.PUBLICITY, begun=True)
    assert office.case(number).public_until == PUBLISHED.add(closed[-1], 5)
    asked = office.at(State.SUPPLEMENT)
    office.take(asked, CLERK, Step.RESUBMIT)
    assert office.case(asked).due_on == later


def test_a_year_that_is_not_known_is_marked_until_the_office_enters_it(office: Office) -> None:
    first = unknown_from(office.uow)
    day = date(first, 3, 3)
    today = day - timedelta(days=1)
    assert "按周一至周五推算" in calendar_of(office.uow).due_text(day, today)
    assert calendar_of(office.uow).day_text(day) == f"{day}（按周一至周五推算）"
    enter(office, Correction(date(first, 1, 1), False, SOURCE))
    assert unknown_from(office.uow) == first + 1
    assert calendar_of(office.uow).due_text(day, today) == "明天"
    assert calendar_of(office.uow).day_text(day) == str(day)
    assert case_view(office.uow, office.file()).calendar.corrections == {date(first, 1, 1): False}


def book(path: Path, *rows: tuple[date | str | int | None, ...]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def test_a_workbook_is_read_whatever_its_words_for_work_and_rest(tmp_path: Path) -> None:
    path = book(
        tmp_path / "放假.xlsx",
        ("2027 年放假安排",),
        ("日期", "类型", "来源"),
        (date(2027, 2, 6), "休息日", SOURCE),
        ("2027.2.7", "补班", ""),
        (None, None, None),
        ("20270208", 0, "另一文号"),
    )
    assert read_calendar(path) == [
        Correction(date(2027, 2, 6), False, SOURCE),
        Correction(date(2027, 2, 7), True, SOURCE),
        Correction(date(2027, 2, 8), False, "另一文号"),
    ]


def test_a_csv_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "日历.csv"
    path.write_text(f"日期,是否工作日,来源文号\n2027-02-06,否,{SOURCE}\n", encoding="utf-8")
    assert read_calendar(path) == [Correction(date(2027, 2, 6), False, SOURCE)]


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (("二月初一", "否", SOURCE), "第 2 行的日期读不出"),
        ((date(2027, 2, 6), "也许", SOURCE), "第 2 行的是否工作日“也许”看不懂"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, row: tuple[date | str, ...], match: str) -> None:
    with pytest.raises(UserError, match=match):
        read_calendar(book(tmp_path / "x.xlsx", ("日期", "是否工作日", "来源文号"), row))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到“日期”和“是否工作日”两列"):
        read_calendar(book(tmp_path / "x.xlsx", ("姓名", "金额"), ("张三", 3)))


def test_the_template_is_read_back_as_it_was_entered(office: Office, tmp_path: Path) -> None:
    days = [Correction(date(2027, 2, 6), False, SOURCE), Correction(date(2027, 2, 7), True, SOURCE)]
    enter(office, *days)
    path = tmp_path / "工作日历.xlsx"
    write_calendar(office.uow, path)
    assert read_calendar(path) == days
    assert load_workbook(path).sheetnames == ["工作日历"]


def test_without_corrections_the_published_calendar_counts() -> None:
    assert Calendar().add(date(2024, 9, 30), 1) == date(2024, 10, 8)
