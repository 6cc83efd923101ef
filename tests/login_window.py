"""The whole window on a folder with login, or on none at all."""

from __future__ import annotations

from pathlib import Path

from login_office import CHEAP, FIRST, OWN
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from ui_typing import type_text
from whole_window import WholeWindow
from working_office import NAMES

from app.services.trust.accounts import Role
from app.ui.files import FileChoice
from app.ui.pages.entrance.login import LoginPage
from app.ui.theme import Theme
from app.ui.widgets.frame.lock_card import LockCard

__all__ = ["FIRST", "OWN", "LoginWindow"]


class LoginWindow(WholeWindow):
    """Driven by clicks and keys like the other; passwords are typed key by key."""

    set_up = True

    def __init__(self, folder: Path, theme: Theme, qtbot: QtBot, watch: Watch, files: FileChoice | None = None) -> None:
        self.watch = watch
        super().__init__(folder, theme, qtbot, watch, files, CHEAP)

    def type_in(self, field: QWidget, text: str) -> None:
        """Type ASCII text key by key into a field."""
        field.setFocus()
        QTest.keyClicks(field, text)

    def log_in(self, role: Role, password: str = "") -> None:
        """Log in by keys alone, whoever the page thinks it is."""
        page = self.page
        assert isinstance(page, LoginPage)
        page.name.clear()
        page.name.setFocus()
        type_text(page.name, NAMES[role])
        self.key(page.name, Qt.Key.Key_Return)
        self.type_in(page.password.line, password or OWN[role])
        self.key(page.password.line, Qt.Key.Key_Return)
        self.settle()

    @property
    def card(self) -> LockCard:
        """What stands before the locked window."""
        front = self.window.curtain.currentWidget()
        assert isinstance(front, LockCard)
        return front

    def touch(self, key: Qt.Key = Qt.Key.Key_Shift) -> None:
        """A key as the system sends it, to the window and not to a widget."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key)
        self.settle()

    def focused(self) -> QWidget:
        """Where the keyboard is."""
        holder = QApplication.focusWidget()
        assert holder is not None
        return holder
