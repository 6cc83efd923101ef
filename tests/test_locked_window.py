"""The locked window: nothing is seen, nothing is lost, and who comes back is asked for the password."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import OWN, LoginOffice
from login_window import LoginWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from whole_window import CTRL, NOW
from working_office import APPROVER, CLERK, NAMES

from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.desk.page import DeskPage
from app.ui.pages.entrance.login import LoginPage
from app.ui.theme import Theme


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK, APPROVER))
    yield made
    made.folder.engine.dispose()


@pytest.fixture
def window(tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice) -> Iterator[LoginWindow]:
    made = LoginWindow(tmp_path, theme, qtbot, office.watch)
    yield made
    made.close()


def last(office: LoginOffice) -> tuple[str, str]:
    """Account and action of the last entry of the chain."""
    account, action, _ = office.audited()[-1]
    return account, action


def test_locked_by_hand_nothing_is_seen_and_no_key_leads_anywhere(window: LoginWindow, office: LoginOffice) -> None:
    window.log_in(CLERK)
    window.go("审核队列")
    title = window.window.windowTitle()
    window.key(window.window, Qt.Key.Key_L, CTRL)
    window.settle()
    assert window.window.curtain.drawn
    assert last(office) == (NAMES[CLERK], "锁定屏幕")
    assert "审核队列" not in window.window.windowTitle()
    assert not window.page.isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_E, Qt.Key.Key_P, Qt.Key.Key_F):
        window.key(window.card, key, CTRL)
    window.settle()
    window.type_in(window.card.password.line, "Falsches-Wort-9")
    window.key(window.card.password.line, Qt.Key.Key_Return)
    window.settle()
    assert "账号或密码不对" in window.card.wrong.text()
    window.type_in(window.card.password.line, OWN[CLERK])
    window.key(window.card.password.line, Qt.Key.Key_Return)
    window.settle()
    assert not window.window.curtain.drawn
    assert window.window.windowTitle() == title
    assert window.page.isVisible()
    assert last(office) == (NAMES[CLERK], "解除屏幕锁定")


def test_an_idle_window_locks_and_what_the_first_key_opened_is_not_seen(
    window: LoginWindow, office: LoginOffice
) -> None:
    window.log_in(CLERK)
    office.watch.on(minutes=14)
    window.touch()
    office.watch.on(minutes=14)
    window.touch()
    assert not window.window.curtain.drawn
    office.watch.on(minutes=15)
    window.touch(Qt.Key.Key_F1)
    assert window.window.curtain.drawn
    assert office.audited()[-1] == (NAMES[CLERK], "锁定屏幕", "15 分钟没有操作，已自动锁定")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_a_window_left_alone_locks_by_itself(window: LoginWindow, office: LoginOffice) -> None:
    window.log_in(CLERK)
    window.program.sitting._idling._tick.setInterval(5)
    office.watch.on(minutes=16)
    window.bot.waitUntil(lambda: window.window.curtain.drawn)


def test_what_is_half_typed_is_there_again_after_the_lock(window: LoginWindow) -> None:
    window.log_in(CLERK)
    page = window.go("申报登记")
    assert isinstance(page, ApplicationPage)
    field = window.focused()
    window.key(window.window, Qt.Key.Key_Slash, CTRL)  # the sheet of keys, a dialog that stays open
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    window.click(window.window.status.lock)
    assert not sheet.isVisible()
    window.type_in(window.card.password.line, OWN[CLERK])
    window.click(window.card.button)
    assert sheet.isVisible()
    assert window.page is page
    assert field.isVisible()
    sheet.close()


def test_another_may_log_in_at_the_locked_window(window: LoginWindow, office: LoginOffice) -> None:
    window.log_in(CLERK)
    window.go("申报登记")
    window.click(window.window.status.lock)
    window.click(window.card.other)
    assert isinstance(window.page, LoginPage)
    assert last(office) == (NAMES[CLERK], "退出")
    assert not window.window.status.lock.isVisible()
    window.log_in(APPROVER)
    assert window.program.uow.account == NAMES[APPROVER]
    assert isinstance(window.page, DeskPage)


def test_a_dialog_that_opens_behind_the_lock_is_not_seen(window: LoginWindow) -> None:
    window.log_in(CLERK)
    window.click(window.window.status.lock)
    dialog = QDialog(window.window)
    dialog.show()
    window.bot.waitUntil(lambda: not dialog.isVisible())
    dialog.deleteLater()
