"""The child process that lets a parser loose on a file, under limits: the file on stdin, pickled cells on stdout.

A pickle says what follows, "sheets" or what stopped the reading; then, for each sheet, one of its name, whether it is
hidden, its merged ranges, how many rows it has and how long the longest is, how many rows go into a lot and how many lots
there are, and the lots, each a pickle of its own within one: the parent unpacks them as it needs them.

It imports nothing of the program, so that it starts quickly; what it sends is plain builtins and datetimes.
"""

from __future__ import annotations

import csv
import gc
import io
import os
import pickle
import re
import sys
from typing import Any

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

_AS_TEXT = re.compile(r'^\s*="([^"]*)"\s*$')
_START = 1 << 16
LOT = 500
SheetCells = tuple[str, bool, list[list[Any]], list[tuple[tuple[int, int], tuple[int, int]]]]


def read_sheets(data: bytes) -> list[SheetCells]:
    """Name, hidden or not, rows and merged ranges of each worksheet; CalamineError for what cannot be parsed."""
    sheets: list[SheetCells] = []
    shared: dict[str, str] = {}
    with load_workbook(io.BytesIO(data)) as book:
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = _shared_strings(_trimmed(sheet.to_python(skip_empty_area=False)), shared)
            sheets.append(
                (about.name, about.visible is not SheetVisibleEnum.Visible, rows, sheet.merged_cell_ranges or [])
            )
    return sheets


def read_csv(data: bytes, encoding: str) -> list[SheetCells]:
    """The one sheet of a text file, divided by commas, tabs or semicolons; csv.Error for what is none.

    ="341504…" is how programs keep Excel from making a number of a text.
    """
    text = data.decode(encoding)
    rows: list[list[Any]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    if '="' in text:
        rows = [[_AS_TEXT.sub(r"\1", cell) for cell in row] for row in rows]
    return [("", False, _trimmed(rows), [])]


def _delimiter(text: str) -> str:
    """The sign that stands most often outside quotes at the beginning; of equal ones the comma."""
    outside = "".join(text[:_START].split('"')[::2])
    return max(",\t;", key=outside.count)


def _trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    while rows and all(cell == "" or (type(cell) is str and cell.isspace()) for cell in rows[-1]):
        rows.pop()
    return rows


def _shared_strings(rows: list[list[Any]], shared: dict[str, str]) -> list[list[Any]]:
    """Equal texts as one object: half the bytes to send, and half the memory on the other side."""
    same = shared.setdefault
    return [[same(cell, cell) if type(cell) is str else cell for cell in row] for row in rows]


def answer(data: bytes, encoding: str) -> bytes:
    """The pickles of all sheets, or of what stopped the reading."""
    try:
        return _pickled(read_csv(data, encoding) if encoding else read_sheets(data))
    except PasswordError:
        return pickle.dumps("password")
    except (CalamineError, csv.Error, ValueError):
        return pickle.dumps("damaged")
    except MemoryError:
        return pickle.dumps("memory")


def _pickled(sheets: list[SheetCells]) -> bytes:
    """Within a lot a text in many cells is sent once."""
    out = io.BytesIO()
    write = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL).dump
    write("sheets")
    write(len(sheets))
    for name, hidden, rows, merges in sheets:
        starts = range(0, len(rows), LOT)
        write((name, hidden, merges, len(rows), max(map(len, rows), default=0), LOT, len(starts)))
        for start in starts:
            write(pickle.dumps(rows[start : start + LOT], pickle.HIGHEST_PROTOCOL))
    return out.getvalue()


def limit(seconds: int, memory: int) -> None:
    """Cap this process's processor time (seconds) and address space (bytes), where the system can."""
    if sys.platform == "win32":
        return
    import resource  # POSIX only

    for which, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main(arguments: list[str]) -> None:
    """Read one file: `seconds` and `memory` (bytes) as arguments; the first line on stdin is a text encoding or empty."""
    limit(int(arguments[0]) + 1, int(arguments[1]))  # the parent counts the seconds; this is for when it is gone
    gc.disable()  # nothing here is ever garbage
    encoding, _, data = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(answer(data, encoding.decode()))
    sys.stdout.buffer.flush()
    os._exit(0)  # no need to take a million objects down one by one


if __name__ == "__main__":
    main(sys.argv[1:])
