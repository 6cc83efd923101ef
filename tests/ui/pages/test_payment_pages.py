"""Payment runs, yearly checks and the ledger as finance works them, with mouse and keys."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from clawback_desk import Desk as Clawbacks
from clawback_desk import identity_number
from office_window import CTRL, OfficeWindow
from payment_desk import PaymentDesk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import APPROVER, CLERK, FINANCE, Office

from app.services.cases.course import State, Step
from app.services.clawbacks.shown import clawback_view
from app.services.money.instalment_checks import awaiting_checks
from app.services.money.ledger import entries
from app.services.money.payment_run_views import run_lines, runs
from app.ui.pages.payments.page import PaymentsPage
from app.ui.theme import Theme
from app.ui.widgets.asking.fields import FieldsDialog
from app.ui.widgets.form.day_editor import DayEditor


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> OfficeWindow:
    return OfficeWindow(qtbot, theme, office, tmp_path)


@pytest.fixture
def money(office: Office) -> PaymentDesk:
    return PaymentDesk(office)


def page_of(desk: OfficeWindow, office: Office, tab: int) -> PaymentsPage:
    """The page for finance, on the office's day, at a tab."""
    later = datetime.combine(office.today, datetime.min.time())
    office.uow = replace(office.uow, clock=lambda: later)
    page = desk.open(FINANCE, "payments")
    assert isinstance(page, PaymentsPage)
    page.tabs.setCurrentIndex(tab)
    return page


def fill(desk: OfficeWindow, **texts: str) -> FieldsDialog:
    """Type into the fields of the dialog that is open, and press its button."""
    asked = desk.asked()
    assert isinstance(asked, FieldsDialog)
    for name, text in texts.items():
        write(asked.fields[name], text)
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.settle()
    return asked


def write(field: QWidget, text: str) -> None:
    if isinstance(field, DayEditor):
        field.set_text(text)
        return
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.clear()
    type_text(field, text)


def test_ticked_cases_become_a_run_and_what_can_not_go_is_listed(desk: OfficeWindow, office: Office) -> None:
    good = [office.at(State.APPROVED) for _ in range(2)]
    held = office.at(State.APPROVED)
    office.take(held, APPROVER, Step.HOLD, reason="核查")
    page = page_of(desk, office, 0)
    page.due.table.grid.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.click(page.due, "编制拨付批次")
    fill(desk, source="区级财政", note="11月第一批")
    assert desk.said.endswith("已编制 FK-2024-0001：2 笔，合计 4,000.00 元。")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "拨付批次"
    lines = run_lines(office.uow, "FK-2024-0001")
    assert [line.case_number for line in lines] == good
    assert page.due.facets.buttons["已编批次"].text() == "已编批次 2"
    assert "区级财政" in page.runs.head.text()


def test_all_that_is_due_is_asked_for_with_a_day_and_the_rest_stands_behind_a_button(
    desk: OfficeWindow, office: Office
) -> None:
    office.at(State.APPROVED)
    held = office.at(State.APPROVED)
    office.take(held, APPROVER, Step.HOLD, reason="核查")
    page = page_of(desk, office, 0)
    page.due.table.clear_ticks()
    desk.click(page.due, "编制拨付批次")
    asked = desk.asked()
    assert isinstance(asked, FieldsDialog)
    scope = asked.fields["scope"]
    assert scope.property("currentText") == "到期的全部款项"
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "已编制 FK-2024-0001：1 笔，合计 2,000.00 元。1 件未编入。" in desk.said


def test_a_run_is_booked_whole_with_one_voucher(desk: OfficeWindow, office: Office, money: PaymentDesk) -> None:
    money.approved(2)
    money.make()
    page = page_of(desk, office, 1)
    desk.click(page.runs, "登记到账 2 笔")
    asked = desk.asked()
    assert asked.go.text() == "登记到账 2 笔"
    fill(desk, voucher="记-11-8")
    assert desk.said.endswith("FK-2024-0001 已登记到账 2 笔，合计 4,000.00 元。")
    assert runs(office.uow)[0].state == "booked"
    assert {row.voucher for row in entries(office.uow)} == {"记-11-8"}
    assert page.ledger.model.rowCount() == 2
    assert not page.runs.book.isVisible()


def test_no_booking_is_dated_in_the_future(desk: OfficeWindow, office: Office, money: PaymentDesk) -> None:
    money.approved()
    money.make()
    page = page_of(desk, office, 1)
    desk.click(page.runs, "登记到账 1 笔")
    asked = fill(desk, day="20300101", voucher="记-1")
    assert asked.wrong.text() == "到账日期不能晚于今天，请改正。"
    assert entries(office.uow) == ()


def test_a_line_is_taken_out_and_another_gets_a_new_account(
    desk: OfficeWindow, office: Office, money: PaymentDesk
) -> None:
    money.approved(2)
    money.make()
    page = page_of(desk, office, 1)
    page.runs.lines.grid.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    desk.click(page.runs, "移出")
    fill(desk, reason="银行要求核实")
    assert [line.state for line in run_lines(office.uow, "FK-2024-0001")] == ["open", "removed"]
    assert desk.said.endswith("已从 FK-2024-0001 移出 1 笔。")
    page.runs.lines.select(1)
    desk.click(page.runs, "更改账户")
    fill(desk, account_number="6222000011112222333", reason="退票后本人更正")
    assert run_lines(office.uow, "FK-2024-0001")[0].account_number == "6222000011112222333"


