"""Work on many thousand rows at once."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for reference cycles meanwhile: over a hundred thousand live rows it finds none and takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # what was made is left out of later searches, which would hold up every thread for seconds
            gc.enable()


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
