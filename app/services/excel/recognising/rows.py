"""Rows of a recognised sheet: facts, or the cells that cannot be read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import count
from operator import getitem, itemgetter
from typing import Any, NamedTuple

from pydantic import ValidationError

from app.services.excel.applications.drafts import values_of
from app.services.excel.recognising.columns import Column, letters
from app.services.excel.recognising.dittos import without_dittos
from app.services.excel.recognising.furniture import (
    Sort,
    begins_other_table,
    heads_other_columns,
    is_guidance,
    says_how_to_fill,
    sort_of,
)
from app.services.excel.recognising.headers import Labels
from app.services.excel.recognising.readable import CellError, Readable
from app.services.excel.recognising.readings import BLANK, NothingSaid, Readings
from app.services.excel.recognising.unit_block import BlockValue, block_around
from app.services.policy.questions import Group, Lists, Question, Reader
from app.services.policy.raw import compact
from app.services.policy.values import CellFault, Raw, Unreadable, is_blank, read_day_1904, read_fen

__all__ = ["CellError", "RowRead", "RowReader", "as_seen"]

FAULTS = {
    "greater_than_equal": "数值过小",
    "missing": BLANK,
    "date_from_datetime_inexact": "应填日期",
    "string_type": "应填文字",
}


class RowRead(NamedTuple):
    """A row that holds a case: its facts, or its errors; `row` is the Excel row number."""

    row: int
    facts: Any
    errors: tuple[CellError, ...]


def as_seen(raw: Raw) -> str:
    """A cell as text for people; a long number with all digits that Excel has kept."""
    if raw is None:
        return ""
    if isinstance(raw, CellFault):
        return raw.shown
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, datetime.datetime):
        return f"{raw:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(raw, float):
        return f"{Decimal(f'{raw:.15g}'):f}"
    return str(raw)


class RowReader:
    """Reads the rows of one sheet; what can be prepared once per column is."""

    def __init__(self, found: Readable, lists: Lists, today: datetime.date) -> None:
        self._found = found
        self._sheet = found.sheet
        self._width = max((column.index for column in found.columns), default=0) + 1
        self._names = [""] * self._width
        self._readings = [Readings(_nothing)] * self._width
        self._required = frozenset(question.name for question in found.required)
        self._labels = Labels(found.questions)
        self._heads = [_line(row) for row in self._sheet.rows[: found.header.last + 1]]
        self._base: dict[str, Any] = {"applied_on": today}
        self._account: dict[str, Any] = {}
        self._bad_block: dict[str, tuple[BlockValue, str]] = {}
        self.notes: list[str] = []
        self._read_block(lists)
        self._prepare_columns(lists)
        self._values = values_of(found.questions)

    def _prepare_columns(self, lists: Lists) -> None:
        """How each column is read, and where each question finds its answer: in its column, else beside the row."""
        places = {}
        for c in self._found.columns:
            name = c.question.name
            places[name], self._names[c.index] = c.index, name
            read = _reader(c, lists, from_1904=self._sheet.from_1904)
            self._readings[c.index] = Readings(read, self._base.get(name), required=name in self._required)
        asked = [question.name for question in self._found.questions]
        self._beside = [self._base.get(name) for name in asked if name not in places]
        elsewhere = count(self._width)
        in_order = [places[name] if name in places else next(elsewhere) for name in asked]
        lacking = self._required - places.keys() - self._base.keys()
        self._pick: Callable[[list[Any]], Any] = _never_whole if lacking else itemgetter(*in_order)

    def _read_block(self, lists: Lists) -> None:
        found = self._found
        for name, value in block_around(self._sheet, found.header, found.columns, found.questions).items():
            into = self._account if value.question.group is Group.ACCOUNT else self._base
            try:
                into[name] = value.question.reader(lists)(value.raw)
            except Unreadable as reason:
                self._bad_block[name] = (value, reason.text)
                place = f"{letters(value.column)}{value.row + 1}"
                self.notes.append(
                    f"工作表“{self._sheet.name}”{place} 的“{value.question.label}”无法读取：{reason.text}"
                )

    def read(self) -> Iterator[RowRead]:
        """Every row that holds a case, in order; rows that are named as skipped go to `notes`."""
        before: Sequence[Raw] = ()
        for index in range(self._found.header.last + 1, len(self._sheet.rows)):
            cells = self._padded(self._sheet.rows[index])
            if is_guidance(cells[0]):
                self._note(Sort.REMARK, index, cells)
                continue
            try:
                yield RowRead(index + 1, self._facts(cells), ())
            except ValidationError as refused:
                yield RowRead(index + 1, None, self._refused(index, cells, refused))
            except Unreadable:
                answers, faults = self._said(cells)
                sort = self._sort(index, cells, before, faults)
                if sort is not Sort.CASE:
                    self._note(sort, index, cells)
                    if sort is Sort.OTHER_TABLE:
                        return
                    continue
                yield RowRead(index + 1, None, self._errors(index, cells, answers, faults))
            before = cells

    def _sort(self, index: int, cells: Sequence[Raw], before: Sequence[Raw], faults: Mapping[str, str]) -> Sort:
        """What a row is that cannot be read as a case; lines from the header upwards come again at page breaks."""
        columns = self._found.columns
        sort = Sort.FURNITURE if self._stood_above(cells) else sort_of(cells, before, columns, self._labels)
        if sort is Sort.CASE and heads_other_columns(cells, self._labels):
            return Sort.OTHER_TABLE
        if sort is Sort.CASE and begins_other_table(cells, columns, self._labels) and self._no_case_below(index):
            return Sort.OTHER_TABLE
        if sort is Sort.CASE and not before and says_how_to_fill(cells, columns, faults):
            return Sort.REMARK
        return sort

    def _stood_above(self, cells: Sequence[Raw]) -> bool:
        """Whether every word of a row stands in one line of the header or above it, in the same column."""
        words = [(place, text) for place, text in enumerate(_line(cells)) if text]
        return any(all(place < len(line) and line[place] == text for place, text in words) for line in self._heads)

    def _no_case_below(self, index: int) -> bool:
        """Whether no row below answers half of what a case must."""
        return not any(
            2 * len(self._required & self._said(self._padded(row))[0].keys() - self._base.keys()) >= len(self._required)
            for row in self._sheet.rows[index + 1 :]
        )

    def _padded(self, cells: list[Raw]) -> list[Raw]:
        return cells if len(cells) >= self._width else [*cells, *[""] * (self._width - len(cells))]

    def _facts(self, cells: Sequence[Raw]) -> Any:
        """What a row says that says everything it must; Unreadable when it does not, ValidationError when it cannot be."""
        values = self._pick([*map(getitem, self._readings, cells), *self._beside])
        return self._found.facts(self._values(values), self._account)

    def _said(self, cells: Sequence[Raw]) -> tuple[dict[str, Any], dict[str, str]]:
        """What a row says, by question name, and why some cells cannot be read."""
        answers = self._base.copy()
        faults: dict[str, str] = {}
        for name, readings, raw in zip(self._names, self._readings, cells, strict=False):
            try:
                meant = readings[raw]
            except NothingSaid:
                continue
            except Unreadable as reason:
                faults[name] = reason.text
            else:
                if meant is not None:
                    answers[name] = meant
        return answers, faults

    def _refused(self, index: int, cells: Sequence[Raw], refused: ValidationError) -> tuple[CellError, ...]:
        """The errors of a row all of whose cells can be read, but not together."""
        faults = {str(error["loc"][0]): FAULTS.get(error["type"], "填写的内容不符合要求") for error in refused.errors()}
        return self._errors(index, cells, self._said(cells)[0], faults)

    def _errors(
        self, index: int, cells: Sequence[Raw], answers: dict[str, Any], faults: dict[str, str]
    ) -> tuple[CellError, ...]:
        """All errors of a row, in the order of its columns, missing columns last."""
        errors = []
        for column in self._found.columns:
            name = column.question.name
            text = faults.get(name) or (BLANK if name in self._required and name not in answers else "")
            if text and name not in faults and name in self._bad_block:
                errors.append(self._block_error(index, name))
            elif text:
                errors.append(self._cell_error(index, column, cells[column.index], text))
        return (*errors, *(self._missing_column(index, q) for q in self._found.missing if q.name not in answers))

    def _cell_error(self, index: int, column: Column, raw: Raw, text: str) -> CellError:
        cell = f"{letters(column.index)}{index + 1}"
        return CellError(self._sheet.name, index + 1, cell, column.header, as_seen(raw), text)

    def _block_error(self, index: int, name: str) -> CellError:
        value, text = self._bad_block[name]
        cell = f"{letters(value.column)}{value.row + 1}"
        return CellError(self._sheet.name, index + 1, cell, value.question.label, as_seen(value.raw), text)

    def _missing_column(self, index: int, question: Question) -> CellError:
        if question.name in self._bad_block:
            return self._block_error(index, question.name)
        text = f"表中没有“{question.label}”一栏（必填），请补上该栏后重新报送"
        return CellError(self._sheet.name, index + 1, "", question.label, "", text)

    def _note(self, sort: Sort, index: int, cells: Sequence[Raw]) -> None:
        words = [as_seen(cell).strip()[:40] for cell in cells if not is_blank(cell)]
        spoken = next((word for word in words if len(word) > 1), "".join(words[:1]))  # not the number of a section
        if sort is Sort.REMARK:
            self.notes.append(f"工作表“{self._sheet.name}”第 {index + 1} 行不是申报数据，已跳过：{spoken}")
        elif sort is Sort.OTHER_TABLE:
            head = "、".join(dict.fromkeys(words[:6]))
            self.notes.append(f"工作表“{self._sheet.name}”第 {index + 1} 行起是另一张表（{head}），未读取，请核对。")


def _line(row: Sequence[Raw]) -> tuple[str, ...]:
    """The words of a row as lines are compared."""
    return tuple(compact(cell) if isinstance(cell, str) else as_seen(cell) for cell in row)


def _never_whole(_said: list[Any]) -> Any:
    """A row of a sheet that lacks a column which must be there."""
    raise NothingSaid(BLANK)


def _nothing(_raw: Raw) -> None:
    """A column that answers no question says nothing."""


def _reader(column: Column, lists: Lists, *, from_1904: bool) -> Reader:
    if from_1904 and column.question.kind.name == "day":
        return read_day_1904
    reader = partial(read_fen, in_wan=True) if column.in_wan else column.question.reader(lists)
    return without_dittos(column.question, reader)
