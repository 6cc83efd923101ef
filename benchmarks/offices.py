"""Everything that is timed on an office of a size: the list, the search, single actions, the year, the backup."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, time
from pathlib import Path

from app.services.standards.standards_file import shipped_parameters
from app.services.storage.database import FILE_NAME
from app.services.unit_of_work import UnitOfWork
from benchmarks import backup, queue, searching, steps, year_end
from benchmarks.queue_office import REVIEWER, TODAY, build
from benchmarks.timing import Line

ROOT = Path(__file__).parents[1]
SMALL, USUAL, MILLION = 10_000, 100_000, 1_000_000
ENCRYPTED, SAVED = 20_000, 50_000  # the second gives a database of some 150 MB
KEY = bytes(range(32))


def lines(sizes: tuple[int, ...]) -> Iterator[Line]:
    """The smallest size first: what an action takes there is what it may take, near enough, at any other."""
    smallest: steps.Figures = {}
    for cases in sizes:
        with tempfile.TemporaryDirectory() as name:
            uow, size = office(Path(name), cases), f"{cases:,}"
            with closing(sqlite3.connect(Path(name) / FILE_NAME, isolation_level=None)) as bare:
                yield from queue.lines(uow, bare, cases)
                yield from searching.lines(uow, cases, size)
                if cases >= USUAL:
                    yield from year_end.lines(uow, bare, size)
            taken = steps.actions(uow)
            smallest = smallest or taken
            yield from steps.lines(taken, smallest, size)
            uow.engine.dispose()
    with tempfile.TemporaryDirectory() as name:
        uow = office(Path(name), ENCRYPTED, KEY)
        yield from searching.lines(uow, ENCRYPTED, f"{ENCRYPTED:,} encrypted")
        uow.engine.dispose()
    with tempfile.TemporaryDirectory() as name:
        uow = office(Path(name), SAVED)
        yield from backup.lines(uow, Path(name) / FILE_NAME)
        uow.engine.dispose()


def office(folder: Path, cases: int, key: bytes | None = None) -> UnitOfWork:
    """An office of so many cases on its day, worked in by the reviewer."""
    engine = build(folder, ROOT / "migrations", cases, key)
    parameters = shipped_parameters(ROOT / "resources")
    return UnitOfWork(engine, REVIEWER, parameters, lambda: datetime.combine(TODAY, time(9)))
