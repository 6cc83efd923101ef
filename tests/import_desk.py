"""A window with the import page in front, for tests that drop, map and store files."""

from pathlib import Path

from answering_files import Answers
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.imports.page import ImportPage
from app.ui.pages.imports.preview import PreviewPane
from app.ui.settings import IniSettings
from app.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A window with the import page in front, on an empty office."""

    def __init__(self, qtbot: QtBot, uow: UnitOfWork, theme: Theme, folder: Path) -> None:
        self.qtbot, self.uow = qtbot, uow
        self.jobs = Jobs()
        self.files = Answers(folder)
        self.went: list[tuple[str, object]] = []
        specs = [
            PageSpec("import", "批量导入", "import", lambda: ImportPage(uow, self.jobs, self.files)),
            PageSpec("queue", "审核队列", "queue", Page),
        ]
        self.settings = IniSettings(folder / "window.ini")
        self.window = MainWindow(specs, self.settings, self.jobs, theme)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        page = self.window.deck.page
        assert isinstance(page, ImportPage)
        self.page = page
        page.go.connect(lambda key, item: self.went.append((key, item)))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=20_000)

    def read(self, *paths: Path) -> PreviewPane:
        """Choose files by key and wait for the first one's rows."""
        self.files.opened = list(paths)
        QTest.keyClick(self.window, Qt.Key.Key_O, CTRL)
        self.settle()
        preview = self.page.panels[0].preview
        assert preview is not None
        return preview

    def click(self, button: QPushButton | QToolButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def said(self) -> str:
        return self.window.notices.accessibleName()
