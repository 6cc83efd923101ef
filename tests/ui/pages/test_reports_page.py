from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from answering_files import Answers
from casebook import TO_APPROVAL, Casebook, course
from openpyxl import load_workbook
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from working_office import AUDITOR, Office

from app.services.cases.course import State
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.reports.figures import TOTAL
from app.ui.pages.reports.page import ReportsPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
LAST, THIS = date(2023, 5, 4), date(2024, 3, 1)


class Desk:
    """A window with the report page in front, on an office with cases of two years."""

    def __init__(self, qtbot: QtBot, uow: UnitOfWork, theme: Theme, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.jobs = Jobs()
        self.refusals: list[object] = []
        self.jobs.refused.connect(self.refusals.append)
        self.files = Answers(folder)
        specs = [
            PageSpec("reports", "报表", "reports", lambda: ReportsPage(uow, self.jobs, self.files, FONTS)),
            PageSpec("other", "别处", "desk", Page),
        ]
        self.settings = IniSettings(folder / "window.ini")
        self.window = MainWindow(specs, self.settings, self.jobs, theme)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        page = self.window.deck.page
        assert isinstance(page, ReportsPage)
        self.page = page
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=20_000)

    def click(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def row(self, title: str) -> dict[str, str]:
        model = self.page.table.model
        place = next(n for n in range(model.rowCount()) if model.key_at(n) == title)
        return {column.key: model.index(place, n).data() for n, column in enumerate(model.columns)}


@pytest.fixture
def book(uow: UnitOfWork) -> Casebook:
    made = Casebook(uow)
    for granted in (200000, 350000):
        number = made.case(THIS, course(THIS, *TO_APPROVAL, "approved"), granted=granted)
        made.pay(number, date(2024, 4, 2), granted)
    made.case(LAST, course(LAST, *TO_APPROVAL, "approved"), granted=50000)
    return made


@pytest.fixture
def desk(qtbot: QtBot, uow: UnitOfWork, book: Casebook, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, uow, theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


def test_the_present_year_is_shown_by_type_with_its_total(desk: Desk) -> None:
    assert desk.page.years.currentText() == "2024 年"
    assert desk.row("职业资格证书奖励")["paid_fen"] == "5,500.00"
    total = desk.row(TOTAL)
    assert (total["applied"], total["approved"], total["granted_fen"]) == ("2", "2", "5,500.00")
    assert desk.page.strip.isVisible()


def test_the_total_stays_last_however_the_types_are_sorted(desk: Desk) -> None:
    model = desk.page.table.model
    for descending in (True, False):
        desk.page.table.sort("paid_fen", descending)
        assert model.key_at(model.rowCount() - 1) == TOTAL
    desk.page.table.search("证书")
    assert TOTAL not in [model.key_at(place) for place in range(model.rowCount())]


def test_months_are_drawn_and_read_aloud(desk: Desk) -> None:
    said = desk.page.chart.accessibleDescription()
    assert "3月 5,500" in said
    assert "4月 5,500" in said


def test_another_year_is_chosen_and_kept(desk: Desk) -> None:
    desk.page.years.setFocus()
    QTest.keyClick(desk.page.years, Qt.Key.Key_Down)
    desk.settle()
    assert desk.row(TOTAL)["granted_fen"] == "500.00"
    desk.window.go("other")
    assert desk.settings.get("page/reports/year") == "2023"


def test_a_year_wanted_from_elsewhere_is_shown(desk: Desk) -> None:
    desk.window.go("reports", 2023)
    desk.settle()
    assert desk.page.year == 2023


class Opened(QObject):
    """Takes the folders that the program asks the system to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def test_the_annual_workbook_is_written_where_one_says_and_its_folder_opened(desk: Desk) -> None:
    desk.click(desk.page.annual)
    out = desk.folder / "2024年度报表.xlsx"
    assert len(load_workbook(out).sheetnames) == 10
    opened = Opened()
    slot: Any = "take"  # the stubs ask for bytes, which the call itself refuses
    QDesktopServices.setUrlHandler("file", opened, slot)
    link = next(b for b in desk.window.notices.findChildren(QPushButton) if b.text() == "打开所在文件夹")
    desk.click(link)
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened.urls] == [desk.folder]


def test_the_ledger_of_the_year_is_written(desk: Desk) -> None:
    desk.click(desk.page.ledger)
    sheet = load_workbook(desk.folder / "2024年发放台账.xlsx").worksheets[0]
    assert sheet.cell(sheet.max_row, 1).value == "合计"


def test_nothing_is_written_when_the_dialog_is_cancelled_or_the_place_refuses(desk: Desk) -> None:
    desk.files.agrees = False
    desk.click(desk.page.annual)
    assert list(desk.folder.glob("*.xlsx")) == []
    desk.files.agrees = True
    desk.files.folder = desk.folder / "没有这个文件夹"
    desk.click(desk.page.annual)
    assert len(desk.refusals) == 1


def test_a_new_office_is_told_what_belongs_here(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> None:
    empty = Desk(qtbot, uow, theme, tmp_path)
    assert empty.page.table.grid.isHidden()
    assert empty.page.chart.isHidden()
    empty.window.close()
    empty.window.deleteLater()


def test_the_auditors_folder_is_written_as_one_zip(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> None:
    office = Office(uow)
    office.at(State.APPROVED)
    desk = Desk(qtbot, office.acting(AUDITOR), theme, tmp_path)
    desk.click(desk.page.package)
    with ZipFile(tmp_path / "2024年度迎审包.zip") as zipped:
        assert "核验说明.pdf" in zipped.namelist()
    assert desk.refusals == []
    desk.window.close()
    desk.window.deleteLater()
