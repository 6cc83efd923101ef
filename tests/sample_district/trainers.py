"""What the training institution sends."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from sample_district.cases import WORKER, apprentices, upgrades
from sample_district.columns import ACCOUNT, APPRENTICE, CERTIFICATE, CLAIM, FILED, PERSON, one_line_block
from sample_district.drawing import NUMBER, Column, begin, line, print_across, table
from sample_district.looks import as_number, spotted
from sample_district.people import people
from sample_district.units import TRAINERS


def trainers_book() -> Workbook:
    """Identity and account numbers that Excel made numbers; apprentices of what is not an enterprise."""
    lost = dict.fromkeys((3, 7, 10), as_number)
    columns = (
        NUMBER, PERSON[0], Column("身份证号", "身份证号", spotted(lost), width=21), PERSON[2],
        *CLAIM, *CERTIFICATE,
        FILED, *ACCOUNT[:2],
        Column("银行账号", "银行账号", spotted({5: as_number, 8: as_number}), width=22),
    )  # fmt: skip
    rows = upgrades(TRAINERS, people(172, 12), (date(2026, 9, 17),), WORKER)
    taught = apprentices(TRAINERS, people(184, 2), (date(2026, 9, 17),), (9600.0, 7200.0))
    book = begin("研修提升补助")
    second = book.create_sheet("企业新型学徒制补助")
    for sheet, shown, held in ((book.worksheets[0], columns, rows), (second, APPRENTICE, taught)):
        line(sheet, 1, one_line_block(TRAINERS))
        table(sheet, 2, shown, held)
        print_across(sheet)
    return book
