"""Setting up, logging in, locking: by clicks and keys through the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, OWN, LoginOffice
from login_window import LoginWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from ui_typing import type_text
from whole_window import CTRL, NOW
from working_office import ADMINISTRATOR, APPROVER, CLERK, NAMES

from app.services.errors import UserError
from app.services.places import Places
from app.services.policy.standards import OFFICE
from app.services.storage import data_folder
from app.services.trust import account_care, logins
from app.ui.pages.desk.page import DeskPage
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.pages.entrance.login import LoginPage
from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme
from app.ui.widgets.asking.password import OwnPasswordDialog

ROOT = Path(__file__).parents[1]


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


@pytest.fixture
def nothing(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[LoginWindow]:
    made = LoginWindow(tmp_path, theme, qtbot, Watch(NOW))
    yield made
    made.close()


def last(office: LoginOffice) -> tuple[str, str]:
    """Account and action of the last entry of the chain."""
    account, action, _ = office.audited()[-1]
    return account, action


def test_the_first_start_sets_up_an_office_by_keys_and_leads_to_the_accounts(
    nothing: LoginWindow, tmp_path: Path
) -> None:
    page = nothing.page
    assert isinstance(page, SetUpPage)
    name = nothing.focused()
    assert name is page.lines.lines["name"]
    type_text(name, "方主任")
    nothing.key(name, Qt.Key.Key_Return)
    nothing.type_in(page.password.new.line, "Erstes-Wort-1")
    nothing.key(page.password.new.line, Qt.Key.Key_Return)
    nothing.type_in(nothing.focused(), "Erstes-Wort-1")
    page.lines.lines["office"].setText("叶集区技能人才服务中心")
    nothing.key(page.password.again.line, Qt.Key.Key_Return)
    nothing.settle()
    sheet = nothing.page
    assert isinstance(sheet, RecoverySheetPage)
    assert not sheet.enter.isEnabled()
    nothing.type_in(sheet.panel.last, sheet.panel.code.text()[-5:].lower())
    nothing.key(sheet.panel.last, Qt.Key.Key_Return)
    nothing.settle()
    assert isinstance(nothing.page, SystemPage)
    assert nothing.window.status.who.text().split() == ["方主任", "管理员"]
    field = nothing.focused()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "姓名"
    with nothing.program.uow.read() as work:
        assert work.parameters.at(work.today).value(OFFICE, "名称") == "叶集区技能人才服务中心"


@pytest.mark.parametrize(
    ("name", "password", "again", "said"),
    [
        ("", "Erstes-Wort-1", "Erstes-Wort-1", "管理员的账号"),
        ("方主任", "kurz", "kurz", "8 位以上"),
        ("方主任", "Erstes-Wort-1", "Erstes-Wort-2", "不一致"),
    ],
)
def test_what_is_wrong_at_the_first_start_is_said_and_nothing_is_made(
    nothing: LoginWindow, tmp_path: Path, name: str, password: str, again: str, said: str
) -> None:
    page = nothing.page
    assert isinstance(page, SetUpPage)
    type_text(page.lines.lines["name"], name)
    nothing.type_in(page.password.new.line, password)
    nothing.type_in(page.password.again.line, again)
    nothing.click(page.make)
    shown = [page.card.wrong.text(), *(label.text() for label in page.lines._errors.values())]
    assert any(said in text for text in shown)
    assert not data_folder.exists(Places(tmp_path / "data", ROOT, ROOT))


def test_a_folder_without_login_is_made_only_when_asked_for_and_agreed_to(nothing: LoginWindow) -> None:
    page = nothing.page
    assert isinstance(page, SetUpPage)
    said = nothing.agree()
    nothing.click(page.without)
    assert any("演示和测试" in text for text in said)
    assert isinstance(nothing.page, IdentityPage)
    nothing.enter_as("local")
    nothing.key(nothing.window, Qt.Key.Key_L, CTRL)
    nothing.settle()
    assert not nothing.window.curtain.drawn
    assert "不设登录" in nothing.said


def test_enter_logs_in_and_the_account_used_last_stands_there_the_next_time(
    tmp_path: Path, theme: Theme, qtbot: QtBot, window: LoginWindow, office: LoginOffice
) -> None:
    window.log_in(CLERK)
    assert isinstance(window.page, DeskPage)
    assert window.window.status.who.text().split() == [NAMES[CLERK], "经办员"]
    assert (NAMES[CLERK], "登录", "窗口") in office.audited()
    again = LoginWindow(tmp_path, theme, qtbot, office.watch)
    page = again.page
    assert isinstance(page, LoginPage)
    assert page.name.text() == NAMES[CLERK]
    assert again.focused() is page.password.line
    again.close()


def test_names_used_on_this_computer_are_offered_as_one_types(
    tmp_path: Path, theme: Theme, qtbot: QtBot, window: LoginWindow, office: LoginOffice
) -> None:
    window.log_in(CLERK)
    again = LoginWindow(tmp_path, theme, qtbot, office.watch)
    page = again.page
    assert isinstance(page, LoginPage)
    completer = page.name.completer()
    assert completer is not None
    completer.setCompletionPrefix(NAMES[CLERK][-1])
    assert completer.currentCompletion() == NAMES[CLERK]
    again.close()


def test_a_wrong_password_stays_on_the_page_with_the_field_empty(window: LoginWindow) -> None:
    window.log_in(CLERK, "Falsches-Wort-9")
    page = window.page
    assert isinstance(page, LoginPage)
    assert "账号或密码不对" in page.login.wrong.text()
    assert page.password.text == ""
    assert window.focused() is page.password.line
    window.log_in(CLERK)
    assert isinstance(window.page, DeskPage)


def test_the_navigation_leads_nowhere_before_the_login(window: LoginWindow) -> None:
    window.key(window.window, Qt.Key.Key_4, CTRL)
    window.key(window.window, Qt.Key.Key_L, CTRL)
    window.settle()
    assert isinstance(window.page, LoginPage)
    assert not window.window.navigation.isEnabled()


def test_caps_lock_gives_itself_away(window: LoginWindow) -> None:
    page = window.page
    assert isinstance(page, LoginPage)
    line = page.password.line
    QTest.keyClicks(line, "a")
    assert page.password.caps.isHidden()
    QTest.keyClicks(line, "A")
    assert page.password.caps.isVisible()
    QTest.keyClicks(line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert page.password.caps.isHidden()


def test_the_first_login_sets_one_s_own_password_with_the_rules_ticked(
    window: LoginWindow, office: LoginOffice
) -> None:
    account_care.reset(office.acting(ADMINISTRATOR), CHEAP, NAMES[CLERK], FIRST)
    window.log_in(CLERK, FIRST)
    page = window.page
    assert isinstance(page, LoginPage)
    assert "一次性密码" in page.renewal.why.text()
    window.type_in(page.new.new.line, "abc")
    assert page.new.ticks.text().splitlines()[0].startswith("○")
    window.type_in(page.new.new.line, "-Defg-12")
    assert all(line.startswith("✓") for line in page.new.ticks.text().splitlines()[:3])
    assert not page.new.fits
    window.type_in(page.new.again.line, "abc-Defg-12")
    assert page.new.fits
    window.key(page.new.again.line, Qt.Key.Key_Return)
    window.settle()
    assert isinstance(window.page, DeskPage)
    assert office.log_in(CLERK, "abc-Defg-12").account == NAMES[CLERK]


def test_a_password_that_has_run_out_is_renewed_before_anything_else(window: LoginWindow, office: LoginOffice) -> None:
    office.watch.on(200)
    window.log_in(CLERK)
    page = window.page
    assert isinstance(page, LoginPage)
    assert "已到期" in page.renewal.why.text()
    window.type_in(page.new.new.line, OWN[CLERK])
    window.type_in(page.new.again.line, OWN[CLERK])
    window.click(page.set)
    assert "不能与原密码相同" in page.renewal.wrong.text()
    window.click(page.leave)
    assert page.login.isVisible()


def menu_entry(window: LoginWindow, text: str) -> None:
    """Choose an entry of the menu at the name in the status bar."""
    window.click(window.window.status.who)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().startswith(text))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    window.settle()


def test_leaving_leads_to_the_login_and_is_in_the_chain(window: LoginWindow, office: LoginOffice) -> None:
    window.log_in(CLERK)
    menu_entry(window, "退出登录")
    assert isinstance(window.page, LoginPage)
    assert last(office) == (NAMES[CLERK], "退出")


def test_closing_the_window_is_leaving(tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice) -> None:
    window = LoginWindow(tmp_path, theme, qtbot, office.watch)
    window.log_in(CLERK)
    window.close()
    assert last(office) == (NAMES[CLERK], "退出")


def test_one_changes_one_s_own_password(window: LoginWindow, office: LoginOffice) -> None:
    window.log_in(CLERK)
    menu_entry(window, "修改密码")
    dialog = next(one for one in window.window.findChildren(OwnPasswordDialog) if one.isVisible())
    window.type_in(dialog.old.line, "Falsches-Wort-9")
    window.type_in(dialog.new.new.line, "Neues-Wort-77")
    assert not dialog.go.isEnabled()
    window.type_in(dialog.new.again.line, "Neues-Wort-77")
    window.click(dialog.go)
    assert "原密码不对" in dialog.wrong.text()
    dialog.old.line.clear()
    window.type_in(dialog.old.line, OWN[CLERK])
    window.click(dialog.go)
    assert "密码已修改" in window.said
    assert office.log_in(CLERK, "Neues-Wort-77").account == NAMES[CLERK]
    with pytest.raises(UserError):
        logins.log_in(office.folder, CHEAP, NAMES[CLERK], OWN[CLERK])
