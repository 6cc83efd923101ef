"""A verified backup of a database, against SQLite's own copy in one go and its quick check."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.services.storage.backups import write_backup
from app.services.storage.database import connect
from app.services.unit_of_work import UnitOfWork
from benchmarks.timing import Line, best

LIMIT, TRIES = 2.0, 3


def lines(uow: UnitOfWork, source: Path) -> Iterator[Line]:
    """Milliseconds of work; what the disk takes is the same for both."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "copy.yjbak"
        bare = best(lambda: _bare(source, Path(folder) / "bare.db"), TRIES)
        ours = best(lambda: write_backup(uow, target), TRIES)
    yield Line(f"backup of {source.stat().st_size / 1e6:.0f} MB", ours, LIMIT * bare, "ms", bare)


def _bare(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(connect(source)) as live, closing(connect(target)) as copy:
        live.backup(copy, pages=-1)
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise AssertionError(target)
