"""A window with the pages of casework on a real office, for one account."""

from __future__ import annotations

from pathlib import Path

from answering_files import Answers
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from working_office import Office

from app.services.letters.paper.fonts import Fonts
from app.services.places import Places
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.case.page import CasePage
from app.ui.pages.case.tab_list import Tools, case_tabs
from app.ui.pages.doubts.page import DoubtsPage
from app.ui.pages.payments.page import PaymentsPage
from app.ui.pages.queue.page import QueuePage
from app.ui.pages.rounds.countersign import CountersignPage
from app.ui.pages.rounds.publicity import PublicityPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.ui.widgets.asking.step import Asking

ROOT = Path(__file__).parents[1]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class OfficeWindow:
    """Opens the window for one account after the other, as shifts of one day."""

    def __init__(self, qtbot: QtBot, theme: Theme, office: Office, folder: Path) -> None:
        self.qtbot, self.office = qtbot, office
        self._theme, self._folder = theme, folder
        self.files = Answers(folder)
        self.window: MainWindow

    def open(self, role: Role | None = None, page: str = "queue") -> Page:
        """The window for the account of a role (the built-in one without), at a page."""
        uow = self.office.acting(role) if role else self.office.uow
        jobs = Jobs()
        self.jobs = jobs
        settings = IniSettings(self._folder / f"{role}.ini")
        self.window = MainWindow(_specs(uow, jobs, self.files), settings, jobs, self._theme)
        self.qtbot.addWidget(self.window)
        with self.qtbot.waitSignal(self.window.ready):
            self.window.show()
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()
        if page != "queue":
            self.window.go(page)
        shown = self.window.deck.page
        assert shown is not None
        shown.setFocus()
        self.settle()
        return shown

    def settle(self) -> None:
        """Wait until no job runs and its outcome has been delivered."""
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=10_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key where the focus is in the window, and what follows from it."""
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: self.window.isAncestorOf(QApplication.focusWidget() or self.window))
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def click(self, within: QWidget, text: str) -> None:
        """The visible button whose words begin with `text`."""
        self.qtbot.waitUntil(lambda: _visible(within, text) is not None)
        button = _visible(within, text)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def asked(self) -> Asking:
        """The dialog that asks for a reason or a voucher."""
        self.qtbot.waitUntil(lambda: any(d.isVisible() for d in self.window.findChildren(Asking)))
        dialog = next(dialog for dialog in self.window.findChildren(Asking) if dialog.isVisible())
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or dialog))
        return dialog

    def agree(self, told: list[str], *, yes: bool = True) -> None:
        """Answer the next question that cannot be undone; its button's words go to `told`."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(20, answer)
                return
            told.append(dialog.windowTitle())
            QTest.keyClick(dialog, Qt.Key.Key_Return if yes else Qt.Key.Key_Escape)

        QTimer.singleShot(0, answer)

    @property
    def said(self) -> str:
        """What the bar above the page says; empty while it is hidden."""
        bar = self.window.notices
        return "" if bar.isHidden() else bar.accessibleName()


def _visible(within: QWidget, text: str) -> QPushButton | None:
    buttons = within.findChildren(QPushButton)
    return next((button for button in buttons if button.isVisible() and button.text().startswith(text)), None)


def _specs(uow: UnitOfWork, jobs: Jobs, files: FileChoice) -> list[PageSpec]:
    places = Places(ROOT, ROOT / "resources", ROOT / "migrations")
    fonts = Fonts(ROOT / "resources" / "fonts")
    tabs = case_tabs(Tools(uow, jobs, files, places))
    return [
        PageSpec("queue", "审核队列", "queue", lambda: QueuePage(uow, jobs)),
        PageSpec("doubts", "疑点", "warning", lambda: DoubtsPage(uow, jobs, files)),
        PageSpec("countersign", "会签", "countersign", lambda: CountersignPage(uow, jobs)),
        PageSpec("publicity", "公示", "publicity", lambda: PublicityPage(uow, jobs)),
        PageSpec("payments", "拨付台账", "payments", lambda: PaymentsPage(uow, jobs, fonts, files)),
        PageSpec("application", "申报登记", "application", Page),
        PageSpec("case", "案件", "case", lambda: CasePage(uow, jobs, tabs), listed=False),
    ]
