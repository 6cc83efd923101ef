"""From the start of the process to the first paint, against a bare QMainWindow with the same face; and the longest pause after it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

LIMIT = 1.5
PAUSE_LIMIT_MS = 50.0
ROOT = Path(__file__).parents[1]
RUNS = 9
WATCHED = """
import os, sys
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
class Watched(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
"""
BARE = """
from PySide6.QtGui import QFont, QFontDatabase
application = QtWidgets.QApplication([])
number = QFontDatabase.addApplicationFont("resources/fonts/NotoSansSC_400Regular.ttf")
application.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 10))
window = Watched()
window.setWindowTitle("叶集技工补贴")
window.resize(1280, 720)
window.show()
application.exec()
"""
WHOLE = """
QtWidgets.QMainWindow = Watched
from app.bootstrap import main
sys.exit(main(["--data", sys.argv[1] + "/data"]))
"""
SET_UP = """
import sys
from app.bootstrap import main
sys.exit(main(["--data", sys.argv[1] + "/data", "init", "--plain"]))
"""
ENTERED = """
import logging, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import paths
from app.ui.settings import IniSettings
from app.ui.theme import ARGUMENTS, Theme
from app.window import Program
folder = sys.argv[1]
places = paths.places(folder + "/data")
application = QApplication(["start", *ARGUMENTS])
theme = Theme(application, places.resources)
program = Program(places, IniSettings(Path(folder) / "window.ini"), theme, logging.getLogger("start"))
beats = []
timer = QTimer(interval=0)
timer.timeout.connect(lambda: beats.append(time.perf_counter()))
def entered():
    page = program.window.deck.page
    if program.jobs.busy:
        return
    if page.title == "选择身份":
        page.entered.emit("local")
    else:
        watch.stop()
        application.quit()
watch = QTimer(interval=20)
watch.timeout.connect(entered)
def begin():
    timer.start()
    watch.start()
program.window.ready.connect(begin)
program.window.show()
application.exec()
print(max(b - a for a, b in zip(beats, beats[1:])) * 1000)
program.window.close()
program.end()
"""


def first_paint() -> tuple[float, float]:
    """Return the seconds to the first paint of a bare window and of the whole program, each the median of nine starts."""
    with tempfile.TemporaryDirectory() as folder:
        _run(SET_UP, folder)
        pairs = [(_timed(WATCHED + BARE, folder), _timed(WATCHED + WHOLE, folder)) for _ in range(RUNS + 1)]
    return median(bare for bare, _ in pairs[1:]), median(ours for _, ours in pairs[1:])  # the first compiles


def longest_pause() -> float:
    """Return the longest time in ms that the GUI thread did not answer between the first paint and the desk."""
    with tempfile.TemporaryDirectory() as folder:
        _run(SET_UP, folder)
        _run(ENTERED, folder)
        return median(float(_run(ENTERED, folder)) for _ in range(3))


def _timed(script: str, folder: str) -> float:
    before = perf_counter()
    _run(script, folder)
    return perf_counter() - before


def _run(script: str, folder: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(ROOT / "out" / "compiled")}
    environment |= {"XDG_CONFIG_HOME": folder, "APPDATA": folder}  # where the window's settings are kept
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the program as delivered is compiled
    done = subprocess.run(
        [sys.executable, "-c", script, folder],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