def test_part_of_a_payment_is_kept_against_what_the_payee_owes(
    desk: OfficeWindow, office: Office, money: PaymentDesk
) -> None:
    person = identity_number(5)
    debt = Clawbacks(office).taken_back(office.at(State.COMPLETED, identity_number=person))
    money.make(office.at(State.APPROVED, identity_number=person, occupation="电工"))
    page = page_of(desk, office, 1)
    page.runs.table.select("FK-2024-0001")
    page.runs.lines.select(1)
    desk.click(page.runs, "登记抵扣")
    fill(desk, amount="1200", document="同意抵扣书")
    assert run_lines(office.uow, "FK-2024-0001")[0].set_off_fen == 120_000
    desk.click(page.runs, "登记到账 1 笔")
    fill(desk, voucher="记-3")
    assert clawback_view(office.uow, debt).line.left_fen == 80_000


def test_what_another_window_changed_is_not_changed_over(
    desk: OfficeWindow, office: Office, money: PaymentDesk
) -> None:
    money.approved(2)
    run = money.make().number
    page = page_of(desk, office, 1)
    money.book(run)
    desk.click(page.runs, "登记到账 2 笔")
    fill(desk, voucher="记-2")
    assert "已被他人改动（现为“已到账”）" in desk.said
    assert money.ledger_fen() == 400000


def test_a_run_is_cancelled_with_a_reason(desk: OfficeWindow, office: Office, money: PaymentDesk) -> None:
    money.approved()
    money.make()
    page = page_of(desk, office, 1)
    desk.click(page.runs, "作废批次")
    fill(desk, reason="资金未到位")
    assert runs(office.uow)[0].label == "已作废"
    assert desk.said.endswith("FK-2024-0001 已作废。")


def test_the_papers_of_a_run_are_issued_once_and_saved(
    desk: OfficeWindow, office: Office, money: PaymentDesk, tmp_path: Path
) -> None:
    money.approved(2)
    run = money.make().number
    page = page_of(desk, office, 1)
    told: list[str] = []
    desk.agree(told)
    desk.click(page.runs, "花名册 PDF")
    saved = tmp_path / f"资金拨付花名册 {run}.pdf"
    desk.qtbot.waitUntil(lambda: saved.exists() and not desk.jobs.busy)
    first = saved.read_bytes()
    saved.unlink()
    desk.click(page.runs, "花名册 PDF")
    desk.qtbot.waitUntil(lambda: saved.exists() and not desk.jobs.busy)
    assert told == ["出具资金拨付花名册 1 份"]
    assert saved.read_bytes() == first
    desk.click(page.runs, "花名册 Excel")
    assert (tmp_path / f"资金拨付花名册 {run}.xlsx").stat().st_size > 4000


def test_an_entry_is_returned_and_its_case_is_due_again(desk: OfficeWindow, office: Office, money: PaymentDesk) -> None:
    number = money.approved()[0]
    money.paid(number)
    page = page_of(desk, office, 3)
    page.ledger.grid.setFocus()
    desk.click(page.entries, "登记退票")
    fill(desk, voucher="记-9", reason="账号有误，银行退回")
    assert desk.said.endswith(f"已登记退票，{number} 的 2,000.00 元重新列入待拨付。")
    assert (office.case(number).state, money.ledger_fen()) == ("approved", 0)
    assert page.ledger.model.rowCount() == 2
    assert not page.entries.returned.isEnabled()


def test_a_yearly_check_is_recorded_from_its_tab(desk: OfficeWindow, office: Office, money: PaymentDesk) -> None:
    number = money.in_two_parts(checked=True)
    money.paid(number)
    office.today = office.today.replace(year=2025)
    later = datetime.combine(office.today, datetime.min.time())
    office.uow = replace(office.uow, clock=lambda: later)
    page = desk.open(CLERK, "payments")
    assert isinstance(page, PaymentsPage)
    page.tabs.setCurrentIndex(2)
    desk.click(page.checks, "登记核查结果")
    fill(desk, finding="仍在本单位就业")
    assert desk.said.endswith(f"已登记 {number} 年度核查合格，到期后可以拨付。")
    assert awaiting_checks(office.uow)[0].passed is True


def test_others_than_finance_see_all_and_change_nothing(desk: OfficeWindow, office: Office, money: PaymentDesk) -> None:
    money.approved()
    money.make()
    later = datetime.combine(office.today, datetime.min.time())
    office.uow = replace(office.uow, clock=lambda: later)
    page = desk.open(APPROVER, "payments")
    assert isinstance(page, PaymentsPage)
    page.tabs.setCurrentIndex(1)
    assert page.runs.lines.model.rowCount() == 1
    assert not page.runs.book.isVisible()
    page.tabs.setCurrentIndex(3)
    assert not page.entries.returned.isVisible()
