"""What is typed over a column, as conditions: 1000-2000, >=500, 2024-03, or a part of a word."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from app.services.errors import UserError
from app.ui.widgets.table.query import CellKind, Column, Filter, Op

_RANGE = re.compile(r"^(.+?)\s*[~～至]\s*(.+)$")
_DAY = re.compile(r"^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2}))?)?[月日年]?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")

Bounds = tuple[int, int] | tuple[date, date]


def parse(column: Column, typed: str) -> tuple[Filter, ...]:
    """The conditions meant by what was typed over a column; none when empty. Raises UserError when it is unreadable."""
    words = typed.strip()
    if not words:
        return ()
    bounds = _BOUNDS.get(column.kind)
    if bounds is None:
        return (Filter(column.key, Op.CONTAINS, words),)
    spread = _RANGE.match(words)
    if spread:
        low, high = bounds(column, spread[1]), bounds(column, spread[2])
        return (Filter(column.key, Op.FROM, low[0]), Filter(column.key, Op.TO, high[1]))
    for sign, op in ((">=", Op.FROM), ("≥", Op.FROM), ("<=", Op.TO), ("≤", Op.TO), (">", Op.FROM), ("<", Op.TO)):
        if words.startswith(sign):
            edge = bounds(column, words.removeprefix(sign).strip())
            return (Filter(column.key, op, edge[0] if op is Op.FROM else edge[1]),)
    return _between(column, *bounds(column, words))


def hint(column: Column) -> str:
    """What may be typed over a column, in a few words."""
    examples = {
        CellKind.MONEY: "如 2000、>=500、500~2000",
        CellKind.WHOLE: "如 3、>=10、10~20",
        CellKind.DATE: "如 2024、2024-03、2024-03-01~2024-06-30",
    }
    return examples.get(column.kind, "含有的文字")


def _between(column: Column, low: int | date, high: int | date) -> tuple[Filter, ...]:
    if low == high:
        return (Filter(column.key, Op.IS, low),)
    return (Filter(column.key, Op.FROM, low), Filter(column.key, Op.TO, high))


def _money(column: Column, words: str) -> Bounds:
    try:
        fen = Decimal(words.replace(",", "").removesuffix("元")) * 100
        exact = int(fen)
    except (InvalidOperation, ValueError, OverflowError):
        raise _unreadable(column, words) from None
    if fen != exact:
        raise _unreadable(column, words)
    return exact, exact


def _whole(column: Column, words: str) -> Bounds:
    if not re.fullmatch(r"-?[0-9]+", words.replace(",", "")):
        raise _unreadable(column, words)
    number = int(words.replace(",", ""))
    return number, number


def _day(column: Column, words: str) -> Bounds:
    found = _COMPACT.match(words) or _DAY.match(words)
    if not found:
        raise _unreadable(column, words)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or monthrange(year, last_month)[1])
    except ValueError:
        raise _unreadable(column, words) from None
    return first, last


def _unreadable(column: Column, words: str) -> UserError:
    return UserError(f"“{column.title}”的筛选条件“{words}”看不懂，请按示例填写：{hint(column)}。", column.key)


_BOUNDS: dict[CellKind, Callable[[Column, str], Bounds]] = {
    CellKind.MONEY: _money,
    CellKind.WHOLE: _whole,
    CellKind.DATE: _day,
}
