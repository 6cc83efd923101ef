"""A file dropped on the window: until its rows stand on the screen, how it scrolls, what it pauses and weighs.

As a module of its own this is the window, in a process of its own: `python -m benchmarks.previews FILE FOLDER [whole]`.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app import paths
from app.services.storage.data_folder import set_up
from app.ui.pages.desk.page import DeskPage
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.pages.imports.file import FilePanel
from app.ui.pages.imports.page import ImportPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.ui.widgets.table.grid import TableGrid
from app.window import Program
from benchmarks.imports import PEAK_LIMIT_MB, ROOT, bare_read
from benchmarks.workbooks import write_rewards

LIMIT = 2.6  # twice the bare reading, 1.3 times that
SIGN_LIMIT_MS, FRAME_LIMIT_MS, PAUSE_LIMIT_MS = 100.0, 50.0, 50.0
RUNS = 3
BEAT_MS = 2
NOTCH = QPoint(0, -360)
PATIENCE_SECONDS = 600
SCHEDULED = Path("/proc/thread-self/schedstat")  # of Linux: nanoseconds run, waited for a processor, turns


def on_screen(rows: int) -> tuple[float, float]:
    """Seconds that bare calamine takes for so many rows, and ours from the drop until rows are painted; of the median run."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rows.xlsx"
        write_rewards(path, rows)
        pairs = [(bare_read(path)[0], _run(path, Path(name) / str(run))["painted"]) for run in range(RUNS)]
    return median(bare for bare, _ in pairs), median(ours for _, ours in pairs)


def whole(rows: int) -> tuple[tuple[str, float, float, str], ...]:
    """Of a file of so many rows, dropped, scrolled and stored: what was measured, the figure, its limit, the unit."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rows.xlsx"
        write_rewards(path, rows)
        found = _run(path, Path(name) / "data", "whole")
    return (
        ("first sign of progress", found["sign"], SIGN_LIMIT_MS, "ms"),
        ("longest frame, scrolling the preview", found["frame"], FRAME_LIMIT_MS, "ms"),
        ("longest pause, reading and assessing", found["reading"], PAUSE_LIMIT_MS, "ms"),
        ("longest pause, storing", found["storing"], PAUSE_LIMIT_MS, "ms"),
        ("memory of the window", found["peak"], PEAK_LIMIT_MB, "MB"),
    )


def _run(path: Path, folder: Path, *asked: str) -> dict[str, float]:
    environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    make = "import sys; from benchmarks.previews import make; make(sys.argv[1])"
    subprocess.run([sys.executable, "-c", make, str(folder)], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "benchmarks.previews", str(path), str(folder), *asked]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def make(folder: str) -> None:
    """A data folder, made in another process: what makes it would weigh on the window's."""
    set_up(paths.places(folder)).engine.dispose()


class Heart(QObject):
    """Beats in the window's thread; the longest pause in ms, without the time that the machine was busy elsewhere.

    That is no longer than the time between two beats less what the thread waited for a processor, and no longer than the
    processor time of all threads meanwhile, one of which may have held the window up.
    """

    def __init__(self) -> None:
        """Beats from now on."""
        super().__init__()
        self.longest = 0.0
        self._last = self._now()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _now(self) -> tuple[float, float]:
        waited = int(SCHEDULED.read_text().split()[1]) if SCHEDULED.exists() else 0
        return perf_counter() - waited / 1e9, process_time()

    def _beat(self) -> None:
        now, (reckoned, spent) = self._now(), self._last
        self.longest = max(self.longest, 1000 * min(now[0] - reckoned, now[1] - spent))
        self._last = now

    def since_last_asked(self) -> float:
        """The longest pause since this was last asked."""
        found, self.longest = self.longest, 0.0
        return found


