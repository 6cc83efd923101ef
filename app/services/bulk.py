"""Work on many thousand rows at once."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Select, String, Table, bindparam, func, select
from sqlalchemy.orm import Session


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for reference cycles meanwhile: over a hundred thousand live rows it finds none and takes half the time.

    Said by a threshold of 0, which Python's collector heeds and the window's in its place.
    """
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if before[0]:
            gc.freeze()  # what was made is left out of later searches, which would hold up every thread for seconds
        gc.set_threshold(*before)


def let_go(kept: dict[Any, Any] | list[Any]) -> None:
    """Empty it piece by piece: 100,000 entries taken away at once would hold up every thread meanwhile."""
    take: Callable[[], object] = kept.popitem if isinstance(kept, dict) else kept.pop
    while kept:
        take()


TOLD_AT_ONCE = 5000
KEYS: Select[Any] = select(func.json_each(bindparam("keys", type_=String)).table_valued("value").c.value)
"""The keys that `in_slices` tells, for `column.in_(KEYS)`: one parameter for all takes a third of the time of one each."""


def in_slices(keys: Iterable[str | int]) -> Iterator[str]:
    """Many keys, each once, a slice at a time as the parameter `keys` of a query on KEYS."""
    wanted: dict[str | int, None] = {}
    for key in keys:  # one by one: 300,000 keys taken at once, or sorted, hold every thread up
        wanted[key] = None
    left = iter(wanted)
    while some := list(islice(left, TOLD_AT_ONCE)):
        yield json.dumps(some, ensure_ascii=False)
    let_go(wanted)


def insert_many(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert plain rows, all with the same columns, by the driver alone; columns not named get their default."""
    if not rows:
        return
    connection = session.connection()
    named = [table.columns[name] for name in rows[0]]
    fixed = [column for column in table.columns if column.name not in rows[0] and column.default is not None]
    readers = [(column.name, column.type.bind_processor(connection.dialect)) for column in named]
    defaults = tuple(getattr(column.default, "arg", None) for column in fixed)
    names = ", ".join(f'"{column.name}"' for column in (*named, *fixed))
    marks = ", ".join("?" * (len(named) + len(fixed)))
    values = [(*(read(row[name]) if read else row[name] for name, read in readers), *defaults) for row in rows]
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values)  # noqa: S608 - our own names
