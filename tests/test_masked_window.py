"""No screen, export, log, report or setting shows a number of a person in full; revealing one shows one, and says so."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from filled_once import filled_once
from known_numbers import Known, knowing
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from whole_window import NOW, Answers, Watch, WholeWindow
from window_walk import Walk, texts_in_sight, texts_of
from working_office import CLERK, NAMES

from app.services.storage.database import FILE_NAME
from app.services.trust.audit_trail import each
from app.services.unit_of_work import UnitOfWork
from app.ui.messages import CrashDialog
from app.ui.theme import Theme
from app.ui.widgets.held_text import HeldText
from app.ui.widgets.table.view import TableView


class Desk:
    """The window on an office that knows numbers, and what is known."""

    def __init__(self, window: WholeWindow, known: Known, cases: list[str]) -> None:
        self.window, self.known, self.cases = window, known, cases
        self.shown: dict[str, set[str]] = {}

    @property
    def folder(self) -> UnitOfWork:
        """The data folder that the window has open."""
        opened = self.window.program.entrance.folder
        assert opened is not None
        return opened

    def in_sight(self) -> set[str]:
        """Whose numbers stand somewhere in sight."""
        return self.known.found_in(said for _, said in texts_in_sight())

    def look(self, name: str) -> None:
        """Note whose numbers stand somewhere in sight, or where they were copied to."""
        texts = [said for _, said in texts_in_sight()]
        if found := self.known.found_in([*texts, QGuiApplication.clipboard().text()]):
            self.shown.setdefault(name, set()).update(found)


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot, uow: UnitOfWork) -> Iterator[Desk]:
    office, (known, cases) = filled_once(uow, knowing)
    uow.engine.dispose()
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    late = NOW + timedelta(days=(office.today - NOW.date()).days)
    files = Answers(*(tmp_path / f"导出{place}.xlsx" for place in range(3)))
    made = WholeWindow(folder.parent, theme, qtbot, Watch(late), files)
    yield Desk(made, known, cases)
    made.close()


def test_no_page_tab_row_tip_or_copy_shows_a_number_in_full(desk: Desk) -> None:
    window = desk.window
    window.enter_as(NAMES[CLERK])
    Walk(window.window, window.settle, desk.look).pages([desk.cases[3], desk.cases[-1]])
    assert desk.shown == {}


def test_revealing_shows_one_number_and_writes_one_line(desk: Desk) -> None:
    window, number = desk.window, desk.cases[-1]
    window.enter_as(NAMES[CLERK])
    window.window.go("case", number)
    window.settle()
    held = window.page.findChildren(HeldText)
    assert len(held) == 3
    QTest.mousePress(held[0].eye, Qt.MouseButton.LeftButton)
    window.settle()
    assert desk.in_sight() == {"identity_number 更正后"}
    QTest.mouseRelease(held[0].eye, Qt.MouseButton.LeftButton)
    assert desk.in_sight() == set()
    seen = [(one.account, one.subject, one.detail) for one in each(desk.folder) if one.action == "查看完整号码"]
    assert seen == [(NAMES[CLERK], number, "身份证号")]


def test_a_crash_and_what_the_window_keeps_name_nobody(desk: Desk) -> None:
    window = desk.window
    window.enter_as(NAMES[CLERK])
    numbers = list(desk.known.numbers)

    def crash(_: object) -> None:
        with desk.folder.read() as work:
            work.session.execute(text("SELECT :own FROM nowhere"), {"own": " ".join(numbers)})

    table = window.go("审核队列").findChildren(TableView)[0]
    table.grid.head.open_filters({"applicant": numbers[0]})
    window.program.jobs.run(crash, lambda _: None)
    window.bot.waitUntil(lambda: bool(window.window.findChildren(CrashDialog)))
    (dialog,) = window.window.findChildren(CrashDialog)
    assert desk.known.found_in(said for one in dialog.findChildren(QWidget) for said in texts_of(one)) == set()
    dialog.accept()
    window.go("工作台")
    folder = window.program.places.data.parent
    data = {".db", ".yjbak"}  # the data themselves, encrypted where one logs in
    written = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in data]
    assert any(path.name.startswith("错误报告") for path in written)
    assert any(path.suffix == ".ini" for path in written)
    told = {path.name: desk.known.found_in([path.read_text(encoding="utf-8", errors="ignore")]) for path in written}
    assert {name for name, found in told.items() if found} == set()


def test_the_audit_chain_names_cases_and_no_numbers_of_persons(desk: Desk) -> None:
    lines = [f"{one.subject} {one.detail}" for one in each(desk.folder)]
    assert any("更改收款账户" in one.action for one in each(desk.folder))
    assert desk.known.found_in(lines) == set()
