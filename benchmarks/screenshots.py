"""Photographs every page of the real window over sample offices; a dozen of the pictures are kept for README and manual.

Under a virtual screen where there is one (xvfb-run), else without any screen. Run as a module, from the project's folder.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app import paths
from app.services.cases.course import State
from app.services.clawbacks.listing import list_clawbacks
from app.services.demonstration.demo import APPROVER, CLERK, FINANCE, REVIEWER
from app.services.letters import issuing
from app.services.letters.kinds import APPROVAL
from app.services.letters.subjects import Wanted
from app.services.money.payment_run_views import runs
from app.services.places import Places
from app.services.storage import data_folder
from app.services.worklists.case_list import list_cases
from app.ui.case_tab import CaseAt
from app.ui.page import Page
from app.ui.pages.checking import CheckPage
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.pages.entrance.login import LoginPage
from app.ui.pages.imports.page import ImportPage
from app.ui.pages.letters.page import LettersPage
from app.ui.pages.system.page import SystemPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.window import Program
from benchmarks.sample_offices import ADMINISTRATOR, PASSWORD, closed_office, full_office

ROOT = Path(__file__).parents[1]
KEPT, ALL = ROOT / "docs" / "screenshots", ROOT / "out" / "screenshots"
CHECKED_IN = (
    "identity", "desk", "application", "import", "queue", "case", "payments", "budget", "letters", "reports", "standards", "first-use",
    "queue-125", "doubts", "clawback", "payment-runs", "sampling", "check", "login",
)  # fmt: skip
VIRTUAL, SCALED = "YEJI_SHOTS_VIRTUAL", "QT_SCALE_FACTOR"
WIDTH, HEIGHT = 1366, 768
SETTLES, AT_MOST = 0.4, 60.0
WRONG = "09枫叶桥家居-奖励补报名单.xlsx"


class Camera:
    """A window on a data folder, and what is done with it before each picture."""

    def __init__(self, theme: Theme, places: Places, folder: Path) -> None:
        settings = IniSettings(folder / "window.ini")
        self.program = Program(places, settings, theme, logging.Logger("camera"))
        scale = float(os.environ.get(SCALED, "1"))
        self.program.window.resize(round(WIDTH / scale), round(HEIGHT / scale))
        self.program.window.show()
        self.settle()

    def settle(self) -> None:
        """Wait until the worker has rested for a while."""
        begun = rested = monotonic()
        while monotonic() - rested < SETTLES and monotonic() - begun < AT_MOST:
            turn = QEventLoop()
            QTimer.singleShot(10, turn.quit)
            turn.exec()
            if self.program.jobs.busy:
                rested = monotonic()

    def enter_as(self, name: str) -> None:
        """Begin to work as an account."""
        self.program.ask_who()
        page = self.program.window.deck.page
        assert isinstance(page, IdentityPage)
        self.settle()
        page.entered.emit(name)
        self.settle()

    def take(self, name: str, page: str = "", item: object = None, do: Callable[[Page], None] | None = None) -> None:
        """Go to a page, do something there, and photograph the window."""
        window = self.program.window
        if page:
            window.go(page, item)
            self.settle()
        front = window.deck.page
        if do is not None and front is not None:
            do(front)
            self.settle()
        self.program.window.notices.hide()
        self.settle()
        picture = packed(window.grab().toImage())
        picture.save(str(ALL / f"{name}.png"), quality=0)  # packed as small as it goes
        if name in CHECKED_IN:
            shutil.copyfile(ALL / f"{name}.png", KEPT / f"{name}.png")

    def close(self) -> None:
        """Close the window."""
        self.program.window.close()
        self.program.end()


def packed(picture: QImage) -> QImage:
    """The picture in 256 of its own colours, a third of the size: one of every shade, then the most frequent."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    frequent = [colour for colour, _ in counted.most_common()]
    shades = {colour & 0xF0F0F0: colour for colour in reversed(frequent)}
    table = list(dict.fromkeys((*shades.values(), *frequent)))[:256]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def photograph_all(theme: Theme, folder: Path) -> None:
    """Every page, at the middle of a day, empty, and before the login."""
    shipped = paths.places(str(folder / "none"))
    uow = full_office(folder / "full", shipped, date.today())
    waiting = next(case.number for case in list_cases(uow, State.APPROVAL))
    taken_back = list_clawbacks(uow)[0]
    run = runs(uow)[0].number
    letter = issuing.issued_letters(uow, Wanted(APPROVAL))[0]
    uow.engine.dispose()
    camera = Camera(theme, Places(folder / "full", shipped.resources, shipped.migrations), folder)
    camera.take("identity")
    camera.enter_as(CLERK)
    photograph_clerk(camera, shipped.resources / "sample" / "样表" / WRONG)
    camera.take("check", "check", do=lambda page: _checked(page, letter.verification))
    camera.take("clawback", "clawback", taken_back.number)
    for place, title in enumerate(("材料", "公示异议", "文书", "疑点", "追回"), start=1):
        camera.take(f"case-tab-{place}", "case", CaseAt(taken_back.case, title))
    camera.enter_as(REVIEWER)
    for page in ("queue", "sampling"):
        camera.take(page, page)
    camera.enter_as(APPROVER)
    camera.take("case", "case", waiting)
    camera.enter_as(FINANCE)
    for page in ("payments", "budget"):
        camera.take(page, page)
    camera.take("payment-runs", "payments", run)
    camera.close()
    photograph_empty(theme, shipped, folder)
    photograph_closed(theme, shipped, folder)


