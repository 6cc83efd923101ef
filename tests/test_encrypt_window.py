"""An administrator encrypts a plain folder in the window, which says until then that it is plain."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import NOW, Watch, WholeWindow

from app.services.storage.database import FILE_NAME, is_plain
from app.ui.pages.entrance.login import LoginPage
from app.ui.pages.system.encrypting import EncryptDialog, EncryptedDialog
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme


@pytest.fixture
def window(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[WholeWindow]:
    made = WholeWindow(tmp_path, theme, qtbot, Watch(NOW), passwords=CHEAP)
    made.enter_as("local")
    yield made
    made.close()


def encrypt_in(window: WholeWindow) -> None:
    """On the page 系统, after two passwords that differ."""
    page = window.go("系统")
    assert isinstance(page, SystemPage)
    assert page.plain.isVisible()
    assert "没有加密" in page.plain.said.text()
    window.click(page.plain.button)
    window.settle()
    dialog = page.findChild(EncryptDialog)
    assert dialog is not None
    dialog.lines.lines["name"].setText("方主任")
    dialog.new.new.line.setText("Erstes-Wort-1")
    dialog.new.again.line.setText("Erstes-Wort-2")
    dialog.go.click()
    assert "不一致" in dialog.wrong.text()
    dialog.new.again.line.setText("Erstes-Wort-1")
    dialog.go.click()
    window.settle()


def test_a_plain_folder_says_so_and_is_encrypted_from_the_page(window: WholeWindow, tmp_path: Path) -> None:
    encrypt_in(window)
    assert not is_plain(tmp_path / "data" / FILE_NAME)
    assert isinstance(window.page, LoginPage)
    assert "已加密" in window.said
    shown = window.window.findChild(EncryptedDialog)
    assert shown is not None
    groups = shown.panel.code.accessibleName().split()
    assert len(groups) == 8
    assert not shown.go.isEnabled()
    shown.panel.last.setText(groups[-1])
    assert shown.go.isEnabled()
    shown.go.click()


def test_what_is_left_from_before_encryption_is_named_and_deleted(window: WholeWindow, tmp_path: Path) -> None:
    encrypt_in(window)
    shown = window.window.findChild(EncryptedDialog)
    assert shown is not None
    window.click(shown.stop)
    page = window.page
    assert isinstance(page, LoginPage)
    page.name.clear()
    type_text(page.name, "方主任")
    page.password.line.setText("Erstes-Wort-1")
    window.key(page.password.line, Qt.Key.Key_Return)
    window.settle()
    system = window.go("系统")
    assert isinstance(system, SystemPage)
    assert "加密前-" in system.copies.said.text()
    asked = window.agree()
    window.press("删除…")
    assert any("不能找回" in one for one in asked)
    assert "已删除 3 个没有加密的旧文件" in window.said
    assert system.copies.isHidden()
    assert not list((tmp_path / "data").glob("加密前-*"))
