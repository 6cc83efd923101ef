"""政策一览 and 政策测算 as an administrator works on them: mouse, keys, files, what is said."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import ADMINISTRATOR, AUDITOR, Office

from app.services.accounts import Role
from app.services.course import State
from app.services.excel.templates import write_office_template
from app.services.materials import materials_today
from app.services.policy.catalogue import CATALOGUE
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.costing import CostingPage
from app.ui.pages.costing_inputs import NEW
from app.ui.pages.overview import OverviewPage
from app.ui.pages.overview_materials import BASIS, COPIES, FORM, NAME, MaterialsDialog
from app.ui.pages.standards import StandardsPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
CTRL = Qt.KeyboardModifier.ControlModifier
P = TypeVar("P", bound=Page)


class Answers(FileChoice):
    """Files are chosen without a dialog."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path: Path | None = path
        self.proposed = ""

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.proposed = name
        return self.path

    def open_one(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path


class Desk:
    """A window with the pages of the policy, for the account of a role."""

    def __init__(self, qtbot: QtBot, theme: Theme, office: Office, folder: Path, role: Role) -> None:
        uow = office.acting(role)
        self.qtbot, self.jobs, self.files = qtbot, Jobs(), Answers(folder / "写出.xlsx")
        template = partial(write_office_template, uow)
        specs = [
            PageSpec("standards", "政策标准", "standards", lambda: StandardsPage(uow, self.jobs, self.files)),
            PageSpec(
                "overview",
                "政策一览",
                "letters",
                lambda: OverviewPage(uow, self.jobs, self.files, template, FONTS),
            ),
            PageSpec("costing", "政策测算", "reports", lambda: CostingPage(uow, self.jobs, self.files)),
            PageSpec("application", "申报登记", "application", Page),
        ]
        self.window = MainWindow(specs, IniSettings(folder / "window.ini"), self.jobs, theme)
        self.window.resize(1366, 768)
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()

    def page(self, key: str, kind: type[P]) -> P:
        self.window.go(key)
        self.settle()
        page = self.window.deck.page
        assert isinstance(page, kind)
        return page

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=10_000)

    def click(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def header(self, text: str) -> QPushButton:
        return next(one for one in self.window.findChildren(QPushButton) if one.text() == text and one.isVisible())

    def said(self, text: str) -> Callable[[], bool]:
        return lambda: text in self.window.notices.accessibleName()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, office, tmp_path, ADMINISTRATOR)
    yield made
    made.jobs.close()


def dialog_of(desk: Desk, page: OverviewPage, code: str) -> MaterialsDialog:
    page.table.select(code)
    desk.click(page.papers)
    desk.qtbot.waitUntil(lambda: page.findChild(MaterialsDialog) is not None)
    found = page.findChild(MaterialsDialog)
    assert isinstance(found, MaterialsDialog)
    return found


def type_into(table: QTableWidget, row: int, column: int, text: str) -> None:
    """Open a cell as F2 does, unless it is open, and type in place of what is there."""
    table.setCurrentCell(row, column)
    if not (isinstance(open_one := QApplication.focusWidget(), QLineEdit) and table.isAncestorOf(open_one)):
        table.setFocus()
        table.edit(table.model().index(row, column))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def put(dialog: MaterialsDialog, row: int, column: int, text: str) -> None:
    """Type into a cell."""
    type_into(dialog.table, row, column, text)


