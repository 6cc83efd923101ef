import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).parents[1]


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
    assert rows == [["姓名"]]


def test_what_is_neither_window_nor_reader_is_a_command() -> None:
    done = started("fly")
    assert done.returncode == 2
    assert "命令写法不对" in done.stderr.decode()
