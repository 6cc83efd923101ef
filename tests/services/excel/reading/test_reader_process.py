"""What the reading process answers, asked in this process."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest
from openpyxl import Workbook

from app.services.excel.reading.reader_process import LOT, answer


def _answer(data: bytes, encoding: str = "") -> list[Any]:
    return _pickles(answer(data, encoding))


def _pickles(reply: bytes) -> list[Any]:
    """All that a reply holds, one after the other."""
    taken = pickle.Unpickler(io.BytesIO(reply))  # noqa: S301 - our own process
    found = []
    with suppress(EOFError):
        while True:
            found.append(taken.load())
    return found


def _rows(lot: bytes) -> list[Any]:
    (rows,) = _pickles(lot)
    return list(rows)


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    for row in (["工种", "人数"], ["木工", 2], ["木工", 0], ["", ""]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    book.create_chartsheet("图")
    book.create_sheet("藏").sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_worksheets_come_with_name_rows_and_merges_and_charts_do_not() -> None:
    outcome, count, first, rows, second = _answer(_workbook())
    assert (outcome, count) == ("sheets", 2)
    assert first == ("表", False, [((0, 0), (0, 1))], 3, 2, LOT, 1)
    assert _rows(rows) == [["工种", ""], ["木工", 2.0], ["木工", 0.0]]
    assert second == ("藏", True, [], 0, 0, LOT, 0)


def test_equal_texts_are_one_object() -> None:
    rows = _rows(_answer(_workbook())[3])
    assert rows[1][0] is rows[2][0]


def test_many_rows_come_in_lots() -> None:
    lots = _answer("木工\n".encode() * (2 * LOT + 100), "utf-8")[3:]
    assert [len(_rows(lot)) for lot in lots] == [LOT, LOT, 100]


@pytest.mark.parametrize(
    ("data", "encoding"), [(b"PK\3\4 no zip", ""), (b"", ""), (b"\xff", "utf-8"), (b'a,"' + b"x" * 200_000, "utf-8")]
)
def test_what_cannot_be_parsed_is_damaged(data: bytes, encoding: str) -> None:
    assert _answer(data, encoding) == ["damaged"]


def test_the_process_loads_nothing_of_the_program_but_itself() -> None:
    program = (
        "import sys, app.services.excel.reading.reader_process;"
        "print(sorted(name for name in sys.modules if name.startswith('app') or name in {'sqlalchemy', 'pydantic', 'openpyxl'}))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    here = ["app", "app.services", "app.services.excel", "app.services.excel.reading"]
    assert loaded.strip() == str([*here, "app.services.excel.reading.reader_process"])


def test_the_process_speaks_over_its_pipes() -> None:
    command = [sys.executable, "-m", "app.services.excel.reading.reader_process", "5", str(1 << 30)]
    given = "utf-8\n姓名\n张三\n".encode()
    run = subprocess.run(command, input=given, capture_output=True, check=True)
    assert _pickles(run.stdout) == ["sheets", 1, ("", False, [], 2, 1, LOT, 1), pickle.dumps([["姓名"], ["张三"]], 5)]