def test_every_type_is_listed_and_the_chosen_one_told_in_full(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    assert page.table.model.rowCount() == len(CATALOGUE)
    page.show_item("settlement-subsidy")
    text = page.text.toPlainText()
    for word in ("适用对象", "从区外引进", "引进后社保缴纳满 36 个月", "20,000 元", "提交材料", "劳动合同", "填报内容"):
        assert word in text
    page.search("首席技师")
    assert page.table.model.rowCount() == 1
    assert "首席技师聘期奖励" in page.text.toPlainText()


def test_arrow_keys_go_through_the_types_and_enter_begins_a_case(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    page.setFocus()
    went: list[tuple[str, object]] = []
    page.go.connect(lambda key, item: went.append((key, item)))
    QTest.keyClick(page.table.grid, Qt.Key.Key_Down)
    assert page.text.toPlainText().startswith(CATALOGUE[1].title)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert went == [("application", CATALOGUE[1].code)]


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("sheet", "重点群体免费培训补贴.pdf", b"%PDF"),
        ("booklet", "技能人才政策一览.pdf", b"%PDF"),
        ("book", "技能人才政策一览.xlsx", b"PK"),
        ("template", "重点群体免费培训补贴.xlsx", b"PK"),
    ],
)
def test_files_for_the_counter_are_written_where_one_says(desk: Desk, button: str, name: str, begins: bytes) -> None:
    page = desk.page("overview", OverviewPage)
    desk.click(getattr(page, button))
    assert desk.files.proposed == name
    assert desk.files.path is not None
    assert desk.files.path.read_bytes().startswith(begins)
    desk.qtbot.waitUntil(desk.said("已写出"))


