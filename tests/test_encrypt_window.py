"""An administrator encrypts a plain folder in the window, which says until then that it is plain."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot
from whole_window import NOW, Watch, WholeWindow

from app.services.storage.database import FILE_NAME, is_plain
from app.ui.pages.encrypting import EncryptDialog
from app.ui.pages.login import LoginPage
from app.ui.pages.system import SystemPage
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet


@pytest.fixture
def window(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[WholeWindow]:
    made = WholeWindow(tmp_path, theme, qtbot, Watch(NOW), passwords=CHEAP)
    made.enter_as("local")
    yield made
    made.close()


def test_a_plain_folder_says_so_and_is_encrypted_from_the_page(window: WholeWindow, tmp_path: Path) -> None:
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
    assert not is_plain(tmp_path / "data" / FILE_NAME)
    assert isinstance(window.page, LoginPage)
    assert "已加密" in window.said
    sheet = window.window.findChild(Sheet)
    assert sheet is not None
    browser = sheet.findChild(QTextBrowser)
    assert browser is not None
    assert "恢复单编号" in browser.toPlainText()
    sheet.close()
