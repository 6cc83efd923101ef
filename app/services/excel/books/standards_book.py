"""All standards as one workbook, a sheet a kind, written and read with the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.services.errors import UserError
from app.services.excel.reading.cells import Sheet
from app.services.excel.reading.workbook import read_workbook
from app.services.excel.writing.sheet import HEADER_ROW, Column, Row, Shown, Table
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.policy.catalogue import BY_CODE
from app.services.policy.material_lists import MATERIALS, SEPARATOR, unpacked
from app.services.policy.standards import Entry, Value
from app.services.policy.values import Raw, Unreadable, read_day

BEGINNING = "自始"
YES, NO = "是", "否"
EMPTY = "（空）"
DATED = (Column("起始日期", Kind.CODE), Column("依据或文号", widest=34))
NUMBERS, TEXTS, SWITCHES, LISTS, PAPERS = "数值", "机关文号", "日期和确认", "名单目录", "材料清单"
TYPE_TITLES = {subsidy.title: code for code, subsidy in BY_CODE.items()}


@dataclass(frozen=True)
class Layout:
    """A sheet: what it holds, its columns between 名称、行 and the day, and how values become rows and back."""

    columns: tuple[Column, ...]
    holds: Callable[[Entry], bool]
    rows: Callable[[Value], Iterable[tuple[str | int | Shown, ...]]]
    value: Callable[[list[Sequence[Raw]]], Value]


def write_book(entries: Iterable[Entry], path: Path) -> None:
    """Write entries as a workbook; of a name, row and day the last one. UserError when it cannot be saved."""
    last = {(entry.name, entry.key, entry.start): entry for entry in entries}.values()
    tables = []
    for name, layout in LAYOUTS.items():
        rows = [row for entry in last if layout.holds(entry) for row in _rows(entry, layout)]
        columns = (Column("名称", widest=30), Column("行", widest=24), *layout.columns, *DATED)
        caption = "每项自起始日期起适用；“自始”表示从一开始。同一项的多行依次排列。"
        tables.append(Table(name, f"政策标准——{name}", caption, columns, rows, unit=""))
    save_tables(path, tables)


def read_book(path: Path) -> list[Entry]:
    """The entries of such a workbook; UserError names the sheet and row of what cannot be read."""
    book = read_workbook(path)
    sheets = [sheet for sheet in book.sheets if sheet.name in LAYOUTS]
    if not sheets:
        raise UserError(f"“{path.name}”不是政策标准工作簿（没有名为{'、'.join(LAYOUTS)}的工作表），请管理员核对文件。")
    return [entry for sheet in sheets for entry in _entries(sheet, LAYOUTS[sheet.name])]


def _rows(entry: Entry, layout: Layout) -> Iterator[Row]:
    start = BEGINNING if entry.start == date.min else entry.start.isoformat()
    key = BY_CODE[entry.key].title if entry.name == MATERIALS else entry.key
    for cells in layout.rows(entry.value):
        yield (entry.name, key, *cells, start, entry.source)


def _entries(sheet: Sheet, layout: Layout) -> Iterator[Entry]:
    """Rows of one name, row, day and source belong together."""
    groups: dict[tuple[str, ...], list[Sequence[Raw]]] = {}
    width = len(layout.columns)
    for number, row in enumerate(sheet.rows[HEADER_ROW:], start=HEADER_ROW + 1):
        cells = [*row, *[""] * (width + 4 - len(row))]
        if not any(str(cell).strip() for cell in cells):
            continue
        name, key, start, source = (_text(cells[place]) for place in (0, 1, width + 2, width + 3))
        if not name or not start or not source:
            raise _refusal(sheet, number, "缺少名称、起始日期或依据")
        groups.setdefault((name, key, start, source, str(number) if width == 1 else ""), []).append(
            [number, *cells[2 : width + 2]]
        )
    for (name, key, start, source, _), rows in groups.items():
        yield _entry(sheet, layout, (name, key, start, source), rows)


def _entry(sheet: Sheet, layout: Layout, head: tuple[str, str, str, str], rows: list[Sequence[Raw]]) -> Entry:
    name, key, start, source = head
    number = int(str(rows[0][0]))
    try:
        day = date.min if start == BEGINNING else read_day(start)
        value = layout.value([row[1:] for row in rows])
    except (Unreadable, ValueError, ArithmeticError) as error:
        raise _refusal(sheet, number, f"“{name}{key}”的值或日期读不出") from error
    code = TYPE_TITLES.get(key, key) if name == MATERIALS else key
    return Entry(name, code, day, source, value)


def _refusal(sheet: Sheet, number: int, what: str) -> UserError:
    return UserError(f"工作表“{sheet.name}”第 {number} 行{what}，请管理员改正后重新导入。")


def _text(cell: Raw) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _number(rows: list[Sequence[Raw]]) -> Value:
    number = Decimal(_text(rows[0][0]).replace(",", ""))
    if number < 0 or not number.is_finite():
        raise ValueError(number)
    return number


def _said(rows: list[Sequence[Raw]]) -> Value:
    text = _text(rows[0][0])
    return "" if text == EMPTY else text


def _switch(rows: list[Sequence[Raw]]) -> Value:
    text = _text(rows[0][0])
    return text == YES if text in {YES, NO} else read_day(text)


def _items(rows: list[Sequence[Raw]]) -> Value:
    return tuple(text for row in rows if (text := _text(row[1])) and text != EMPTY)


def _papers(rows: list[Sequence[Raw]]) -> Value:
    lines = [SEPARATOR.join(_text(cell) for cell in row[1:]) for row in rows]
    return tuple(unpacked(line).packed for line in lines)


def _numbered(value: Value) -> Iterator[tuple[int, str]]:
    return enumerate(value or (EMPTY,) if isinstance(value, tuple) else (), start=1)


def _paper_rows(value: Value) -> Iterator[tuple[str | int | Shown, ...]]:
    for number, line in _numbered(value):
        one = unpacked(line)
        yield number, one.name, one.basis, one.form.value, one.copies, YES if one.deferrable else NO


def _shown_number(number: Decimal) -> Shown:
    return Shown(number, Kind.COUNT if number == number.to_integral_value() else Kind.MONEY)


def _switch_row(value: Value) -> str:
    return (YES if value else NO) if isinstance(value, bool) else str(value)


LAYOUTS = {
    NUMBERS: Layout(
        (Column("值", Kind.TENTHS),),
        lambda entry: isinstance(entry.value, Decimal),
        lambda value: [(_shown_number(Decimal(str(value))),)],
        _number,
    ),
    LISTS: Layout(
        (Column("序号", Kind.COUNT), Column("内容", widest=40)),
        lambda entry: isinstance(entry.value, tuple) and entry.name != MATERIALS,
        _numbered,
        _items,
    ),
    TEXTS: Layout(
        (Column("内容", widest=50),),
        lambda entry: isinstance(entry.value, str),
        lambda value: [(str(value) or EMPTY,)],
        _said,
    ),
    PAPERS: Layout(
        (
            Column("序号", Kind.COUNT),
            Column("材料名称", widest=44),
            Column("依据", widest=24),
            Column("原件/复印件", Kind.CODE),
            Column("份数", Kind.COUNT),
            Column("是否可以容缺", Kind.CODE),
        ),
        lambda entry: entry.name == MATERIALS,
        _paper_rows,
        _papers,
    ),
    SWITCHES: Layout(
        (Column("值", Kind.CODE),),
        lambda entry: isinstance(entry.value, bool | date),
        lambda value: [(_switch_row(value),)],
        _switch,
    ),
}
