"""The budget as finance works it in the window: entered, cut, read, printed, and the year closed."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import CTRL, Watch, WholeWindow
from working_office import CLERK, FINANCE, NAMES, Office

from app.services.cases.course import State
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.standards import parameters
from app.services.storage.database import FILE_NAME
from app.services.unit_of_work import UnitOfWork
from app.ui.pages.budget.page import BudgetPage
from app.ui.pages.case.page import CasePage
from app.ui.pages.desk.budget import paper_of
from app.ui.pages.desk.page import DeskPage
from app.ui.theme import Theme
from app.ui.widgets.chart import in_words
from app.ui.widgets.table.formats import text
from app.ui.widgets.table.view import TableView

Open = Callable[[str, datetime], WholeWindow]


@pytest.fixture
def opened(tmp_path: Path, theme: Theme, qtbot: QtBot, uow: UnitOfWork) -> Iterator[Open]:
    """Opens the window as somebody, on a day, on a folder with a case waiting for approval and one approved."""
    filled = Office(uow)
    filled.at(State.APPROVED)
    filled.at(State.APPROVAL)
    with uow.begin() as work:
        parameters.store(work, [Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "测试", BY_YEAR)])
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    made: list[WholeWindow] = []

    def open_as(name: str, now: datetime = datetime(2024, 11, 5, 9, 30)) -> WholeWindow:
        made.append(WholeWindow(folder.parent, theme, qtbot, Watch(now)))
        made[-1].enter_as(name)
        return made[-1]

    yield open_as
    for window in made:
        window.close()


def page_of(window: WholeWindow) -> BudgetPage:
    page = window.go("预算")
    assert isinstance(page, BudgetPage)
    return page


def type_in(page: BudgetPage, **texts: str) -> None:
    for name, typed in texts.items():
        line: QLineEdit = page.form.lines.lines[name]
        line.setFocus()
        line.clear()
        type_text(line, typed)


def cells(table: TableView) -> list[list[str]]:
    return [
        [text(column, table.model.row(place)) for column in table.grid.columns_shown()]
        for place in range(table.model.rowCount())
    ]


def test_the_desk_leads_to_the_first_budget_and_the_page_shows_it(opened: Open) -> None:
    window = opened(NAMES[FINANCE], datetime(2024, 11, 5, 9, 30))
    desk = window.page
    assert isinstance(desk, DeskPage)
    assert "还没有录入 2024 年度预算，录入以前不能批准" in desk.budget.said.text()
    window.press("录入本年度预算", desk)
    page = window.page
    assert isinstance(page, BudgetPage)
    window.press("录入第一笔预算", page)
    assert page.form.lines.lines["source"].hasFocus()
    type_in(page, source="区级财政专项资金", amount="0.5万元", document="叶财预〔2024〕6号")
    window.key(page.form.lines.lines["document"], Qt.Key.Key_S, CTRL)
    window.settle()
    assert window.said.endswith("已录入 2024 年度区级财政专项资金预算 5,000.00 元。")
    assert cells(page.sources) == [
        ["区级财政专项资金", "5,000.00", "", "0.00", "5,000.00", "0.0%"],
        ["合计", "5,000.00", "2,000.00", "0.00", "5,000.00", "0.0%"],
    ]
    assert [label.text() for label in page.strip.labels] == [
        *("5,000.00", "2,000.00", "0.00", "0.00", "3,000.00", "0.0%"),
    ]
    assert [row[1:5] for row in cells(page.entries)] == [["区级财政专项资金", "5,000.00", "叶财预〔2024〕6号", ""]]
    assert [(row[4], row[6]) for row in cells(page.outstanding)] == [("2,000.00", "本年度承诺")]
    assert page.form.lines.lines["source"].text() == ""
    back = window.go("工作台")
    assert isinstance(back, DeskPage)
    assert all("预算" not in one.text() for one in back.set_up.links)
    assert [label.text() for label in back.budget.grid.labels][:2] == ["5,000.00", "2,000.00"]
    assert "已承诺：全年 2,000" in in_words(back.budget.chart._data)


def test_what_is_typed_wrong_stands_under_its_field_and_a_cut_has_its_limit(opened: Open) -> None:
    window = opened(NAMES[FINANCE], datetime(2024, 11, 5, 9, 30))
    page = page_of(window)
    type_in(page, source="区级财政", amount="五千", document="1号")
    window.press("录入预算", page.form)
    assert "预算金额“五千”读不出" in page.form.lines._errors["amount"].text()
    type_in(page, amount="3000")
    window.key(page.form.lines.lines["amount"], Qt.Key.Key_Return)
    window.settle()
    type_in(page, source="区级财政", amount="1500", document="2号")
    window.press("调减预算", page.form)
    assert "最多可以调减 1,000.00 元" in page.form.lines._errors["amount"].text()
    type_in(page, amount="1000")
    window.press("调减预算", page.form)
    assert window.said.endswith("已调减 2024 年度区级财政预算 1,000.00 元。")
    assert [row[2] for row in cells(page.entries)] == ["3,000.00", "-1,000.00"]


def test_who_is_not_finance_reads_only(opened: Open) -> None:
    page = page_of(opened(NAMES[CLERK], datetime(2024, 11, 5, 9, 30)))
    assert not page.form.isVisible()
    assert not page.close_year.isEnabled()
    assert page.said.text() == "预算由财务或管理员录入。"


def test_a_year_is_closed_after_a_question_that_names_the_sums(opened: Open) -> None:
    window = opened(NAMES[FINANCE], datetime(2025, 1, 8, 9, 30))
    page = page_of(window)
    type_in(page, year="2024", source="区级财政", amount="3000", document="1号")
    window.press("录入预算", page.form)
    assert page.years.currentText() == "2024 年"
    said = press_in_question(window, "结账 2024 年度")
    window.press("年终结账", None)
    window.settle()
    assert "预算 3,000.00 元，台账 0 笔、净拨付 0.00 元，追回 0.00 元，结转 1 笔 2,000.00 元。" in said[1]
    assert window.said.endswith("2024 年度已结账：" + said[1].split("结账后")[0])
    assert page.said.text() == "2024 年度已于 2025-01-08 结账，以下为结账时的数。"
    assert not page.close_year.isEnabled()
    assert not page.form.isEnabled()
    page.years.setCurrentIndex(page.years.findData(2025))
    page.years.activated.emit(page.years.currentIndex())
    window.settle()
    assert page.said.text() == "以前年度结转 1 笔 2,000.00 元，付款时占用本年度预算。"
    assert [row[6] for row in cells(page.outstanding)] == ["以前年度结转"]


def test_the_present_year_is_not_closed_before_december(opened: Open) -> None:
    window = opened(NAMES[FINANCE], datetime(2024, 11, 5, 9, 30))
    page_of(window)
    window.press("年终结账", None)
    assert "2024 年度还不能结账" in window.said


def test_a_waiting_instalment_opens_its_case(opened: Open) -> None:
    window = opened(NAMES[FINANCE], datetime(2024, 11, 5, 9, 30))
    page = page_of(window)
    page.tabs.setCurrentWidget(page.outstanding)
    page.outstanding.grid.setFocus()
    number = cells(page.outstanding)[0][0]
    window.key(page.outstanding.grid, Qt.Key.Key_Return)
    window.settle()
    assert isinstance(window.page, CasePage)
    assert any(number in label.text() for label in window.window.findChildren(QLabel) if label.isVisible())


def press_in_question(window: WholeWindow, verb: str) -> list[str]:
    """Press a button of the question that comes next; its words stand in the list given back."""
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, answer)
            return
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        go = next(button for button in dialog.findChildren(QPushButton) if button.text() == verb)
        assert not go.isDefault()
        QTest.mouseClick(go, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    return said


@pytest.mark.parametrize("title", ["工作台", "预算"])
def test_the_year_is_printed_or_saved_as_pdf(opened: Open, title: str, tmp_path: Path) -> None:
    window = opened(NAMES[FINANCE], datetime(2024, 11, 5, 9, 30))
    page = page_of(window)
    type_in(page, source="区级财政", amount="3000", document="1号")
    window.press("录入预算", page.form)
    window.go(title)
    out = tmp_path / "年度.pdf"

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintDialog):
            QTimer.singleShot(20, choose)
            return
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        dialog.done(QDialog.DialogCode.Accepted)

    QTimer.singleShot(0, choose)
    window.key(window.page, Qt.Key.Key_P, CTRL)
    window.settle()
    assert window.said.endswith("已送打印。")
    read = QPdfDocument()
    read.load(str(out))
    words = unicodedata.normalize("NFKC", read.getAllText(0).text())  # Qt writes some characters as radicals
    assert "2024 年度预算执行" in words
    assert "3,000.00" in words
    read.close()


def test_the_paper_of_the_desk_fits_one_page_and_shows_types_budget_and_months(opened: Open, tmp_path: Path) -> None:
    window = opened(NAMES[FINANCE], datetime(2024, 11, 5, 9, 30))
    page = page_of(window)
    type_in(page, source="区级财政", amount="3000", document="1号")
    window.press("录入预算", page.form)
    desk = window.go("工作台")
    assert isinstance(desk, DeskPage)
    assert desk._found is not None
    writer = QPdfWriter(str(tmp_path / "a.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper_of(desk._found).print_to(writer)
    del writer
    read = QPdfDocument()
    read.load(str(tmp_path / "a.pdf"))
    words = unicodedata.normalize("NFKC", read.getAllText(0).text())  # Qt writes some characters as radicals
    assert read.pageCount() == 1
    assert all(told in words for told in ("职业资格证书奖励", "区级财政", "截至 2024-11-05"))
    read.close()
