from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from ui_typing import type_text

from app.ui.theme import Theme
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import Due
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import TICK, CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import Export, TableView

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Case:
    key: str
    name: str
    number: str
    amount: int
    state: Tag
    due: Due
    day: date


LATER = Due(date(2024, 4, 12), Tag("还有 9 个工作日", Tone.NEUTRAL))
TODAY = Due(date(2024, 4, 1), Tag("今天", Tone.SOON))
PAST = Due(date(2024, 3, 28), Tag("逾期 2 日", Tone.LATE))
CASES = [
    Case("A", "张伟", "34150419900307123X", 200000, Tag("已批准", Tone.DONE), LATER, date(2024, 3, 1)),
    Case("B", "李芳", "341504199003071231", 350000, Tag("待补正", Tone.SOON), TODAY, date(2024, 4, 1)),
    Case("C", "王\t磊", "341504199003071232", 50000, Tag("已退回", Tone.LATE), PAST, date(2023, 4, 1)),
]
COLUMNS = (
    TICK,
    Column("name", "申请人"),
    Column("number", "身份证号", CellKind.MASKED, 160),
    Column("amount", "金额", CellKind.MONEY),
    Column("state", "状态", CellKind.CHIP),
    Column("due", "到期", CellKind.DUE, 136),
    Column("day", "受理日期", CellKind.DATE, shown=False),
)


class Memory:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, value: str) -> None:
        self.kept[key] = value


def made(qtbot: QtBot, cases: list[Case] = CASES) -> TableView:
    view = TableView(
        COLUMNS, ListSource(cases, ("name",)), "案件列表", empty=EmptyState("case", "没有案件", "先登记。")
    )
    qtbot.addWidget(view)
    view.resize(900, 400)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.refresh()
    view.setFocus()
    return view


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> TableView:
    return made(qtbot)


def names(view: TableView) -> list[str]:
    return [str(view.model.index(place, 1).data()) for place in range(view.model.rowCount())]


def centre(view: TableView, row: int, column: int) -> QPoint:
    return view.grid.visualRect(view.model.index(row, column)).center()


def click_head(view: TableView, column: int) -> None:
    at = QPoint(view.grid.head.sectionViewportPosition(column) + 20, 12)
    QTest.mouseClick(view.grid.head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_title_sorts_and_another_turns_it_round(view: TableView) -> None:
    click_head(view, 3)
    up = names(view)
    click_head(view, 3)
    assert (up, names(view)) == (["王\t磊", "张伟", "李芳"], ["李芳", "张伟", "王\t磊"])


def test_space_ticks_the_selected_rows_and_the_footer_sums_them(view: TableView, qtbot: QtBot) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_Down, SHIFT)
    assert view.footer.said.text() == "已选 2 件　合计 5,500.00 元　共 3 件"
    with qtbot.waitSignal(view.ticked):
        QTest.keyClick(view.grid, Qt.Key.Key_Space)
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    assert view.ticked_keys == ["A", "B"]
    assert view.sums == {"amount": 550000}
    assert view.footer.said.text() == "已选 2 件　合计 5,500.00 元　共 3 件"


def test_a_click_on_a_box_ticks_and_leaves_the_current_row(view: TableView) -> None:
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 2, 0))
    assert (view.ticked_keys, view.current_key) == (["C"], "A")
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 2, 0))
    assert view.ticked_keys == []


def test_control_a_and_the_box_in_the_head_tick_all(view: TableView) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_A, CTRL)
    assert view.ticked_keys == ["A", "B", "C"]
    click_head(view, 0)
    assert view.ticked_keys == []
    click_head(view, 0)
    assert len(view.ticked_keys) == 3
    view.clear_ticks()
    assert view.footer.said.text() == "共 3 件"


def test_enter_and_double_click_open_the_row(view: TableView, qtbot: QtBot) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as by_key:
        QTest.keyClick(view.grid, Qt.Key.Key_Return)
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 2, 1))
    with qtbot.waitSignal(view.opened) as by_mouse:
        QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 2, 1))
    assert (by_key.args, by_mouse.args) == (["B"], ["C"])


def test_two_quick_clicks_on_a_box_open_nothing(view: TableView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.opened):
        QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 2, 0))


def test_moving_down_tells_the_current_row(view: TableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.current) as told:
        QTest.keyClick(view.grid, Qt.Key.Key_Down)
    assert told.args == ["B"]


