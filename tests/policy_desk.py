"""A window with the pages of the policy; files are chosen without a dialog."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import Office

from app.services.excel.applications.templates import write_office_template
from app.services.trust.accounts import Role
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.costing.page import CostingPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.standards.page import StandardsPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
CTRL = Qt.KeyboardModifier.ControlModifier
P = TypeVar("P", bound=Page)


class Answers(FileChoice):
    """Files are chosen without a dialog."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path: Path | None = path
        self.proposed = ""

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.proposed = name
        return self.path

    def open_one(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path


class Desk:
    """A window with the pages of the policy, for the account of a role."""

    def __init__(self, qtbot: QtBot, theme: Theme, office: Office, folder: Path, role: Role) -> None:
        uow = office.acting(role)
        self.qtbot, self.jobs, self.files = qtbot, Jobs(), Answers(folder / "写出.xlsx")
        template = partial(write_office_template, uow)
        specs = [
            PageSpec("standards", "政策标准", "standards", lambda: StandardsPage(uow, self.jobs, self.files)),
            PageSpec(
                "overview",
                "政策一览",
                "letters",
                lambda: OverviewPage(uow, self.jobs, self.files, template, FONTS),
            ),
            PageSpec("costing", "政策测算", "reports", lambda: CostingPage(uow, self.jobs, self.files)),
            PageSpec("application", "申报登记", "application", lambda: ApplicationPage(uow, self.jobs, template)),
        ]
        self.window = MainWindow(specs, IniSettings(folder / "window.ini"), self.jobs, theme)
        self.window.resize(1366, 768)
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()

    def page(self, key: str, kind: type[P]) -> P:
        self.window.go(key)
        self.settle()
        page = self.window.deck.page
        assert isinstance(page, kind)
        return page

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=10_000)

    def click(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def header(self, text: str) -> QPushButton:
        return next(one for one in self.window.findChildren(QPushButton) if one.text() == text and one.isVisible())

    def said(self, text: str) -> Callable[[], bool]:
        return lambda: text in self.window.notices.accessibleName()


def type_into(table: QTableWidget, row: int, column: int, text: str) -> None:
    """Open a cell as F2 does, unless it is open, and type in place of what is there."""
    table.setCurrentCell(row, column)
    if not (isinstance(open_one := QApplication.focusWidget(), QLineEdit) and table.isAncestorOf(open_one)):
        table.setFocus()
        table.edit(table.model().index(row, column))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
