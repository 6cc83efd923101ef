"""One letter on demand: from the click on a case to its preview in the window, against reportlab drawing the same page."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.paths import places as places_of
from app.services.cases.applications import save_draft
from app.services.cases.casework import move
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.page import lay_out
from app.services.letters.paper.typesetter import Typesetter
from app.services.places import Places
from app.services.storage.data_folder import set_up
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.pages.letters.page import LettersPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.window import Program
from benchmarks.letters import FONTS, _letter, draw_bare
from benchmarks.steps import ANSWERS, CODE
from benchmarks.timing import Line
from benchmarks.workbooks import identity_number

LIMIT_MS = 300.0
ROWS, AT_MOST = 6, 60.0


def lines() -> Iterator[Line]:
    """The first click, which parses the fonts, and the quickest of the next; as one waits for it."""
    first, *later = _clicks()
    yield Line("preview after the first click", first, None, "ms")
    yield Line("preview after a click", min(later), LIMIT_MS, "ms", _bare())


def _bare() -> float:
    fonts = Fonts(FONTS)
    pages = list(lay_out(_letter(1), Typesetter(fonts)))
    draw_bare(pages, fonts.face("fang").fontName)
    started = perf_counter()
    draw_bare(pages, fonts.face("fang").fontName)
    return (perf_counter() - started) * 1000


def _clicks() -> list[float]:
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = places_of(str(folder / "data"))
        _fill(places)
        assert isinstance(application, QApplication)
        theme = Theme(application, places.resources)
        theme.dress(dark=False)
        program = Program(places, IniSettings(folder / "window.ini"), theme, logging.getLogger("bench"))
        program.window.show()
        _until(lambda: isinstance(program.window.deck.page, IdentityPage) and not program.jobs.busy)
        page = program.window.deck.page
        assert isinstance(page, IdentityPage)
        page.entered.emit("local")
        _until(lambda: not isinstance(program.window.deck.page, IdentityPage) and not program.jobs.busy)
        program.window.go("letters")
        _until(lambda: isinstance(program.window.deck.page, LettersPage) and not program.jobs.busy)
        letters = program.window.deck.page
        assert isinstance(letters, LettersPage)
        taken = [_click(letters, row) for row in range(1, ROWS + 1)]
        program.window.close()
        program.end()
    return taken


def _fill(places: Places) -> None:
    """A folder with cases just accepted, to each of which a letter is due."""
    uow = set_up(places)
    today = uow.clock().date().isoformat()
    for serial in range(ROWS + 2):
        own = {"applied_on": today, "identity_number": identity_number(serial), "certificate": f"T{serial:09d}"}
        move(uow, save_draft(uow, CODE, ANSWERS | own).number, Order(Step.ACCEPT))
    uow.engine.dispose()


def _click(page: LettersPage, row: int) -> float:
    table, preview = page.view.table, page.view.preview
    preview.say("")
    place = table.grid.visualRect(table.model.index(row, 2)).center()
    started = perf_counter()
    QTest.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    _until(lambda: preview.pages > 0)
    return (perf_counter() - started) * 1000


def _until(done: object) -> None:
    assert callable(done)
    begun = perf_counter()
    while not done():
        if perf_counter() - begun > AT_MOST:
            raise TimeoutError
        turn = QEventLoop()
        QTimer.singleShot(1, turn.quit)
        turn.exec()
