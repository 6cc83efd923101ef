"""What a table shows, as data: its columns, the question it asks, and the source that answers page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class CellKind(StrEnum):
    """What a column holds; it decides text, alignment, filter and sum.

    money: fen; whole: a count; due: working days left, negative when overdue; chip: a Tag or a word; masked: an identity
    number or account in full, shown with the middle hidden; tick: the boxes.
    """

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    WHOLE = "whole"
    CHIP = "chip"
    DUE = "due"
    MASKED = "masked"
    TICK = "tick"


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True)
class Column:
    """One column: `key` names the value in a row, `width` is px, `shown` whether it stands there at first."""

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 120
    align: Align | None = None
    shown: bool = True
    sortable: bool = True
    filterable: bool = True

    @property
    def alignment(self) -> Align:
        """The alignment asked for, or the kind's own: figures right, all else left."""
        figures = self.kind in (CellKind.MONEY, CellKind.WHOLE)
        return self.align or (Align.RIGHT if figures else Align.LEFT)


TICK = Column("tick", "", CellKind.TICK, 36, sortable=False, filterable=False)
"""The column of boxes; a table that has it first can be ticked."""


class Op(StrEnum):
    """How a filter compares; from and to include their value."""

    CONTAINS = "contains"
    IS = "is"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True)
class Filter:
    """One condition on one column; the value is text, fen, a count, working days or a date, after the column's kind."""

    column: str
    op: Op
    value: str | int | date


@dataclass(frozen=True)
class Query:
    """What a list is asked for; sort "" is the source's own order. Facets are the buttons above it, by name."""

    sort: str = ""
    descending: bool = False
    filters: tuple[Filter, ...] = ()
    search: str = ""
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rows:
    """One page of rows, and where the next begins; None at the end."""

    rows: Sequence[object]
    next: object | None = None


class Source(Protocol):
    """Where rows come from: mappings or objects whose keys or attributes are the columns' keys."""

    def page(self, query: Query, after: object | None, limit: int) -> Rows:
        """About `limit` rows behind the cursor `after`; a source that has them at hand may give all."""

    def count(self, query: Query, cap: int = 1000) -> int:
        """How many rows there are; may stop counting at cap + 1."""

    def each(self, query: Query) -> Iterator[object]:
        """All rows in order, for ticking all and for export."""


def read(row: object, key: str) -> object:
    """The value that a row has under a column's key; None when a mapping has none."""
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key)
