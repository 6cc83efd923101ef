"""The whole window on a data folder, driven as people do: by clicks and keys, waiting for the worker."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from ui_typing import type_text

from app.services.clock import Clock
from app.services.places import Places
from app.services.storage import data_folder
from app.services.trust.passwords import Passwords
from app.ui.files import FileChoice
from app.ui.page import Page
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.window import Program

ROOT = Path(__file__).parents[1]
NOW = datetime(2024, 11, 5, 9, 30)
__all__ = ["CTRL", "NOW", "ROOT", "Answers", "Watch", "WholeWindow"]
CTRL = Qt.KeyboardModifier.ControlModifier


class WholeWindow:
    """A program with its window shown; `settle` waits until the worker rests and the window has drawn what came."""

    set_up = False
    """Whether a folder that is not there is set up in the window; else it is plain."""

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        qtbot: QtBot,
        clock: Clock,
        files: FileChoice | None = None,
        passwords: Passwords | None = None,
    ) -> None:
        self.bot = qtbot
        places = Places(folder / "data", ROOT / "resources", ROOT / "migrations")
        if not self.set_up and not data_folder.exists(places):
            data_folder.set_up(places, clock=clock).engine.dispose()
        log = logging.Logger("test")
        log.addHandler(logging.NullHandler())
        self.program = Program(places, IniSettings(folder / "window.ini"), theme, log, clock, files, passwords)
        self.window = self.program.window
        self.window.resize(1366, 728)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs or waits to run."""
        QTest.qWait(1)
        self.bot.waitUntil(lambda: not self.program.jobs.busy, timeout=30_000)
        QTest.qWait(1)

    def close(self) -> None:
        """Close the window and give the data folder back."""
        self.window.close()
        self.window.deleteLater()
        self.program.end()

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self.window.deck.page
        assert page is not None
        return page

    def enter_as(self, name: str) -> None:
        """Choose who one is, asking for it first when somebody works already."""
        if not isinstance(self.page, IdentityPage):
            self.click(self.window.status.who)
        page = self.page
        assert isinstance(page, IdentityPage)
        page.box.clear()
        type_text(page.box, name)
        self.key(page.box, Qt.Key.Key_Return)
        self.settle()

    def go(self, title: str) -> Page:
        """Go to a page by its key, or where it has none by a click in the navigation, making no page on the way."""
        place = self.window.navigation.titles.index(title)
        if place < 9:
            self.key(self.window, Qt.Key(Qt.Key.Key_1.value + place), CTRL)
        else:
            navigation = self.window.navigation
            at = navigation.visualRect(navigation.model().index(place, 0)).center()
            QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=at)
            self.settle()
            self.key(navigation, Qt.Key.Key_Return)
        self.settle()
        return self.page

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, text: str, within: QWidget | None = None) -> None:
        """Click the button in sight that says this."""
        self.click(self.button(text, within))

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """The button in sight whose text begins with this."""
        area = within or self.window
        found = [one for one in area.findChildren(QAbstractButton) if one.text().startswith(text) and one.isVisible()]
        assert found, f"no button {text!r} among {[one.text() for one in area.findChildren(QPushButton)]}"
        return found[0]

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in a widget of the active window."""
        widget.window().activateWindow()
        self.bot.waitUntil(widget.window().isActiveWindow)
        QTest.keyClick(widget, key, modifier)

    def agree(self) -> list[str]:
        """Answer the next question with the verb on its button; the words above it stand in the list given back."""
        said: list[str] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(20, answer)
                return
            said.extend(label.text() for label in dialog.findChildren(QLabel))
            QTest.keyClick(dialog, Qt.Key.Key_Return)

        QTimer.singleShot(0, answer)
        return said

    @property
    def said(self) -> str:
        """What the bar above the page says; empty while it is hidden."""
        bar = self.window.notices
        return "" if bar.isHidden() else bar.accessibleName()


class Answers(FileChoice):
    """Instead of the system's dialogs: the paths to be chosen, one after the other."""

    def __init__(self, *paths: Path) -> None:
        super().__init__()
        self.paths = list(paths)

    def open_many(self, parent: QWidget, title: str, kinds: str) -> list[Path]:
        """The next path."""
        return [self.paths.pop(0)]

    def open_one(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """The next path."""
        return self.paths.pop(0)

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """The next path."""
        return self.paths.pop(0)
