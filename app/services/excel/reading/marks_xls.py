"""What the parser does not tell about an old binary workbook: error cells, hidden rows and columns, the date system."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from app.services.excel.reading.marks import Marks

_BOF, _EOF, _BOUND_SHEET, _DATE_MODE = 0x809, 0x0A, 0x85, 0x22
_ROW, _COLUMNS, _BOOL_OR_ERROR, _FORMULA = 0x208, 0x7D, 0x205, 0x06
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ZERO_HEIGHT, _HIDDEN = 0x20, 0x01
_MOST_COLUMNS = 256


def marks_of_xls(stream: bytes) -> tuple[list[Marks], bool]:
    """The marks of each worksheet in order, and whether serials count from 1904; struct.error for a stream cut off."""
    starts, from_1904 = [], False
    for kind, at, _ in _records(stream, 0):
        if kind == _BOUND_SHEET and stream[at + 5] == 0:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _DATE_MODE:
            from_1904 = struct.unpack_from("<H", stream, at)[0] == 1
    return [_marks(stream, start) for start in starts], from_1904


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of the part; those of charts inside it are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, at + 4, length
        at += 4 + length


def _marks(stream: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, at, _ in _records(stream, start):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", stream, at)
            marks.hidden_rows.update([row + 1] if flags & _ZERO_HEIGHT else ())
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", stream, at)
            marks.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)) if flags & _HIDDEN else ())
        elif kind in (_BOOL_OR_ERROR, _FORMULA):
            _mark_error(stream, kind, at, marks)
    return marks


def _mark_error(stream: bytes, kind: int, at: int, marks: Marks) -> None:
    row, column = struct.unpack_from("<HH", stream, at)
    if kind == _BOOL_OR_ERROR:
        code, is_error = stream[at + 6], stream[at + 7] == 1
    else:
        code, is_error = stream[at + 8], stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff"
    if is_error:
        marks.error(row, column, _ERRORS.get(code, "#N/A"))
