"""Every button of every page pressed: by an auditor, who changes nothing, and by a clerk; nothing ever crashes."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from filled_once import filled_once
from known_numbers import knowing
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from whole_window import NOW, Watch, WholeWindow
from window_walk import CALENDAR, CASE
from working_office import AUDITOR, CLERK, NAMES

from app.models import Base
from app.services.storage.database import FILE_NAME
from app.services.unit_of_work import UnitOfWork
from app.ui.files import FileChoice
from app.ui.theme import Theme
from app.ui.widgets.table.footer import TableFooter

OWN = {"audit_entries", "row_seals", "unfinished_forms", "folder_settings"}
"""What looking leaves behind: the chain with its seals, one's own half-typed forms, when the last backup was seen."""


class Nowhere(FileChoice):
    """Nobody chooses a file."""

    def open_many(self, parent: QWidget, title: str, kinds: str) -> list[Path]:
        """None."""
        return []

    def open_one(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """None."""
        return None

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """None."""
        return None

    def save_in(self, parent: QWidget, title: str) -> Path | None:
        """None."""
        return None


class Fingers:
    """Presses every button in sight once, and says yes to every question."""

    def __init__(self, window: WholeWindow) -> None:
        self.window, self.crashes, self.pressed = window, list[str](), set[str]()
        self.footers = set[str]()  # pressed on one page: they are the same below every table
        window.program.jobs.crashed.connect(lambda error: self.crashes.append(repr(error)))
        self.timer = QTimer(window.window)
        self.timer.setInterval(5)
        self.timer.timeout.connect(self.say_yes)
        self.timer.start()

    def say_yes(self) -> None:
        """Answer the dialog or menu in front: its first button that can be pressed, else away with it."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            menu.close()
        front = QApplication.activeModalWidget()
        if not isinstance(front, QDialog) or front.property("answered"):
            if front is not None and not self.window.program.jobs.busy:
                front.close()
            return
        front.setProperty("answered", True)
        for line in front.findChildren(QLineEdit):
            line.setText(line.text() or "理由")
        for box in front.findChildren(QPlainTextEdit):
            box.setPlainText(box.toPlainText() or "理由")
        buttons = [one for one in front.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
        go = next((one for one in buttons if one.property("role") in ("primary", "danger")), None)
        if go is None:
            front.close()
        else:
            self.pressed.add(f"{front.windowTitle()}: {go.text()}")
            go.click()

    def page(self, key: str, item: object = None) -> None:
        """Every button of a page, each on the page as it is when one comes to it."""
        window, done, place = self.window, set[str](), 0
        window.window.go(key, item)
        window.settle()
        while True:
            if window.window.deck.place is None or window.window.deck.place.key != key:
                window.window.go(key, item)
                window.settle()
            if place >= max(1, _turn(window.page, place)):
                return
            if (button := self._next(done)) is None:
                place += 1
                continue
            self.pressed.add(f"{key}: {button.text() or button.accessibleName() or button.toolTip()}")
            button.click()
            self._calm()

    def _next(self, done: set[str]) -> QAbstractButton | None:
        page = self.window.page
        for one in page.findChildren(QAbstractButton):
            name = f"{type(one).__name__} {one.text()} {one.accessibleName()} {one.toolTip()}"
            done_before = self.footers if isinstance(one.parentWidget(), TableFooter) else done
            if name not in done_before and one.isVisible() and one.isEnabled() and not _opens_menu(one):
                done_before.add(name)
                return one
        return None

    def _calm(self) -> None:
        jobs = self.window.program.jobs
        QTest.qWait(1)  # what was pressed begins
        self.window.bot.waitUntil(lambda: not jobs.busy and QApplication.activeModalWidget() is None)
        QTest.qWait(1)  # what came of it is drawn


def _turn(page: QWidget, place: int) -> int:
    """Turn to a tab of the page, if it has so many; how many it has."""
    bars = [one for one in page.findChildren(QTabWidget) if one.isVisible()]
    if not bars:
        return 0
    bars[0].setCurrentIndex(min(place, bars[0].count() - 1))
    return bars[0].count()


def _opens_menu(button: QAbstractButton) -> bool:
    return isinstance(button, QToolButton | QPushButton) and button.menu() is not None


class Desk:
    """The window on a filled office, with the cases in it."""

    def __init__(self, window: WholeWindow, cases: list[str]) -> None:
        self.window, self.cases = window, cases

    def everything(self) -> dict[str, list[str]]:
        """All rows of all tables but those that looking writes to."""
        folder = self.window.program.entrance.folder
        assert folder is not None
        with folder.read() as work:
            return {
                table.name: [repr(row) for row in work.session.execute(table.select())]
                for table in Base.metadata.sorted_tables
                if table.name not in OWN
            }


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot, uow: UnitOfWork) -> Iterator[Desk]:
    office, (_, cases) = filled_once(uow, knowing)
    uow.engine.dispose()
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    late = NOW + timedelta(days=(office.today - NOW.date()).days)
    made = WholeWindow(folder.parent, theme, qtbot, Watch(late), Nowhere())
    yield Desk(made, cases)
    made.close()


def press_all(desk: Desk, cases: list[str]) -> Fingers:
    """Press all of all pages, and of these cases."""
    fingers = Fingers(desk.window)
    for key in (*desk.window.window.navigation.keys, CALENDAR):
        fingers.page(key)
    for number in cases:
        fingers.page(CASE, number)
    fingers.timer.stop()
    return fingers


def test_an_auditor_presses_everything_and_changes_nothing(desk: Desk) -> None:
    desk.window.enter_as(NAMES[AUDITOR])
    before = desk.everything()
    fingers = press_all(desk, desk.cases[:1])
    assert fingers.crashes == []
    assert desk.everything() == before
    assert len(fingers.pressed) > 50
    others = ("录入新值", "确认发布日期", "确认…", "导入标准文件", "clawback: 登记…", "修改申报内容")
    assert [one for one in fingers.pressed if any(word in one for word in others)] == []


def test_a_clerk_presses_everything_and_nothing_crashes(desk: Desk) -> None:
    desk.window.enter_as(NAMES[CLERK])
    fingers = press_all(desk, desk.cases[-1:])
    assert fingers.crashes == []
    assert len(fingers.pressed) > 80
