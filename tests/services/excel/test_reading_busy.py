"""Files made to keep the program itself busy, beside the process that reads: a sentence or a right reading, soon."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from applications_by_hand import REWARD, TITLES, file_of, sheet

from app.services.errors import Cancelled, UserError
from app.services.excel.reading.look_beside import look_beside
from app.services.excel.reading.patience import Patience
from app.services.excel.reading.preflight import check
from app.services.excel.reading.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
GOOD = file_of(sheet(TITLES["certificate-reward"], REWARD))
MANY = 150_000


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == part else data)
    return out.getvalue()


def with_remark(text: bytes) -> bytes:
    return changed(SHEET, lambda data: data.replace(b"</worksheet>", b"<!--" + text + b"--></worksheet>"))


REMARKS = {
    "formulas without an end": b"</f>" + b"<f " * MANY,
    "far cells without an end": b' r="AA1" ' * MANY,
    "cells without an end": b'<c r="AA1" ' * MANY,
    "errors without a value": b'"e"' + b'<c t="e"> ' * MANY,
    "one tag with a million attributes": b"<c " + b'r="AA1" ' * MANY,
    "hidden rows without an end": b"hidden= ='" + b"row " * MANY,
}


@pytest.mark.parametrize("kind", REMARKS)
def test_no_text_keeps_the_patterns_busy(kind: str) -> None:
    read = read_workbook(with_remark(REMARKS[kind]), name="忙.xlsx", seconds=5)
    assert len(read.sheets[0].rows) == 2


def test_a_listing_that_is_a_bomb_is_not_unpacked() -> None:
    bomb = changed("xl/workbook.xml", lambda data: data.replace(b"</workbook>", b"<a/>" * 1_100_000 + b"</workbook>"))
    with pytest.raises(UserError, match="解开后过大"):
        check(bomb, "炸弹.xlsx")


def test_a_formula_in_the_last_cell_of_all_is_refused_before_room_is_made_for_it() -> None:
    cell = b'<row r="1048576"><c r="XFD1048576"><f>1</f></c></row></sheetData>'
    with pytest.raises(UserError, match=r"「远\.xlsx」"):
        read_workbook(changed(SHEET, lambda data: data.replace(b"</sheetData>", cell)), name="远.xlsx")


def test_the_time_for_a_file_counts_for_every_look_at_it() -> None:
    formula = b'<row r="3"><c r="A3"><f>1</f></c></row></sheetData>'
    file = changed(SHEET, lambda data: data.replace(b"</sheetData>", formula))
    checked, over = check(file, "慢.xlsx"), Patience("慢.xlsx", -1)
    with pytest.raises(UserError, match=r"「慢\.xlsx」读取超时"):
        check(file, "慢.xlsx", over)
    with pytest.raises(UserError, match=r"「慢\.xlsx」读取超时"):
        look_beside(file, checked, ["表"], "慢.xlsx", over)


def test_a_file_may_be_given_up_while_it_is_looked_at() -> None:
    with pytest.raises(Cancelled):
        check(GOOD, "慢.xlsx", Patience("慢.xlsx", 9, lambda: True))
