"""Whether money rows are as the program wrote them: none changed, none gone, none put in from outside."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from heapq import merge
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import Session

from app.services.trust.chain_key import key_of, seal
from app.services.trust.row_seals import SEALED, columns_of, row_digest

ADVICE = "请管理员停止拨付，保留现场并用备份核对。"


def check_rows(session: Session, books: Mapping[str, int]) -> Iterator[str]:
    """Every money row that does not bear its seal, one Chinese sentence each; `books` are the heads audit entries name."""
    yield from _sealed(session, dict(books))
    yield from _unsealed(session)


def _sealed(session: Session, books: dict[str, int]) -> Iterator[str]:
    """Rows in the order of their seals, all tables together, as each seal goes over the one before."""
    key, before, place, keyed, unnamed = key_of(session), "", 0, False, 0
    streams = (_stream(session, model.__tablename__) for model in SEALED)
    for number, of_table, row_id, digest, mark, late, *row in merge(*streams, key=itemgetter(0)):
        for lost in range(place + 1, number):
            yield f"账目签封第 {lost} 号缺失，{ADVICE}"
        what = f"{_called(of_table)}第 {row_id} 号"
        if row[0] is None:
            yield f"{what}（{of_table}）已被删除，{ADVICE}"
        elif number == place + 1 and digest != row_digest(before, of_table, row):
            yield f"{what}（{of_table}）与入账时不一致，{ADVICE}"
        if (keyed and not mark) or (key and mark and not hmac.compare_digest(mark, seal(key, digest))):
            yield f"{what}（{of_table}）的签封不是本程序所加，{ADVICE}"
        named = books.pop(digest, None) is not None
        unnamed = 0 if named or late else unnamed + 1
        before, place, keyed = digest, number, keyed or bool(mark)
    if unnamed:
        yield f"审计链末尾缺失：最后 {unnamed} 笔账目，链上没有记下，{ADVICE}"
    for entry in sorted(books.values()):
        yield f"审计链第 {entry} 条记下的账目，账目签封中已找不到，账目被整体替换过，{ADVICE}"


def _stream(session: Session, table: str) -> Iterator[tuple[Any, ...]]:
    """Seals of a table with the rows as they stand now; a row that is gone is all None."""
    sealed = next(one for model, one in SEALED.items() if model.__tablename__ == table)
    query = (
        f"SELECT s.id, s.of_table, s.row_id, s.digest, s.seal, s.late, {columns_of(sealed, 't')} FROM row_seals s"  # noqa: S608
        f" LEFT JOIN {table} t ON t.{sealed.key} = s.row_id WHERE s.of_table = ? ORDER BY s.id"
    )
    for row in session.connection().exec_driver_sql(query, (table,)):
        yield tuple(row)


def _unsealed(session: Session) -> Iterator[str]:
    for model, sealed in SEALED.items():
        table = model.__tablename__
        query = (
            f"SELECT {sealed.key} FROM {table} WHERE {sealed.when} AND NOT EXISTS (SELECT 1 FROM row_seals s"  # noqa: S608
            f" WHERE s.of_table = ? AND s.row_id = {table}.{sealed.key})"
        )
        for row_id in session.connection().exec_driver_sql(query, (table,)).scalars():
            yield f"{sealed.called}第 {row_id} 号（{table}）不是由本程序写入的，{ADVICE}"


def _called(table: str) -> str:
    return next(sealed.called for model, sealed in SEALED.items() if model.__tablename__ == table)