class Window:
    """The window on an empty data folder, with the import page in front."""

    def __init__(self, folder: Path) -> None:
        """Comes back when the page is there and nothing is under way."""
        self.application = QApplication([])
        places = paths.places(str(folder))
        theme = Theme(self.application, places.resources)
        self.program = Program(places, IniSettings(folder / "window.ini"), theme, logging.getLogger("preview"))
        self.program.window.resize(1366, 768)
        self.program.window.show()
        self.until(self._entered)
        self.program.window.go("import")
        self.rest()
        page = self.program.window.deck.page
        assert isinstance(page, ImportPage)
        self.page = page

    def _entered(self) -> bool:
        page = self.program.window.deck.page
        if isinstance(page, IdentityPage) and not self.program.jobs.busy:
            page.entered.emit("local")
        return isinstance(page, DeskPage)

    def until(self, happened: Callable[[], object]) -> None:
        """Let the window live until something has happened."""
        wake = QTimer(interval=BEAT_MS)
        wake.start()
        end = perf_counter() + PATIENCE_SECONDS
        while not happened():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert perf_counter() < end, self.program.window.deck.page

    def rest(self) -> None:
        """Until half a second has passed in which nothing was under way."""
        end = perf_counter() + 0.5
        self.until(lambda: perf_counter() > end and not self.program.jobs.busy)

    def drop(self, path: Path) -> FilePanel:
        """Drop a file."""
        self.page.add([path])
        return self.page.panels[0]


class Painted(QObject):
    """When the rows were first painted."""

    at = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Note the first paint."""
        if event.type() == QEvent.Type.Paint:
            self.at = self.at or perf_counter()
        return False


def frames(window: Window, grid: TableGrid) -> float:
    """The longest frame in ms of the window's own time, by wheel, by page keys and by dragging the bar."""
    view, bar = grid.viewport(), grid.verticalScrollBar()
    middle = QPointF(view.rect().center())
    plain, none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton

    def turn() -> None:
        at = view.mapToGlobal(middle)
        event = QWheelEvent(middle, at, QPoint(), NOTCH, none, plain, Qt.ScrollPhase.NoScrollPhase, False)
        window.application.sendEvent(view, event)

    def press() -> None:
        window.application.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_PageDown, plain))

    def drag(part: int) -> Callable[[], None]:
        return lambda: bar.setValue(bar.maximum() * part // 300)

    return max(_frame(window, act) for act in (*[turn] * 300, *[press] * 200, *map(drag, range(300))))


def _frame(window: Window, act: Callable[[], None]) -> float:
    started = thread_time()
    act()
    window.application.processEvents()
    return 1000 * (thread_time() - started)


def main(arguments: Iterable[str]) -> None:
    """Drop the file; print when its rows were painted, and with `whole` all else."""
    path, folder, *asked = arguments
    window, heart, painted, signs = Window(Path(folder)), Heart(), Painted(), []
    window.program.jobs.stepped.connect(lambda _: signs.append(perf_counter()))
    heart.since_last_asked()
    dropped = perf_counter()
    panel = window.drop(Path(path))
    window.until(lambda: panel.preview or not panel.running)
    assert panel.preview is not None, panel.refused.text.text()
    panel.preview.table.grid.viewport().installEventFilter(painted)
    panel.preview.table.grid.viewport().update()
    window.until(lambda: painted.at)
    found = {"painted": painted.at - dropped, "sign": 1000 * (signs[0] - dropped)}
    window.until(lambda: not panel.running)
    window.rest()
    if asked:
        found["reading"] = heart.since_last_asked()
        found["frame"] = frames(window, panel.preview.table.grid)
        heart.since_last_asked()
        panel.preview.store_all.click()
        window.until(lambda: not window.page.panels)
        window.rest()
        found["storing"] = heart.since_last_asked()
        told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        found["peak"] = int(told["VmHWM"].split()[0]) / 1024
    print(json.dumps(found))
    window.program.window.close()
    window.program.end()


if __name__ == "__main__":
    main(sys.argv[1:])