def photograph_clerk(camera: Camera, workbook: Path) -> None:
    """The pages of a clerk's day."""
    camera.take("desk")
    camera.take("application", "application", "certificate-reward")
    camera.take("import-history", "import")
    camera.take("import", "import", do=lambda page: _read(page, workbook))
    pages = (
        "doubts",
        "countersign",
        "publicity",
        "registers",
        "reports",
        "standards",
        "overview",
        "costing",
        "calendar",
    )
    for page in pages:
        camera.take(page, page)
    camera.take("letters", "letters", do=_issued)
    camera.take("queue-800", "queue")
    camera.take("system", "system")
    camera.take("system-log", "system", do=lambda page: _turned(page, "核对与日志"))


def photograph_empty(theme: Theme, shipped: Places, folder: Path) -> None:
    """An office that has just been set up."""
    places = Places(folder / "empty", shipped.resources, shipped.migrations)
    data_folder.set_up(places).engine.dispose()
    camera = Camera(theme, places, folder)
    camera.enter_as("local")
    camera.take("first-use", "desk")
    for page in (
        "application",
        "import",
        "queue",
        "countersign",
        "publicity",
        "payments",
        "budget",
        "letters",
        "registers",
        "reports",
    ):
        camera.take(f"empty-{page}", page)
    camera.close()


def photograph_closed(theme: Theme, shipped: Places, folder: Path) -> None:
    """The login, the pages of the administrator, and the locked window."""
    closed_office(folder / "closed", shipped)
    camera = Camera(theme, Places(folder / "closed", shipped.resources, shipped.migrations), folder)
    camera.take("login", do=_named)
    door = camera.program.window.deck.page
    assert isinstance(door, LoginPage)
    door.asked.emit(ADMINISTRATOR, PASSWORD)
    camera.settle()
    camera.take("system-administrator", "system")
    camera.take("backups", "system", do=lambda page: _turned(page, "备份"))
    camera.program.sitting.lock()
    camera.settle()
    camera.take("lock")
    camera.close()


def photograph_scaled(theme: Theme, folder: Path) -> None:
    """The busiest page on a screen at 125 %."""
    shipped = paths.places(str(folder / "none"))
    full_office(folder / "full", shipped, date.today()).engine.dispose()
    camera = Camera(theme, Places(folder / "full", shipped.resources, shipped.migrations), folder)
    camera.enter_as(REVIEWER)
    camera.take("queue-125", "queue")
    camera.close()


def _read(page: Page, workbook: Path) -> None:
    assert isinstance(page, ImportPage)
    page.add([workbook])


def _named(page: Page) -> None:
    assert isinstance(page, LoginPage)
    page.name.setText(ADMINISTRATOR)


def _turned(page: Page, title: str) -> None:
    assert isinstance(page, SystemPage)
    tabs = page.tabs
    tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place) == title))


def _checked(page: Page, code: str) -> None:
    assert isinstance(page, CheckPage)
    page.code.setText(code)
    page.check()


def _issued(page: Page) -> None:
    assert isinstance(page, LettersPage)
    page.view.turn("issued")


def main() -> int:
    """Find a screen, then photograph at 100 % and, in a process of its own, at 125 %."""
    if sys.platform == "linux" and VIRTUAL not in os.environ:
        screen = shutil.which("xvfb-run")
        around = [screen, "-a", "-s", "-screen 0 1920x1200x24"] if screen else []
        platform = {} if screen else {"QT_QPA_PLATFORM": "offscreen"}
        inside = {**os.environ, VIRTUAL: "1", **platform}
        if screen:
            inside.pop("QT_QPA_PLATFORM", None)
        command = [*around, sys.executable, "-m", "benchmarks.screenshots"]
        for more in ({}, {SCALED: "1.25"}):
            subprocess.run(command, env={**inside, **more}, check=True)
        return 0
    for folder in (KEPT, ALL):
        folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    theme = Theme(application, ROOT / "resources")
    theme.dress(dark=False)
    with tempfile.TemporaryDirectory() as temporary:
        photograph = photograph_scaled if SCALED in os.environ else photograph_all
        photograph(theme, Path(temporary))
    return 0


if __name__ == "__main__":
    sys.exit(main())
