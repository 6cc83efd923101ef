"""The hand of somebody with a database tool: past the program, its guards and its triggers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.models.append_only import NAMES
from app.services.storage.database import connect
from app.services.unit_of_work import UnitOfWork


@contextmanager
def outside(uow: UnitOfWork) -> Iterator[sqlite3.Connection]:
    """The database file in the hand of another tool, which knows the key; what it does is stored."""
    with closing(connect(Path(str(uow.engine.url.database)), uow.key)) as connection:
        yield connection
        connection.commit()


def tamper(uow: UnitOfWork, *statements: str) -> None:
    """Carry out statements with all triggers out of the way, then put them back: only what is stored tells."""
    names = tuple(f"tr_{table}_{act}" for table in NAMES for act in ("update", "delete"))
    with outside(uow) as connection:
        kept = [
            connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone() for name in names
        ]
        for name in names:
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            connection.execute(statement)
        for found in filter(None, kept):
            connection.execute(found[0])
