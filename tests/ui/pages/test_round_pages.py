"""Countersigning, publicity and payments as people work them: for one and for many."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from answering_files import Answers
from office_window import CTRL, OfficeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.cases.scans import File, scan_content
from app.services.trust.accounts import Role
from app.services.worklists.case_views import case_view
from app.ui.pages.payments.page import PaymentsPage
from app.ui.pages.rounds.page import RoundPage
from app.ui.theme import Theme
from app.ui.widgets.asking.opinion import OpinionDialog
from app.ui.widgets.asking.step import PaymentDialog


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> OfficeWindow:
    return OfficeWindow(qtbot, theme, office, tmp_path)


def page_of(desk: OfficeWindow, role: Role, key: str) -> RoundPage:
    page = desk.open(role, key)
    if isinstance(page, PaymentsPage):
        return page.due
    assert isinstance(page, RoundPage)
    return page


def words(page: RoundPage) -> list[str]:
    return [button.text() for button in page.buttons]


def test_a_department_agrees_to_many_at_once(desk: OfficeWindow, office: Office, tmp_path: Path) -> None:
    numbers = [office.at(State.COUNTERSIGN) for _ in range(3)]
    page = page_of(desk, CLERK, "countersign")
    assert words(page) == ["区财政局同意 1 件", "区财政局不同意 1 件"]
    desk.press(Qt.Key.Key_A, CTRL)
    assert words(page) == ["区财政局同意 3 件", "区财政局不同意 3 件"]
    desk.press(Qt.Key.Key_Return, CTRL)
    asked = desk.asked()
    assert isinstance(asked, OpinionDialog)
    assert not asked.go.isEnabled()
    sheet = tmp_path / "意见表.pdf"
    sheet.write_bytes(b"%PDF-1.4 signed")
    asked.scan.files = Answers(tmp_path)
    asked.scan.files.opened = [sheet]
    desk.click(asked, "选择文件")
    type_text(asked.signer, "刘科长")
    QTest.keyClick(asked.signer, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert {office.case(number).state for number in numbers} == {"publicity"}
    opinions = [case_view(office.uow, number).opinions[0] for number in numbers]
    assert {(one.signer, one.given_on) for one in opinions} == {("刘科长", office.today)}
    kept = {scan_content(office.uow, one.scans[0].key) for one in opinions}
    assert kept == {File("意见表.pdf", b"%PDF-1.4 signed")}
    assert desk.said == "完成：已登记会签意见 3 件。"


def test_an_objection_asks_for_the_reason_and_sends_the_case_back(desk: OfficeWindow, office: Office) -> None:
    number = office.at(State.COUNTERSIGN)
    page = page_of(desk, CLERK, "countersign")
    desk.click(page, "区财政局不同意")
    asked = desk.asked()
    assert isinstance(asked, OpinionDialog)
    type_text(asked.signer, "刘科长")
    assert not asked.go.isEnabled()
    desk.click(asked, "资金来源需要核实")
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert office.case(number).state == "accepted"


def test_who_is_no_clerk_is_offered_no_opinion(desk: OfficeWindow, office: Office) -> None:
    office.at(State.COUNTERSIGN)
    page = page_of(desk, REVIEWER, "countersign")
    assert words(page) == []
    assert page.said.text() == "所选案件的下一步由经办员办理"


def test_publicity_begins_and_ends_by_facets(desk: OfficeWindow, office: Office) -> None:
    begun, fresh = office.at(State.PUBLICITY), office.at(State.PUBLICITY)
    office.take(begun, CLERK, Step.PUBLISH)
    page = page_of(desk, CLERK, "publicity")
    shown = [button.text() for button in page.facets.buttons.values()]
    assert shown == ["全部 2", "未开始 1", "公示中 1", "已期满 0"]
    QTest.mouseClick(page.facets.buttons["公示中"], Qt.MouseButton.LeftButton)
    assert words(page) == []
    QTest.mouseClick(page.facets.buttons["未开始"], Qt.MouseButton.LeftButton)
    desk.click(page, "开始公示 1 件")
    assert office.case(fresh).public_from is not None
    desk.window.close()

    until = office.case(begun).public_until
    assert until is not None
    later = datetime.combine(until + timedelta(days=1), datetime.min.time())
    office.uow = replace(office.uow, clock=lambda: later)
    page = page_of(desk, CLERK, "publicity")
    page.table.grid.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.click(page, "公示期满，办结公示 2 件")
    assert {office.case(number).state for number in (begun, fresh)} == {"approval"}


def test_payments_of_many_are_booked_with_one_voucher_and_stand_in_the_ledger(
    desk: OfficeWindow, office: Office
) -> None:
    numbers = [office.at(State.APPROVED) for _ in range(2)]
    held = office.at(State.APPROVED)
    office.take(held, FINANCE, Step.HOLD, reason="核查")
    later = datetime.combine(office.today, datetime.min.time())
    office.uow = replace(office.uow, clock=lambda: later)
    page = page_of(desk, FINANCE, "payments")
    assert page.facets.buttons["受阻"].text() == "受阻 1"
    page.table.grid.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    assert words(page) == ["登记拨付 2 件", "编制拨付批次…"]
    desk.press(Qt.Key.Key_Return, CTRL)
    asked = desk.asked()
    assert isinstance(asked, PaymentDialog)
    QTest.keyClicks(asked.voucher, "PZ-88")
    set_day(asked, "2030-01-01")
    assert not asked.go.isEnabled()
    assert asked._wrong.text() == "拨付日期不能晚于今天。"
    set_day(asked, "someday")
    assert "看不懂" in asked._wrong.text()
    set_day(asked, office.today.strftime("%Y%m%d"))
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert {office.case(number).state for number in numbers} == {"completed"}
    assert office.case(held).state == "approved"
    whole = desk.window.deck.page
    assert isinstance(whole, PaymentsPage)
    assert whole.ledger.model.rowCount() == 2
    whole.tabs.setCurrentIndex(1)
    whole.search("PZ-88")
    assert whole.ledger.model.rowCount() == 2
    whole.search("没有")
    assert whole.ledger.model.rowCount() == 0


def set_day(asked: PaymentDialog, text: str) -> None:
    line: QLineEdit = asked.day.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_empty_lists_say_what_belongs_there(desk: OfficeWindow) -> None:
    for key, title in (
        ("countersign", "没有等待会签的案件"),
        ("publicity", "没有要公示的案件"),
        ("payments", "没有待拨付的款项"),
    ):
        page = page_of(desk, CLERK, key)
        empty = page._listing.empty
        assert empty.isVisible()
        assert empty.accessibleName() == title
        desk.window.close()


def test_a_row_opens_its_case_and_the_list_can_be_searched(desk: OfficeWindow, office: Office) -> None:
    office.at(State.COUNTERSIGN)
    wanted = office.at(State.COUNTERSIGN, person_name="秦琼")
    page = page_of(desk, CLERK, "countersign")
    page.search("秦琼")
    assert page.table.current_key == wanted
    desk.press(Qt.Key.Key_Return)
    assert desk.window.deck.place is not None
    assert desk.window.deck.place.item == wanted
