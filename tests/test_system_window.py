"""The 系统 page for an administrator and for anybody else: accounts, and the day sheet with its printed head."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP, LoginOffice
from login_window import LoginWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from ui_typing import type_text
from whole_window import NOW, Answers
from working_office import ADMINISTRATOR, APPROVER, CLERK, NAMES

from app.services.errors import UserError
from app.services.trust import logins
from app.services.trust.accounts import Role
from app.ui.pages.system.account_deeds import FirstPasswordDialog, RolesDialog
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet


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


def test_a_day_sheet_is_saved_and_its_head_looked_up(
    tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice
) -> None:
    out = tmp_path / "日结单.pdf"
    window = LoginWindow(tmp_path, theme, qtbot, office.watch, Answers(out))
    window.log_in(ADMINISTRATOR)
    page = window.go("系统")
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.check)
    window.click(page.check.sheet)
    assert out.read_bytes().startswith(b"%PDF")
    head = office.audited()[-1][2].split("链头 ")[1]
    for typed, said in ((head[:8], "没有改动"), ("0123456789abcdef", "没有链头"), ("abc", "十六进制")):
        page.check.head.clear()
        window.type_in(page.check.head, typed)
        window.key(page.check.head, Qt.Key.Key_Return)
        window.settle()
        assert said in window.said
    window.close()


def test_the_administrator_hires_resets_unlocks_regroups_and_stops(window: LoginWindow, office: LoginOffice) -> None:
    window.log_in(ADMINISTRATOR)
    page = window.go("系统")
    assert isinstance(page, SystemPage)
    tab = page.accounts
    type_text(tab.lines.lines["name"], "新来的")
    first = tab.lines.lines["first"].text()
    window.key(tab.roles[Role.CLERK], Qt.Key.Key_Space)
    window.click(tab.add)
    sheet = next(one for one in page.findChildren(Sheet) if one.isVisible())
    assert first in sheet.findChildren(QTextBrowser)[0].toPlainText()
    sheet.close()
    assert logins.log_in(office.folder, CHEAP, "新来的", first).renewal
    for _ in range(5):
        with pytest.raises(UserError):
            logins.log_in(office.folder, CHEAP, "新来的", "x")
    window.key(window.window, Qt.Key.Key_F5)
    window.settle()
    tab.table.select("新来的")
    window.click(tab.free)
    assert "已解锁" in window.said
    tab.table.select("新来的")
    window.click(tab.anew)
    reset = next(one for one in page.findChildren(FirstPasswordDialog) if one.isVisible())
    second = reset.line.text()
    window.click(reset.go)
    next(one for one in page.findChildren(Sheet) if one.isVisible()).close()
    assert logins.log_in(office.folder, CHEAP, "新来的", second).renewal
    tab.table.select("新来的")
    window.click(tab.group)
    roles = next(one for one in page.findChildren(RolesDialog) if one.isVisible())
    window.key(roles.boxes[Role.FINANCE], Qt.Key.Key_Space)
    window.click(roles.go)
    assert "经办员、财务" in window.said
    tab.table.select("新来的")
    window.agree()
    window.click(tab.stop)
    assert "已停用" in window.said
    tab.table.select(NAMES[ADMINISTRATOR])
    assert not any(button.isEnabled() for button in (tab.stop, tab.anew, tab.free, tab.group))


def test_who_does_not_administer_only_reads_the_accounts(window: LoginWindow) -> None:
    window.log_in(CLERK)
    page = window.go("系统")
    assert isinstance(page, SystemPage)
    tab = page.accounts
    assert not any(one.isVisible() for one in (tab.add, tab.stop, tab.anew, tab.free, tab.group))
    assert tab.switch.isVisible()