def test_nothing_is_written_when_no_file_is_chosen(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    asked, desk.files.path = desk.files.path, None
    for button in (page.sheet, page.book, page.template):
        desk.click(button)
    assert asked is not None
    assert not asked.exists()


def test_a_material_list_is_changed_by_typing_and_holds_from_its_day(desk: Desk, office: Office) -> None:
    page = desk.page("overview", OverviewPage)
    dialog = dialog_of(desk, page, "blue-card")
    before = dialog.table.rowCount()
    desk.click(dialog.add)
    assert dialog.table.rowCount() == before + 1
    put(dialog, before, NAME, "近期免冠照片")
    put(dialog, before, BASIS, "《实施意见》九.1")
    put(dialog, before, COPIES, "2")
    form = dialog.table.cellWidget(before, FORM)
    assert isinstance(form, QComboBox)
    form.setCurrentText("原件")
    dialog.table.setCurrentCell(before, NAME)
    desk.click(dialog.up)
    dialog.table.selectRow(0)
    desk.click(dialog.remove)
    type_text(dialog.fields.lines["start"], "20240101")
    type_text(dialog.fields.lines["source"], "叶人社〔2024〕3号")
    desk.click(dialog.enter)
    desk.qtbot.waitUntil(desk.said("已录入“技工蓝卡标记”的材料清单 4 项"))
    names = [one.name for one in materials_today(office.uow, "blue-card")]
    assert names == ["申请人身份证", "技能证书", "近期免冠照片", "社会保障卡"]
    desk.qtbot.waitUntil(lambda: "近期免冠照片" in page.text.toPlainText())


def test_what_is_wrong_with_a_list_is_said_in_the_dialog(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    dialog = dialog_of(desk, page, "blue-card")
    desk.click(dialog.enter)
    assert dialog.fields.lines["source"].property("wrong") == "true"
    put(dialog, 1, COPIES, "许多")
    QTest.keyClick(dialog.table, Qt.Key.Key_S, CTRL)
    desk.settle()
    desk.qtbot.waitUntil(lambda: "第 2 项材料的份数" in dialog.wrong.text())
    assert dialog.table.currentRow() == 1
    dialog.reject()


def value_row(page: CostingPage, title: str) -> int:
    """The row of a value by its name."""
    table = page.inputs.table
    names = [(table.item(row, 0), row) for row in range(table.rowCount())]
    return next(row for item, row in names if item is not None and item.text() == title)


def type_value(page: CostingPage, title: str, text: str) -> None:
    """Type a new value beside the one that holds."""
    page.inputs.table.setFocus()
    type_into(page.inputs.table, value_row(page, title), NEW, text)


def test_a_standard_is_tried_and_the_difference_shown_and_exported(desk: Desk, office: Office) -> None:
    office.at(State.APPROVED)
    office.at(State.ACCEPTED)
    page = desk.page("costing", CostingPage)
    type_value(page, "职业资格证书奖励标准（技师）", "2600")
    page.inputs.fields.lines["last"].clear()
    type_text(page.inputs.fields.lines["last"], "20241231")
    QTest.keyClick(page.inputs.fields.lines["last"], Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert "差额 +1,200.00 元" in page.results.said.text().replace("<b>", "").replace("</b>", "")
    labels = [page.results.table.model.row(row) for row in range(page.results.table.model.rowCount())]
    assert [getattr(line, "label", "") for line in labels] == ["职业资格证书奖励", "合计"]
    for view, first in (("year", "2024"), ("month", "2024-11"), ("standing", "在办"), ("type", "职业资格证书奖励")):
        QTest.mouseClick(page.results.views.buttons[view], Qt.MouseButton.LeftButton)
        assert getattr(page.results.table.model.row(0), "label", "") == first
    assert page.results.chart.isVisible()
    desk.click(page.export)
    assert desk.files.path is not None
    book = load_workbook(desk.files.path)
    assert book.sheetnames == ["测算标准", "按状态", "按类型", "按年度", "按月份"]
    assert [cell.value for cell in book["测算标准"][4]][:3] == ["职业资格证书奖励标准（技师）", "2,000 元", "2,600 元"]
    assert [cell.value for cell in book["按类型"][5]][:5] == ["合计", 2, 4000, 5200, 1200]


@pytest.mark.parametrize(
    ("new", "first", "last", "said"),
    [
        ("", "20240101", "20241231", "没有填写新标准"),
        ("很多", "20240101", "20241231", "职业资格证书奖励标准（技师）：新值“很多”读不出"),
    ],
)
def test_what_cannot_be_tried_is_said_above_the_page(desk: Desk, new: str, first: str, last: str, said: str) -> None:
    page = desk.page("costing", CostingPage)
    for name, text in (("first", first), ("last", last)):
        page.inputs.fields.lines[name].clear()
        type_text(page.inputs.fields.lines[name], text)
    if new:
        type_value(page, "职业资格证书奖励标准（技师）", new)
    desk.click(page.inputs.start)
    desk.qtbot.waitUntil(desk.said(said))
    assert page.inputs.start.isEnabled()


def test_a_period_upside_down_is_said_at_its_field(desk: Desk) -> None:
    page = desk.page("costing", CostingPage)
    page.inputs.fields.lines["last"].clear()
    type_text(page.inputs.fields.lines["last"], "20230101")
    desk.click(page.inputs.start)
    assert page.inputs.fields.lines["last"].property("wrong") == "true"


def test_types_are_ticked_all_or_none_and_none_is_refused(desk: Desk) -> None:
    page = desk.page("costing", CostingPage)
    assert len(page.inputs.typed.codes) == 18
    desk.click(page.inputs.all)
    assert not page.inputs.typed.codes
    type_value(page, "职业资格证书奖励标准（技师）", "2600")
    desk.click(page.inputs.start)
    desk.qtbot.waitUntil(desk.said("没有选择补贴类型"))
    page.search("首席技师")
    shown = [row for row in range(page.inputs.table.rowCount()) if not page.inputs.table.isRowHidden(row)]
    assert shown == [value_row(page, "首席技师聘期奖励标准")]


def test_all_standards_go_to_a_workbook_from_the_standards_page(desk: Desk) -> None:
    desk.page("standards", StandardsPage)
    desk.click(desk.header("导出全部…"))
    assert desk.files.path is not None
    assert "材料清单" in load_workbook(desk.files.path).sheetnames
    desk.click(desk.header("政策测算"))
    assert isinstance(desk.window.deck.page, CostingPage)


def test_an_auditor_may_look_but_enters_no_list(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> None:
    desk = Desk(qtbot, theme, office, tmp_path, AUDITOR)
    dialog = dialog_of(desk, desk.page("overview", OverviewPage), "blue-card")
    type_text(dialog.fields.lines["start"], "20240101")
    type_text(dialog.fields.lines["source"], "文")
    desk.click(dialog.enter)
    qtbot.waitUntil(lambda: "管理员" in dialog.wrong.text())
    desk.jobs.close()
