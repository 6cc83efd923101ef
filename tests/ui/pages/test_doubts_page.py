"""疑点 by clicks and keys: look, judge, screen, import a list, and what the queue and the case show of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from applications_by_hand import identity
from office_window import CTRL, OfficeWindow
from outside_samples import list_book
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import APPROVER, AUDITOR, CLERK, REVIEWER, Office

from app.services.cases.course import State
from app.services.clawbacks.opening import Lead
from app.services.doubts.listing import Standing, doubts
from app.services.trust.accounts import Role
from app.ui.pages.case.doubts import DoubtsTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.doubts.page import DoubtsPage
from app.ui.pages.queue.page import QueuePage
from app.ui.pages.queue.source import QueueLine
from app.ui.theme import Theme
from app.ui.widgets.asking.step import ReasonDialog
from app.ui.widgets.sheet import Sheet


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> OfficeWindow:
    return OfficeWindow(qtbot, theme, office, tmp_path)


@pytest.fixture
def pair(office: Office) -> tuple[str, str]:
    """One certificate under two types for two persons."""
    return office.file(certificate="S777"), office.file(code="skill-upgrade", certificate="S777")


def page_of(desk: OfficeWindow, role: Role) -> DoubtsPage:
    page = desk.open(role, "doubts")
    assert isinstance(page, DoubtsPage)
    desk.settle()
    return page


def reason(desk: OfficeWindow, text: str) -> None:
    """Type a reason into the dialog and press its button by keyboard."""
    dialog = desk.asked()
    assert isinstance(dialog, ReasonDialog)
    type_text(dialog.text, text)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, CTRL)
    desk.settle()


def test_a_doubt_shows_its_facts_the_other_case_and_the_case_itself(desk: OfficeWindow, pair: tuple[str, str]) -> None:
    page = page_of(desk, REVIEWER)
    words = [button.text() for button in page.list.facets.buttons.values()]
    assert words == ["待核实 2", "属实 0", "已排除 0", "已消失 0", "全部 2"]
    assert page.list.panel.view is not None
    assert page.list.panel.view.number == pair[1]
    assert "阻断审批和拨付" in page.list.facts.toPlainText()
    assert f"相关案件：{pair[0]}" in page.list.facts.toPlainText()
    page.list.facts.anchorClicked.emit(QUrl(pair[0]))
    shown = desk.window.deck.page
    assert isinstance(shown, CasePage)
    assert shown.view is not None
    assert shown.view.number == pair[0]


def test_a_reviewer_judges_with_a_reason_and_the_doubt_leaves_the_list(
    desk: OfficeWindow, office: Office, pair: tuple[str, str]
) -> None:
    page = page_of(desk, REVIEWER)
    desk.click(page, "排除")
    reason(desk, "发证机构确认编号重复")
    assert desk.said.endswith("已将 1 条疑点核实为“排除”。")
    assert [line.standing for line in doubts(office.uow, number=pair[1])] == [Standing.HARMLESS]
    assert page.list.table.current_key == doubts(office.uow, number=pair[0])[0].id
    QTest.mouseClick(page.list.facets.buttons["harmless"], Qt.MouseButton.LeftButton)
    desk.settle()
    assert "发证机构确认编号重复（王芳，2024-11-05）" in page.list.facts.toPlainText()


def test_ticked_doubts_are_judged_together(desk: OfficeWindow, office: Office, pair: tuple[str, str]) -> None:
    page = page_of(desk, REVIEWER)
    page.list.table.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    desk.click(page, "属实 2 条")
    reason(desk, "两人均不能提供原件")
    assert {line.standing for line in doubts(office.uow)} == {Standing.CONFIRMED}


def test_a_clerk_and_an_auditor_look_but_do_not_judge(desk: OfficeWindow, pair: tuple[str, str]) -> None:
    for role in (CLERK, AUDITOR):
        page = page_of(desk, role)
        assert not any(button.isEnabled() for button in page.list.verdicts.buttons)
        assert page.list.verdicts.dismiss.toolTip() == "疑点由复核员或审批人核实"


def test_a_confirmed_doubt_on_an_approved_case_leads_to_the_clawback(desk: OfficeWindow, office: Office) -> None:
    number = office.at(State.APPROVED, account_name="李娜")
    page = page_of(desk, APPROVER)
    assert page.list.clawback.isHidden()
    desk.click(page, "属实…")
    reason(desk, "账户系他人所有")
    QTest.mouseClick(page.list.facets.buttons["confirmed"], Qt.MouseButton.LeftButton)
    desk.settle()
    told: list[tuple[str, object]] = []
    page.list.go.connect(lambda key, what: told.append((key, what)))
    page.list.go.disconnect(page.go)  # there is no such page in this window
    desk.click(page, "立案追回")
    ((page_key, lead),) = told
    assert page_key == "clawback"
    assert isinstance(lead, Lead)
    assert (lead.case, lead.origin) == (number, "疑点")
    assert "李娜" in lead.facts


def test_a_screening_says_what_it_found_check_by_check(
    desk: OfficeWindow, office: Office, pair: tuple[str, str]
) -> None:
    office.walk(pair[0], State.APPROVAL)
    page = page_of(desk, APPROVER)
    menu = page.screening.menu()
    assert [action.text() for action in menu.actions()] == ["待审批案件", "全部案件"]
    menu.actions()[0].trigger()
    desk.settle()
    assert "已筛查待审批案件 1 件：待核实疑点 1 条，其中阻断 1 条" in desk.said
    desk.click(desk.window, "查看")
    (sheet,) = page.findChildren(Sheet)
    shown = sheet.findChild(QTextBrowser)
    assert isinstance(shown, QTextBrowser)
    assert "同一证书两人申报" in shown.toPlainText()
    sheet.close()


def test_an_auditor_screens_nothing(desk: OfficeWindow, pair: tuple[str, str]) -> None:
    page = page_of(desk, AUDITOR)
    page.screening.menu().actions()[1].trigger()
    desk.settle()
    assert "此步须由经办员、复核员、审批人办理" in desk.said


def test_the_list_narrows_to_a_check_and_to_a_name(desk: OfficeWindow, office: Office, pair: tuple[str, str]) -> None:
    lone = office.file(account_name="李娜")
    page = page_of(desk, REVIEWER)
    box = page.list.combos.boxes["code"]
    box.setCurrentIndex(box.findData("account-payee"))
    desk.settle()
    assert page.list.panel.view is not None
    assert page.list.panel.view.number == lone
    page.show_item("certificate-persons")
    desk.settle()
    assert page.list.table.model.rowCount() == 2
    page.search("无此人")
    assert page.list.table.model.rowCount() == 0


def test_a_list_is_chosen_previewed_and_imported(desk: OfficeWindow, office: Office, tmp_path: Path) -> None:
    number = office.file(identity_number=identity(1))
    path = list_book(
        tmp_path / "养老.xlsx",
        ("姓名", "身份证号", "首次领取年月"),
        ("张伟", identity(1), "2020-05"),
        ("李娜", "3415", "2020-05"),
    )
    page = page_of(desk, CLERK)
    page.tabs.setCurrentWidget(page.lists)
    desk.click(page, "选择文件")
    assert desk.said.endswith("请先填写名单来源，如提供名单的单位和文号。")
    type_text(page.lists.form.source_line, "区社保中心")
    desk.files.opened = [path]
    desk.click(page, "选择文件")
    pane = page.lists.pane
    assert pane is not None
    assert [button.text() for button in pane.facets.buttons.values()] == ["全部 2", "有案件 1", "有错 1"]
    QTest.mouseClick(pane.facets.buttons["bad"], Qt.MouseButton.LeftButton)
    assert pane.table.model.rowCount() == 1
    desk.click(page, "只导入无错误的 1 行")
    assert desk.said.endswith("已导入 1 行，其中 1 人有案件，新增疑点 1 条。")
    assert page.lists.pane is None
    assert [line.code for line in doubts(office.uow, number=number)] == ["pensioner"]
    desk.click(page, "选择文件")  # the source has to be given anew
    type_text(page.lists.form.source_line, "区社保中心")
    desk.click(page, "选择文件")
    assert page.lists.pane is not None
    assert not page.lists.pane.store.isEnabled()
    desk.press(Qt.Key.Key_Escape)  # first the notice above the page, then the preview
    desk.press(Qt.Key.Key_Escape)
    assert page.lists.pane is None


@pytest.mark.parametrize(("typed", "says"), [("不知道", "名单日期看不懂"), ("20241106", "不能晚于今天")])
def test_the_date_of_a_list_is_a_day_that_was(desk: OfficeWindow, office: Office, typed: str, says: str) -> None:
    form = page_of(desk, CLERK).lists.form
    form.source_line.setText("区社保中心")
    form.day_line.set_text(typed)
    assert says in form.wrong()
    form.day_line.set_text("20241105")
    assert (form.wrong(), form.day) == ("", date(2024, 11, 5))


def test_a_file_that_is_no_list_is_refused_in_a_sentence(desk: OfficeWindow, office: Office, tmp_path: Path) -> None:
    page = page_of(desk, CLERK)
    page.lists.form.source_line.setText("区社保中心")
    page.lists.read(list_book(tmp_path / "名单.xlsx", ("姓名", "单位名称"), ("张伟", "某公司")))
    desk.settle()
    assert "没有带“姓名”“身份证号”表头的名单" in desk.said


def test_the_year_adds_up_by_check(desk: OfficeWindow, office: Office, pair: tuple[str, str]) -> None:
    office.file(account_name="李娜")
    page = page_of(desk, AUDITOR)
    page.tabs.setCurrentWidget(page.report)
    model = page.report.table.model
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "同一证书两人申报",
        "开户名与收款对象不一致",
        "合计",
    ]
    assert model.index(2, 1).data() == "3"
    told: list[object] = []
    page.exported.connect(told.append)
    page.report.table.setFocus()
    desk.press(Qt.Key.Key_E, CTRL)
    assert len(told) == 1


def test_the_queue_marks_doubts_and_the_panel_states_them(
    desk: OfficeWindow, office: Office, pair: tuple[str, str]
) -> None:
    office.file(account_name="李娜")
    office.file(phone=None)
    page = desk.open(CLERK)
    assert isinstance(page, QueuePage)
    marks = {row.number: str(row.marks) for row in page.table.model.each() if isinstance(row, QueueLine)}
    assert list(marks.values()) == ["疑点·阻断", "疑点·阻断", "疑点", "有提醒"]
    assert page.panel.view is not None
    assert page.panel.view.doubts[0].startswith("疑点（阻断）：证书 S777 由")


def test_the_tab_beside_a_case_counts_shows_and_judges(
    desk: OfficeWindow, office: Office, pair: tuple[str, str]
) -> None:
    desk.open(REVIEWER)
    desk.window.go("case", pair[0])
    desk.settle()
    page = desk.window.deck.page
    assert isinstance(page, CasePage)
    tab = next(tab for tab in page.tabs.tabs if isinstance(tab, DoubtsTab))
    place = page.tabs.indexOf(tab)
    assert page.tabs.tabText(place) == "疑点 1"
    page.tabs.setCurrentIndex(place)
    desk.click(tab, "排除")
    reason(desk, "发证机构确认编号重复")
    assert page.tabs.tabText(place) == "疑点"
    assert "已排除：发证机构确认编号重复" in tab.facts.toPlainText()
    desk.window.go("case", office.file())
    desk.settle()
    assert tab.facts.toPlainText() == "本案没有疑点。"
