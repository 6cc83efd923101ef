"""Materials and objections beside a case, by clicks and keys; what a reviewer finds sends the case back."""

from datetime import timedelta
from pathlib import Path

import pytest
from office_window import CTRL, OfficeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import APPROVER, AUDITOR, CLERK, REVIEWER, Office

from app.services.cases.case_materials import Handed, material_sheet
from app.services.cases.course import State
from app.services.cases.objections import objections_of
from app.services.cases.scans import File, scan_content
from app.services.trust.accounts import Role
from app.ui.pages.case.material_row import MaterialRow
from app.ui.pages.case.materials import NO_LIST, MaterialsTab
from app.ui.pages.case.objections import ObjectionsTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.rounds.publicity import PublicityPage
from app.ui.theme import Theme
from app.ui.widgets.asking.objection import ObjectionDialog
from app.ui.widgets.asking.step import ReasonDialog


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> OfficeWindow:
    return OfficeWindow(qtbot, theme, office, tmp_path)


def case_of(desk: OfficeWindow, role: Role, number: str) -> CasePage:
    desk.open(role)
    desk.window.go("case", number)
    page = desk.window.deck.page
    assert isinstance(page, CasePage)
    return page


def materials_of(page: CasePage) -> MaterialsTab:
    tab = next(tab for tab in page.tabs.tabs if isinstance(tab, MaterialsTab))
    bar = page.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(page.tabs.indexOf(tab)).center())
    assert tab.isVisible()
    return tab


def choose(row: MaterialRow, handed: Handed) -> None:
    row.state.setFocus()
    while row.handed is not handed:
        before = row.state.currentIndex()
        QTest.keyClick(row.state, Qt.Key.Key_Down)
        assert row.state.currentIndex() != before


def public(office: Office) -> str:
    return office.walk(office.file(), State.PUBLICITY, begun=True)