def test_copying_gives_titles_and_cells_as_shown(view: TableView) -> None:
    view.grid.pick(2)
    QTest.keyClick(view.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == (
        "申请人\t身份证号\t金额\t状态\t到期\n王 磊\t341504********1232\t500.00\t已退回\t逾期 2 日"
    )


def test_the_export_has_the_columns_in_sight_with_raw_figures(view: TableView, qtbot: QtBot) -> None:
    view.grid.show_column(6, shown=True)
    with qtbot.waitSignal(view.export_requested) as told:
        QTest.keyClick(view.grid, Qt.Key.Key_E, CTRL)
    assert told.args is not None
    export = told.args[0]
    assert isinstance(export, Export)
    assert [column.title for column in export.columns] == ["申请人", "身份证号", "金额", "状态", "到期", "受理日期"]
    first = next(export.rows())
    assert first == ("张伟", "341504********123X", 200000, "已批准", "还有 9 个工作日", date(2024, 3, 1))


def test_the_filter_row_opens_by_key_takes_chinese_and_narrows(view: TableView, qtbot: QtBot) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_L, CTRL | SHIFT)
    field = view.grid.head.field("name")
    assert field.hasFocus()
    with qtbot.waitSignal(view.model.loaded):
        type_text(field, "李")
    assert names(view) == ["李芳"]
    QTest.keyClick(field, Qt.Key.Key_L, CTRL | SHIFT)
    assert len(names(view)) == 3
    assert not view.footer.filter.isChecked()


def test_a_filter_that_cannot_be_read_is_marked_and_narrows_nothing(view: TableView) -> None:
    view.toggle_filters()
    field = view.grid.head.field("amount")
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong") is True
    assert "看不懂" in field.toolTip()
    assert len(names(view)) == 3


def test_nothing_found_offers_to_take_the_filters_away(view: TableView) -> None:
    view.toggle_filters()
    QTest.keyClicks(view.grid.head.field("amount"), ">=99999")
    QTest.keyClick(view.grid.head.field("amount"), Qt.Key.Key_Return)
    assert names(view) == []
    assert view.nothing.isVisible()
    QTest.mouseClick(view.nothing.clear, Qt.MouseButton.LeftButton)
    assert not view.nothing.isVisible()
    assert len(names(view)) == 3


def test_search_and_facets_narrow(view: TableView) -> None:
    view.search(" 张 ")
    found = names(view)
    view.search("")
    view.set_facets(key="B", name="")
    assert (found, names(view)) == (["张伟"], ["李芳"])


def test_a_list_with_nothing_says_what_belongs_there(theme: Theme, qtbot: QtBot) -> None:
    view = made(qtbot, [])
    assert not view.grid.isVisible()
    assert view.current_key is None
    view.set_source(ListSource(CASES))
    assert view.grid.isVisible()


def test_reading_anew_keeps_the_current_row(view: TableView) -> None:
    view.select("C")
    view.refresh()
    assert view.current_key == "C"


def test_columns_are_chosen_and_sorted_from_the_menu(view: TableView) -> None:
    menu = view.footer.columns.menu()
    menu.aboutToShow.emit()
    actions = {action.text(): action for action in menu.actions()}
    actions["受理日期"].trigger()
    actions["申请人"].trigger()
    assert [column.key for column in view.grid.columns_shown()] == ["number", "amount", "state", "due", "day"]
    order = next(one for one in menu.findChildren(QMenu) if one.title() == "排序")
    next(action for action in order.actions() if action.text() == "受理日期 降序").trigger()
    assert (view.query.sort, view.query.descending) == ("day", True)
    actions["恢复默认的列"].trigger()
    assert [column.key for column in view.grid.columns_shown()] == ["name", "number", "amount", "state", "due"]


def test_columns_fill_the_width_and_a_dragged_one_keeps_its_own(view: TableView) -> None:
    assert view.grid.head.length() == view.grid.viewport().width()
    view.grid.setColumnWidth(3, 200)
    view.resize(1000, 400)
    assert view.grid.columnWidth(3) == 200
    assert view.grid.head.length() == view.grid.viewport().width()


def test_order_widths_sort_and_filters_come_back(view: TableView, theme: Theme, qtbot: QtBot) -> None:
    settings = Memory()
    view.grid.head.moveSection(3, 1)
    view.grid.setColumnWidth(3, 200)
    view.grid.show_column(4, shown=False)
    view.sort("amount", descending=True)
    view.grid.head.open_filters({"name": "张"})
    view.save(settings, "page/queue/table")
    again = made(qtbot)
    again.restore(settings, "page/queue/table")
    assert [column.key for column in again.grid.columns_shown()] == ["amount", "name", "number", "due"]
    assert again.grid.columnWidth(3) == 200
    assert names(again) == ["张伟"]
    assert again.grid.head.typed == {"name": "张"}


@pytest.mark.parametrize("kept", [None, "", "{", "[]", '{"unknown": 1}'])
def test_what_cannot_be_taken_up_is_passed_over(view: TableView, kept: str | None) -> None:
    settings = Memory()
    if kept is not None:
        settings.set("name", kept)
    view.restore(settings, "name")
    assert len(view.grid.columns_shown()) == 5


def test_the_whole_list_is_named_for_a_screen_reader(view: TableView) -> None:
    assert view.grid.accessibleName() == "案件列表"
    assert view.model.index(1, 5).data() == "今天"
