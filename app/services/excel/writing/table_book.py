"""Any list of the window as a workbook, as it is shown: its columns, its order, its filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from app.services.excel.writing.sheet import Column, Plain, Row, Table, yuan_value
from app.services.excel.writing.streaming import poured, save_poured
from app.services.excel.writing.styles import Kind
from app.services.unit_of_work import UnitOfWork

Heading = tuple[str, str]
"""A column's title and the name of its Kind."""


def write_list(
    uow: UnitOfWork,
    path: Path,
    title: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[object]],
    told: Callable[[int], None],
) -> int:
    """Write rows under their headings, money in fen; says how many. UserError when it cannot be saved.

    `told` hears how many rows have been read, and may raise Cancelled.
    """
    kinds = [Kind[name] for _, name in headings]

    def lines() -> Iterator[Row]:
        for number, row in enumerate(rows, start=1):
            yield (number, *(_value(value, kind) for value, kind in zip(row, kinds, strict=True)))
            told(number)

    columns = (
        Column("序号", Kind.COUNT),
        *(Column(heading, kind) for (heading, _), kind in zip(headings, kinds, strict=True)),
    )
    today = uow.clock().date()
    table = Table(title[:31], title, f"导出日期：{today}", columns, (), unit="金额单位：元")
    made = poured(path, table, lines())
    return save_poured(path, made, partial(uow.note, "导出列表", path.name, f"{title}，{made.body.count} 行"))


def _value(value: object, kind: Kind) -> Plain:
    if kind is Kind.MONEY and isinstance(value, int):
        return yuan_value(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if value is None or isinstance(value, int | date):
        return value
    return str(value)
