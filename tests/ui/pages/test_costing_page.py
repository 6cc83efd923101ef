"""政策测算 by mouse and keys: values tried, the difference shown and exported, what is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from policy_desk import CTRL, Desk, type_into
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import ADMINISTRATOR, Office

from app.services.cases.course import State
from app.ui.pages.costing.inputs import NEW
from app.ui.pages.costing.page import CostingPage
from app.ui.pages.standards.page import StandardsPage
from app.ui.theme import Theme


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, office, tmp_path, ADMINISTRATOR)
    yield made
    made.jobs.close()


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
