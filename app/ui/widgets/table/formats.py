"""How a cell's value reads: amounts with two decimals, days as 2024-03-01, numbers of persons masked."""

from collections.abc import Callable
from datetime import date

from app.services.letters.masking import masked_number
from app.services.policy.money import yuan
from app.ui.widgets.chip import Tag
from app.ui.widgets.due import Due
from app.ui.widgets.table.query import CellKind, Column, read


def money(fen: int) -> str:
    """An amount in yuan with thousands separated and two decimals, from fen: 550000 is 5,500.00."""
    return yuan(fen)


def tag(column: Column, row: object) -> Tag | None:
    """The tag that a chip or due cell shows; None for other kinds and empty cells."""
    value = read(row, column.key)
    if column.kind is CellKind.DUE and isinstance(value, Due):
        return value.tag
    if column.kind is CellKind.CHIP and value is not None:
        return value if isinstance(value, Tag) else Tag(str(value))
    return None


def text(column: Column, row: object) -> str:
    """The text of a cell as shown, copied and read aloud."""
    if column.kind is CellKind.TICK:
        return ""
    value = read(row, column.key)
    return "" if value is None else _TEXTS.get(column.kind, str)(value)


def _money_text(value: object) -> str:
    return money(value) if isinstance(value, int) else str(value)


def _date_text(value: object) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _whole_text(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


_TEXTS: dict[CellKind, Callable[[object], str]] = {
    CellKind.MONEY: _money_text,
    CellKind.DATE: _date_text,
    CellKind.WHOLE: _whole_text,
    CellKind.MASKED: lambda value: masked_number(str(value)),
}
