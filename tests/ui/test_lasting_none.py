import subprocess
import sys
from pathlib import Path

CALLS = """
import app.ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(300_000):
    thing.setObjectName("x")
"""


def test_hundreds_of_thousands_of_calls_into_qt_leave_the_interpreter_alive() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CALLS], cwd=Path(__file__).parents[2], capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