def test_one_button_says_that_everything_is_there(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    page = case_of(desk, CLERK, number)
    tab = materials_of(page)
    assert "还没有逐项核对" in tab.said.text()
    desk.click(tab, "全部齐全")
    assert desk.said == f"完成：{number} 的材料已登记。"
    assert tab.said.text() == "材料齐全。"
    assert {line.handed for line in material_sheet(office.uow, number).lines} == {Handed.RECEIVED}


def test_the_same_by_its_key_and_the_case_is_accepted(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    page = case_of(desk, CLERK, number)
    materials_of(page).rows[0].state.setFocus()
    desk.press(Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "已登记" in desk.said
    desk.press(Qt.Key.Key_Return, CTRL)
    assert office.case(number).state == "accepted"


def test_what_is_missing_is_named_on_the_tab_and_stops_acceptance(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    page = case_of(desk, CLERK, number)
    tab = materials_of(page)
    for row in tab.rows:
        choose(row, Handed.RECEIVED)
    choose(tab.rows[-1], Handed.MISSING)
    wanting = tab.rows[-1].name
    desk.click(tab, "保存核对结果")
    assert tab.said.text() == f"还缺：{wanting}"
    assert "材料 1" in [page.tabs.tabText(place) for place in range(page.tabs.count())]
    desk.press(Qt.Key.Key_Return, CTRL)
    assert f"材料不齐，缺{wanting}" in desk.said
    assert office.case(number).state == "draft"


def test_what_may_come_later_asks_for_its_day(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    tab = materials_of(case_of(desk, CLERK, number))
    row = next(row for row in tab.rows if row.state.findData(Handed.DEFERRED) >= 0)
    fixed = next(row for row in tab.rows if row.state.findData(Handed.DEFERRED) < 0)
    assert fixed.state.count() == 3
    choose(row, Handed.DEFERRED)
    row.day.set_text("")
    desk.click(tab, "保存核对结果")
    assert "须写明今天以后的补交期限" in desk.said
    row.day.set_text("下月")
    desk.click(tab, "保存核对结果")
    assert "的日期读不出" in desk.said
    row.day.set_text("20241201")
    desk.click(tab, "保存核对结果")
    (line,) = material_sheet(office.uow, number).open_lines
    assert (line.handed, f"{line.due_on}") == (Handed.DEFERRED, "2024-12-01")


def test_scans_are_added_to_a_line_and_saved_again(desk: OfficeWindow, office: Office, tmp_path: Path) -> None:
    number = office.file()
    page = case_of(desk, CLERK, number)
    tab = materials_of(page)
    desk.click(tab.rows[0], "附件")
    assert tab.scans.menu is not None
    assert [action.isEnabled() for action in tab.scans.menu.actions()] == [False]
    tab.scans.menu.close()
    desk.click(tab, "全部齐全")
    paper = tmp_path / "申请表.pdf"
    paper.write_bytes(b"%PDF form")
    desk.files.opened = [paper]
    desk.click(tab.rows[0], "附件")
    tab.scans.menu.actions()[-1].trigger()
    desk.settle()
    assert desk.said == "完成：已添加 1 个扫描件。"
    assert tab.rows[0].files.text() == "附件 1"
    desk.click(tab.rows[0], "附件 1")
    desk.files.folder = tmp_path / "out"
    desk.files.folder.mkdir()
    tab.scans.menu.actions()[0].trigger()
    desk.settle()
    assert (desk.files.folder / "申请表.pdf").read_bytes() == b"%PDF form"
    tab.scans.menu.close()


@pytest.mark.parametrize("role", [REVIEWER, AUDITOR])
def test_others_read_the_list_and_change_nothing(desk: OfficeWindow, office: Office, role: Role) -> None:
    tab = materials_of(case_of(desk, role, office.file()))
    assert tab.store.isHidden()
    assert tab.all_present.isHidden()
    assert not any(row.state.isEnabled() for row in tab.rows)
    assert tab.said.text() != NO_LIST


def test_an_objection_goes_from_the_publicity_page_to_the_reviewer_and_back_to_review(
    desk: OfficeWindow, office: Office, tmp_path: Path
) -> None:
    number = public(office)
    page = desk.open(CLERK, "publicity")
    assert isinstance(page, PublicityPage)
    desk.click(desk.window, "公示异议")
    case = desk.window.deck.page
    assert isinstance(case, CasePage)
    tab = case.tabs.currentWidget()
    assert isinstance(tab, ObjectionsTab)
    assert "没有登记异议" in tab.said.text()
    desk.click(tab, "登记异议")
    asked = desk.asked()
    assert isinstance(asked, ObjectionDialog)
    letter = tmp_path / "来信.pdf"
    letter.write_bytes(b"%PDF letter")
    desk.files.opened = [letter]
    desk.click(asked, "选择文件")
    type_text(asked.who, "王某")
    assert not asked.go.isEnabled()
    type_text(asked.text, "该同志不在本单位工作")
    QTest.keyClick(asked.text, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert f"已登记对 {number} 的异议" in desk.said
    (one,) = objections_of(office.uow, number)
    assert scan_content(office.uow, one.scans[0].key) == File("来信.pdf", b"%PDF letter")
    desk.window.close()

    case = case_of(desk, REVIEWER, number)
    assert "公示异议 1" in [case.tabs.tabText(place) for place in range(case.tabs.count())]
    case.tabs.open(ObjectionsTab.title)
    tab = case.tabs.currentWidget()
    assert isinstance(tab, ObjectionsTab)
    assert tab.record.isHidden()
    desk.click(tab, "异议成立")
    reason = desk.asked()
    assert isinstance(reason, ReasonDialog)
    desk.click(reason, "申报材料与实际不符")
    QTest.keyClick(reason.text, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert office.case(number).state == "accepted"
    assert "异议成立" in case.course.story.toPlainText()
    assert any("成立（王芳" in label.text() for label in tab.area.findChildren(QLabel))


def test_a_deemed_draft_is_shown_with_acceptance_as_the_only_button(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    with office.uow.begin() as work:
        work.session.connection().exec_driver_sql("UPDATE cases SET due_on = '2024-10-14'")
    case = case_of(desk, CLERK, number)
    assert [button.text() for button in case.bar.buttons] == ["受理"]
    desk.press(Qt.Key.Key_Return, CTRL)
    assert f"{office.case(number).accepted_on}" == "2024-10-15"


def test_what_blocks_the_approval_is_said_where_the_button_would_be(desk: OfficeWindow, office: Office) -> None:
    number = office.at(State.APPROVAL)
    with office.uow.begin() as work:
        work.session.connection().exec_driver_sql(
            "UPDATE case_materials SET state = 'deferred', due_on = ?, received_on = NULL WHERE position = 2",
            ((office.today + timedelta(days=3)).isoformat(),),
        )
    case = case_of(desk, APPROVER, number)
    assert "尚未收到，经办员在案件的“材料”页登记收到后方可批准。" in case.head._remarks.text()
    assert [button.text() for button in case.bar.buttons] == ["不予批准", "退回"]
