"""The list of cases against the same SQL by bare sqlite3: first, deep and narrowed pages, counts, at several sizes."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import event

from app.services.cases.course import State
from app.services.standards.standards_file import shipped_parameters
from app.services.storage.database import FILE_NAME
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue
from app.services.worklists.queue_query import CaseQuery, Cursor, Facet
from benchmarks.queue_office import TODAY, build

LIMIT_RATIO, LIMIT_MORE_MS = 3.0, 2.0
SIZES = (10_000, 100_000)
TRIES = 15
ROOT = Path(__file__).parents[1]
QUERIES = {
    "all": CaseQuery(),
    "mine": CaseQuery(Facet.MINE),
    "overdue": CaseQuery(Facet.OVERDUE),
    "doubtful": CaseQuery(Facet.WARNED),
    "completed": CaseQuery(state=State.COMPLETED),
    "of 2019": CaseQuery(year=2019),
    "of a township": CaseQuery(township="三元镇"),
    "by number": CaseQuery(sort="number", descending=True),
    "by due date": CaseQuery(sort="due_on"),
    "last four digits": CaseQuery(text="0124"),
}
Statements = list[tuple[str, Any]]


def best(work: Callable[[], object]) -> float:
    """The shortest of some runs, in milliseconds of work, which other programs do not lengthen; the first only warms up."""
    work()
    taken = []
    for _ in range(TRIES):
        started = process_time()
        work()
        taken.append(process_time() - started)
    return min(taken) * 1000


def deep(uow: UnitOfWork, query: CaseQuery, pages: int) -> Cursor | None:
    """Where the page after so many begins."""
    after: Cursor | None = None
    for _ in range(pages):
        after = queue.page(uow, query, after).next or after
    return after


def measure(cases: int) -> bool:
    """Print a line a question; whether all are within the limit."""
    with tempfile.TemporaryDirectory() as folder:
        engine = build(Path(folder), ROOT / "migrations", cases)
        uow = UnitOfWork(
            engine, "张伟", shipped_parameters(ROOT / "resources"), lambda: datetime.combine(TODAY, time(9))
        )
        seen: Statements = []
        event.listen(engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
        bare = sqlite3.connect(Path(folder) / FILE_NAME, isolation_level=None)
        works: dict[str, Callable[[], object]] = {
            name: partial(queue.page, uow, query) for name, query in QUERIES.items()
        }
        after = deep(uow, QUERIES["all"], cases // 600)
        works["deep page"] = lambda: queue.page(uow, QUERIES["all"], after)
        works["count"] = lambda: queue.count(uow, QUERIES["of a township"])
        kept = [_compare(f"{cases:,} {name}", work, seen, bare) for name, work in works.items()]
        bare.close()
        engine.dispose()
    return all(kept)


def _compare(name: str, work: Callable[[], object], seen: Statements, bare: sqlite3.Connection) -> bool:
    seen.clear()
    work()
    statements = [one for one in seen if not one[0].startswith("BEGIN")]
    ours = best(work)
    theirs = best(lambda: [bare.execute(sql, values).fetchall() for sql, values in statements])
    kept = ours <= LIMIT_RATIO * theirs + LIMIT_MORE_MS
    print(f"{name:28} {ours:8.2f} ms, bare {theirs:7.2f} ms {'' if kept else '  over the limit'}")
    return kept


def main(sizes: list[int]) -> int:
    """Measure at each size; 1 when a limit is not kept."""
    kept = [measure(cases) for cases in sizes]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
