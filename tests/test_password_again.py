"""Sensitive deeds ask for the password again when it was given long ago, then go on as they were asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import OWN, LoginCases, LoginOffice
from login_window import LoginWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, APPROVER, CLERK, FINANCE, NAMES, REVIEWER

from app.services.cases.casework import move
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.standards import parameters
from app.services.storage.data_folder import FREE_HAND
from app.services.trust.attendance import Attendance, PasswordWanted
from app.ui.pages.case.page import CasePage
from app.ui.theme import Theme
from app.ui.widgets.asking.password import PasswordDialog
from app.ui.widgets.held_text import HeldText


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW))
    parameters.enter(made.acting(ADMINISTRATOR), FREE_HAND)
    yield made
    made.folder.engine.dispose()


@pytest.fixture
def cases(office: LoginOffice) -> LoginCases:
    return LoginCases(office)


@pytest.fixture
def window(tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice) -> Iterator[LoginWindow]:
    made = LoginWindow(tmp_path, theme, qtbot, office.watch)
    yield made
    made.close()


def wait_at_the_desk(window: LoginWindow, minutes: int) -> None:
    """Time passes with a key now and then, so that the window does not lock."""
    for _ in range(minutes // 8):
        window.watch.on(minutes=8)
        window.touch()
    assert not window.window.curtain.drawn


def at_approval(cases: LoginCases) -> str:
    """A case that waits for its approval, on the day on which its publicity is over."""
    return cases.walk(cases.file(), State.APPROVAL)


def dialog_of(window: LoginWindow) -> PasswordDialog | None:
    return next((one for one in window.window.findChildren(PasswordDialog) if one.isVisible()), None)


def asked(window: LoginWindow) -> PasswordDialog:
    window.bot.waitUntil(lambda: dialog_of(window) is not None)
    found = dialog_of(window)
    assert found is not None
    return found


def approve(window: LoginWindow, number: str) -> None:
    """Press 批准 on the page of a case and agree to the question."""
    window.window.go("case", number)
    window.settle()
    window.agree()
    window.press("批准", window.page)


def test_fresh_from_the_login_an_approval_asks_for_nothing_more(window: LoginWindow, cases: LoginCases) -> None:
    number = at_approval(cases)
    window.log_in(APPROVER)
    approve(window, number)
    assert cases.case(number).state == State.APPROVED
    assert dialog_of(window) is None


def test_an_approval_later_asks_first_and_is_then_done_as_it_was_asked_for(
    window: LoginWindow, cases: LoginCases, office: LoginOffice
) -> None:
    number = at_approval(cases)
    window.log_in(APPROVER)
    wait_at_the_desk(window, 16)
    approve(window, number)
    dialog = asked(window)
    assert cases.case(number).state == State.APPROVAL
    window.type_in(dialog.password.line, "Falsches-Wort-9")
    window.key(dialog.password.line, Qt.Key.Key_Return)
    window.settle()
    assert "账号或密码不对" in dialog.wrong.text()
    window.type_in(dialog.password.line, OWN[APPROVER])
    window.key(dialog.password.line, Qt.Key.Key_Return)
    window.settle()
    window.bot.waitUntil(lambda: cases.case(number).state == State.APPROVED)
    window.settle()
    assert (NAMES[APPROVER], "再次验证密码", "批准") in office.audited()


def test_whoever_does_not_give_it_leaves_the_case_as_it_was(window: LoginWindow, cases: LoginCases) -> None:
    number = at_approval(cases)
    window.log_in(APPROVER)
    wait_at_the_desk(window, 16)
    approve(window, number)
    window.key(asked(window), Qt.Key.Key_Escape)
    window.settle()
    assert cases.case(number).state == State.APPROVAL
    assert "已取消" in window.said


def test_too_many_wrong_ones_lock_the_window(window: LoginWindow, cases: LoginCases) -> None:
    number = at_approval(cases)
    window.log_in(APPROVER)
    wait_at_the_desk(window, 16)
    approve(window, number)
    dialog = asked(window)
    for _ in range(5):
        window.type_in(dialog.password.line, "Falsches-Wort-9")
        window.key(dialog.password.line, Qt.Key.Key_Return)
        window.settle()
    assert window.window.curtain.drawn
    window.type_in(window.card.password.line, OWN[APPROVER])
    window.click(window.card.button)
    assert "已锁定" in window.card.wrong.text()
    window.watch.on(minutes=15)
    window.type_in(window.card.password.line, OWN[APPROVER])
    window.click(window.card.button)
    assert not window.window.curtain.drawn
    assert cases.case(number).state == State.APPROVAL


def test_a_number_in_full_is_shown_after_the_password_by_pressing_again(
    window: LoginWindow, cases: LoginCases, office: LoginOffice
) -> None:
    number = cases.file(identity_number="34150419900101123X")
    window.log_in(CLERK)
    wait_at_the_desk(window, 16)
    window.window.go("case", number)
    window.settle()
    assert isinstance(window.page, CasePage)
    held = window.page.findChildren(HeldText)[0]
    QTest.mousePress(held.eye, Qt.MouseButton.LeftButton)
    dialog = asked(window)
    window.type_in(dialog.password.line, OWN[CLERK])
    window.click(dialog.go)
    window.settle()
    assert "1990" not in held.shown.text()
    QTest.mouseRelease(held.eye, Qt.MouseButton.LeftButton)
    QTest.mousePress(held.eye, Qt.MouseButton.LeftButton)
    window.settle()
    assert held.shown.text() == "34150419900101123X"
    QTest.mouseRelease(held.eye, Qt.MouseButton.LeftButton)
    assert "1990" not in held.shown.text()


@pytest.mark.parametrize(
    ("state", "role", "step", "more"),
    [
        (State.APPROVAL, APPROVER, Step.APPROVE, {}),
        (State.APPROVAL, APPROVER, Step.REFUSE, {"reason": "查实不符"}),
        (State.APPROVED, FINANCE, Step.PAY, {"voucher": "记-1"}),
    ],
)
def test_the_services_themselves_hold_such_a_step_back(
    office: LoginOffice, cases: LoginCases, state: State, role: object, step: Step, more: dict[str, str]
) -> None:
    number = cases.walk(cases.file(), state)
    account = NAMES[APPROVER] if role is APPROVER else NAMES[FINANCE]
    stale = office.folder.acting_as(account, Attendance(office.watch()))
    office.watch.on(minutes=15)
    before = office.audited()
    with pytest.raises(PasswordWanted):
        move(stale, number, Order(step, more.get("reason", ""), more.get("voucher", "")), on=cases.today)
    assert office.audited() == before
    assert cases.case(number).state == state


def test_a_step_that_decides_nothing_never_asks(office: LoginOffice, cases: LoginCases) -> None:
    number = cases.walk(cases.file(), State.ACCEPTED)
    stale = office.folder.acting_as(NAMES[REVIEWER], Attendance(office.watch()))
    office.watch.on(minutes=600)
    move(stale, number, Order(Step.PASS), on=cases.today)
    assert cases.case(number).state == State.REVIEWED
