"""工作日历: who may import, what is shown, the template and a file with a mistake."""

from datetime import date
from pathlib import Path

import pytest
from answering_files import Answers
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.calendar.working_calendar import Correction, entered_days
from app.services.excel.books.calendar_book import read_calendar
from app.services.trust.accounts import Role
from app.ui.background import Jobs
from app.ui.notices import Notice
from app.ui.pages.standards.working_days import WorkingDaysPage
from app.ui.theme import Theme


class Desk:
    """The page for an account, with the files it is answered and what it says."""

    def __init__(self, qtbot: QtBot, office: Office, folder: Path) -> None:
        self.bot, self.office, self.files = qtbot, office, Answers(folder)
        self.said: list[str] = []

    def open(self, role: Role) -> WorkingDaysPage:
        jobs = Jobs()
        page = WorkingDaysPage(self.office.acting(role), jobs, self.files)
        self.bot.addWidget(page)
        for button in page.header_widgets():
            self.bot.addWidget(button)
        jobs.refused.connect(lambda error: self.said.append(error.text))
        page.noticed.connect(lambda notice: self.said.append(notice.text if isinstance(notice, Notice) else ""))
        page.show()
        page.refresh()
        self.jobs = jobs
        self.settle()
        return page

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.jobs.busy)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> Desk:
    assert theme
    return Desk(qtbot, office, tmp_path)


def book(path: Path, *rows: tuple[date | str, ...]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (("日期", "是否工作日", "来源文号"), *rows):
        sheet.append(row)
    made.save(path)
    return path


def test_an_administrator_imports_a_calendar_and_sees_it(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(ADMINISTRATOR)
    assert "按周一至周五推算" in page.said.text()
    desk.files.opened = [book(tmp_path / "放假.xlsx", (date(2027, 2, 6), "否", "皖政办〔2026〕9号"))]
    QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.said[-1] == "已从 放假.xlsx 录入 1 天。"
    assert [one.day for one in entered_days(desk.office.uow)] == [date(2027, 2, 6)]
    assert page.table.model.rowCount() == 1
    QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "都已录入过" in desk.said[-1]


def test_a_file_with_a_mistake_stores_nothing_and_names_the_row(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(ADMINISTRATOR)
    rows = ((date(2027, 2, 6), "否", "文号"), (date(2027, 2, 7), "大概", "文号"))
    desk.files.opened = [book(tmp_path / "放假.xlsx", *rows)]
    QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "第 3 行的是否工作日“大概”看不懂" in desk.said[-1]
    assert entered_days(desk.office.uow) == ()


def test_others_read_and_take_the_template(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(CLERK)
    assert page.bring.isHidden()
    QTest.mouseClick(page.template, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.said[-1] == "已写出工作日历模板：工作日历.xlsx"
    path = tmp_path / "工作日历.xlsx"
    assert read_calendar(path) == []
    desk.files.opened = [path]
    assert read_calendar(book(path, (date(2027, 2, 6), "是", "文号"))) == [Correction(date(2027, 2, 6), True, "文号")]
