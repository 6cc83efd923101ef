"""How far a sheet of an .xlsx reaches, and whether it needs a closer look, found without parsing it."""

from __future__ import annotations

import re
from typing import NamedTuple
from zipfile import ZipFile

from app.services.excel.reading.patience import InTime, no_hurry

_PIECE = 1 << 18
_OVERLAP = 256
_NEAR_COLUMNS, _NEAR_ROWS = 26, 99_999
_FAR = re.compile(rb"r=[\"'](?:[A-Za-z]{2}|[A-Za-z]?\d{6})")
_FILLED = re.compile(  # bounded, so that no text can keep it busy
    rb"<(?:\w{1,20}:)?c\s(?:[^<>/]{0,150}\s)?r=[\"']([A-Za-z]{1,9})(\d{1,9})[\"'](?:\s[^<>/]{0,150})?>(?!\s*</)"
)


class Extent(NamedTuple):
    """The box that holds every filled cell, at least 26 columns, its rows counted as 99,999 where it has no more columns.

    `marked` asks for errors, formulas, hidden rows.
    """

    rows: int
    columns: int
    marked: bool


def scan(archive: ZipFile, part: str, in_time: InTime = no_hurry) -> Extent:
    """Measure one sheet part piece by piece, in little memory, whatever its size; raises what `in_time` raises."""
    rows, columns, marked, tail = _NEAR_ROWS, _NEAR_COLUMNS, False, b""
    with archive.open(part) as stream:
        while fresh := stream.read(_PIECE):
            in_time()
            piece = tail + fresh
            tail = piece[-_OVERLAP:]
            if not marked:
                marked = (
                    b"</f>" in piece or b'n="1"' in piece or b'n="true"' in piece or b'"e"' in piece or b"='" in piece
                )
            if _FAR.search(piece):
                rows, columns = _farthest(piece, rows, columns)
    if rows == _NEAR_ROWS and columns > _NEAR_COLUMNS:
        rows = _rows_filled(archive, part, in_time)
    return Extent(rows, columns, marked)


def _rows_filled(archive: ZipFile, part: str, in_time: InTime) -> int:
    """How many rows a wide sheet has, which a narrow one need not be asked: a payroll of 100 columns has few."""
    rows, tail = 0, b""
    with archive.open(part) as stream:
        while fresh := stream.read(_PIECE):
            in_time()
            piece = tail + fresh
            tail = piece[-_OVERLAP:]
            rows, _ = _farthest(piece, rows, 0)
    return rows


def _farthest(piece: bytes, rows: int, columns: int) -> tuple[int, int]:
    for letters, digits in set(_FILLED.findall(piece)):
        rows = max(rows, int(digits[:9]))
        columns = max(columns, _column(letters))
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + letter - 64
    return number
