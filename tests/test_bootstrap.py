import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).parents[1]
AT_FIRST_PAINT = """
import os, sys
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QTimer
class Watched(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        made = [name for module in (QtCore, QtGui, QtWidgets) for name in vars(module)]
        print([name for name in ("Qt", "QIcon", "QStyle", "sqlalchemy") if name in (*made, *sys.modules)], flush=True)
        QTimer.singleShot(0, lambda: os._exit(0))
QtWidgets.QMainWindow = Watched
from app.bootstrap import main
main(["--data", sys.argv[1]])
"""


def started(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
        env=os.environ,
        timeout=60,
    )


def test_the_program_reads_a_workbook_for_a_parent_process(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.worksheets[0].append(["姓名"])
    book.save(path)
    done = started("--read-workbook", "20", str(2**30), given=b"\n" + path.read_bytes())
    taken = pickle.Unpickler(io.BytesIO(done.stdout))  # noqa: S301 - our own child
    kind, sheets, about, rows = (taken.load() for _ in range(4))
    assert (kind, sheets, about[-1]) == ("sheets", 1, 1)
    assert pickle.loads(rows) == [["姓名"]]  # noqa: S301 - our own child


def test_what_is_neither_window_nor_reader_is_a_command() -> None:
    done = started("fly")
    assert done.returncode == 2
    assert "命令写法不对" in done.stderr.decode()


def test_the_first_paint_waits_for_nothing_that_is_dear_and_not_seen(tmp_path: Path) -> None:
    """PySide makes a class at its first mention; Qt alone, with its enums, is a sixth of the start."""
    done = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)},
        timeout=60,
    )
    assert done.stdout.decode().split("\n")[0] == "[]"
