"""Sealing money rows as they are written: a digest of each over the one before it, whose head every audit entry names.

A row is read back from the database before it is sealed: what is sealed is what is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Session

from app.models import BudgetEntry, CaseInstalment, ClosedYear, LedgerEntry, PaymentRunLine, RecoveryEntry, RowSeal
from app.services.trust.chain_key import key_of, seal

PART = 500
_PAYEE = ("bank", "account_name", "account_number")
_BOOKED = ("at", "account")
_ENTRY = ("instalment_id", "kind", "direction", "amount_fen", "voucher", "reverses_id")


@dataclass(frozen=True)
class Sealed:
    """A table whose rows are sealed: which of its columns never change from then on, and what it is called.

    `key` is the column that tells rows apart; `when` is the SQL condition under which a row is sealed.
    """

    called: str
    columns: tuple[str, ...]
    key: str = "id"
    when: str = "1"


SEALED: dict[type[Any], Sealed] = {
    LedgerEntry: Sealed(
        "拨付台账",
        (*_ENTRY, "paid_on", *_PAYEE, "note", *_BOOKED, "source", "run_id"),
    ),
    RecoveryEntry: Sealed(
        "追回台账",
        ("clawback_id", *_ENTRY[1:], "on_day", "authority", "ledger_id", "note", *_BOOKED),
    ),
    BudgetEntry: Sealed("预算", ("year", "source", "direction", "amount_fen", "document", "on_day", "note", *_BOOKED)),
    ClosedYear: Sealed("年终结账", ("closed_on", "figures", *_BOOKED), key="year"),
    CaseInstalment: Sealed("拨付计划", ("case_id", "position", "label", "amount_fen", "years_after", "needs_check")),
    PaymentRunLine: Sealed(
        "拨付批次",
        ("run_id", "position", "instalment_id", "amount_fen", "set_off_fen", *_PAYEE, "state"),
        when="state = 'booked'",
    ),
}


def row_digest(before: str, table: str, row: Sequence[object]) -> str:
    """The digest of a row (its key first) over the digest of the row sealed before it."""
    return sha256(json.dumps([before, table, *row], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def columns_of(sealed: Sealed, table: str = "") -> str:
    """The columns that are sealed, the key first, as SQL."""
    prefix = f"{table}." if table else ""
    return ", ".join(f"{prefix}{name}" for name in (sealed.key, *sealed.columns))


def seal_rows_of(session: Session) -> None:
    """Have a session seal money rows whenever it writes them."""
    event.listen(session, "after_flush", _after_flush)


def seal_older(connection: Connection) -> None:
    """Seal what was there before rows were sealed, marked as sealed late; without a key, as there was none then."""
    for model, sealed in SEALED.items():
        table = model.__tablename__
        query = f"SELECT {columns_of(sealed)} FROM {table} WHERE {sealed.when} ORDER BY {sealed.key}"  # noqa: S608
        _store(connection, table, [tuple(row) for row in connection.exec_driver_sql(query)], None, late=True)


def _after_flush(session: Session, _context: object) -> None:
    written: dict[type[Any], list[int]] = {}
    for one in _to_seal(session):
        written.setdefault(type(one), []).append(getattr(one, SEALED[type(one)].key))
    for model, keys in written.items():
        rows = list(_read_back(session.connection(), model, sorted(keys)))
        _store(session.connection(), model.__tablename__, rows, key_of(session), late=False)


def _to_seal(session: Session) -> Iterator[object]:
    """New money rows, and lines of a run that have just been booked."""
    for one in session.new:
        if type(one) in SEALED and not (isinstance(one, PaymentRunLine) and one.state != "booked"):
            yield one
    for one in session.dirty:
        if isinstance(one, PaymentRunLine) and one.state == "booked" and inspect(one).attrs.state.history.added:
            yield one


def _read_back(connection: Connection, model: type[Any], keys: Sequence[int]) -> Iterator[tuple[object, ...]]:
    sealed = SEALED[model]
    for start in range(0, len(keys), PART):
        part = tuple(keys[start : start + PART])
        marks = ", ".join("?" * len(part))
        query = f"SELECT {columns_of(sealed)} FROM {model.__tablename__} WHERE {sealed.key} IN ({marks})"  # noqa: S608
        yield from (tuple(row) for row in connection.exec_driver_sql(f"{query} ORDER BY {sealed.key}", part))


def _store(
    connection: Connection, table: str, rows: Sequence[tuple[object, ...]], key: bytes | None, *, late: bool
) -> None:
    """Put the seals of rows behind the last one."""
    if not rows:
        return
    last = connection.exec_driver_sql(f"SELECT digest FROM {RowSeal.__tablename__} ORDER BY id DESC LIMIT 1")  # noqa: S608
    before, seals = last.scalar() or "", []
    for row in rows:
        before = row_digest(before, table, row)
        seals.append((table, row[0], before, seal(key, before), late))
    connection.exec_driver_sql(
        f"INSERT INTO {RowSeal.__tablename__} (of_table, row_id, digest, seal, late) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
        seals,
    )
