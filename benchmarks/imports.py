"""Import from file to stored, against calamine, a plain check and executemany of the same rows into the same tables."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import python_calamine

from app.services.excel.applications.importing import import_workbook
from app.services.excel.reading.workbook import read_workbook
from app.services.places import Places
from app.services.storage.data_folder import set_up
from app.services.storage.database import FILE_NAME
from app.services.unit_of_work import UnitOfWork
from benchmarks.workbooks import write_rewards

READ_LIMIT, IMPORT_LIMIT = 2.0, 4.0
PEAK_LIMIT_MB = 600.0
ROOT = Path(__file__).parents[1]
ALONE = """
import resource, sys
from pathlib import Path
from app.services.excel.applications.importing import import_workbook
from benchmarks.imports import _office
folder = Path(sys.argv[1])
import_workbook(_office(folder / "ours"), folder / "rows.xlsx")
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
TABLES = (
    "persons",
    "units",
    "batches",
    "batch_files",
    "cases",
    "case_steps",
    "case_claims",
    "case_grounds",
    "case_marks",
    "name_words",
)


def read(rows: int) -> tuple[float, float]:
    """Seconds that bare calamine and ours take to read a workbook of so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        write_rewards(path, rows)
        return bare_read(path)[0], _timed(lambda: read_workbook(path))


def store(rows: int) -> tuple[float, float]:
    """Seconds that the bare way and ours take from file to stored."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_rewards(folder / "rows.xlsx", rows)
        ours = _office(folder / "ours")
        taken = _timed(lambda: import_workbook(ours, folder / "rows.xlsx"))
        ours.engine.dispose()
        bare = _office(folder / "bare")
        bare.engine.dispose()
        return _bare_store(folder), taken


def peak_memory(rows: int) -> tuple[float, float]:
    """Most MB that an import of so many rows takes in a process of its own, and that its reading process takes."""
    with tempfile.TemporaryDirectory() as name:
        write_rewards(Path(name) / "rows.xlsx", rows)
        done = subprocess.run([sys.executable, "-c", ALONE, name], cwd=ROOT, check=True, capture_output=True, text=True)
        own, reader = done.stdout.split()
        return int(own) / 1024, int(reader) / 1024


def _office(folder: Path) -> UnitOfWork:
    return set_up(Places(folder, ROOT / "resources", ROOT / "migrations"))


def _timed(work: object) -> float:
    assert callable(work)
    started = perf_counter()
    work()
    return perf_counter() - started


def bare_read(path: Path) -> tuple[float, list[list[Any]]]:
    """Seconds that calamine alone takes, and the rows."""
    started = perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return perf_counter() - started, rows


def _bare_store(folder: Path) -> float:
    """The rows that ours stored, put again into an empty folder after a bare reading and a plain check."""
    source = sqlite3.connect(folder / "ours" / FILE_NAME)
    ready = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    source.close()
    target = sqlite3.connect(folder / "bare" / FILE_NAME, isolation_level=None)
    started = perf_counter()
    _, rows = bare_read(folder / "rows.xlsx")
    wrong = sum(1 for row in rows[1:] if len(str(row[1])) != 18 or not row[0])
    target.execute("PRAGMA synchronous = EXTRA")
    target.execute("BEGIN IMMEDIATE")
    for table, content in ready.items():
        if content:
            target.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(content[0]))})", content)
    target.execute("COMMIT")
    taken = perf_counter() - started
    target.close()
    assert not wrong
    return taken
