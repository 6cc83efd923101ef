"""The page of registers in a real window for one account, and what came of it."""

from pathlib import Path

from answering_files import Answers
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from working_office import Office

from app.services.trust.accounts import Role
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.notices import Notice
from app.ui.page import Page, PageSpec
from app.ui.pages.registers.page import RegistersPage
from app.ui.pages.registers.tab import RegisterTab
from app.ui.theme import Theme

ROOT = Path(__file__).parents[1]


class Memory:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, value: str) -> None:
        self.kept[key] = value


class Desk:
    """The page in a real window for one account, and what came of it."""

    def __init__(self, qtbot: QtBot, office: Office, theme: Theme, folder: Path, settings: Memory) -> None:
        self.qtbot, self.office, self.theme, self.settings = qtbot, office, theme, settings
        self.files = Answers(folder)
        self.jobs = Jobs()
        self.notices: list[Notice] = []
        self.went: list[tuple[str, object]] = []

    def sit(self, role: Role, register: str) -> RegisterTab:
        """Open the page for an account at a register."""
        uow = self.office.acting(role)
        self.page = RegistersPage(uow, self.jobs, self.files, ROOT / "resources" / "fonts")
        self.page.noticed.connect(self.notices.append)
        self.page.go.connect(lambda key, item: self.went.append((key, item)))
        specs = [
            PageSpec("registers", "台账登记", "registers", lambda: self.page),
            PageSpec("case", "案件", "case", Page, listed=False),
        ]
        self.window = MainWindow(specs, self.settings, self.jobs, self.theme)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.waitUntil(lambda: self.window.deck.page is self.page)
        self.page.show_item(register)
        self.settle()
        return self.page.tab

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def click(self, button: QWidget) -> None:
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        self.settle()

    def agree(self, dialog: QDialog) -> None:
        """Press the first button of a dialog that is not 取消."""
        button = next(each for each in dialog.findChildren(QPushButton) if each.text() != "取消" and each.isDefault())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def told(self, text: str) -> bool:
        return any(text in notice.text for notice in self.notices)

    def rows(self, tab: RegisterTab) -> int:
        return tab.table.model.rowCount()


def agree_soon(desk: Desk) -> None:
    """Agree to the next dialog that stops the window."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        desk.agree(dialog)

    QTimer.singleShot(100, press)
