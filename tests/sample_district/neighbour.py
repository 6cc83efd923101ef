"""What a unit from outside the district sends."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from sample_district.cases import apprentices, upgrades
from sample_district.columns import ACCOUNT, APPRENTICE, CERTIFICATE, CLAIM, FILED, PERSON, UNIT_COLUMNS
from sample_district.drawing import NUMBER, begin, table
from sample_district.people import people
from sample_district.units import NEIGHBOUR


def neighbour_book() -> Workbook:
    """A unit from outside the district asks for itself."""
    columns = (NUMBER, *UNIT_COLUMNS, *PERSON, *CLAIM, *CERTIFICATE, FILED, *ACCOUNT)
    book = begin("研修提升补助")
    second = book.create_sheet("企业新型学徒制补助")
    day = date(2026, 8, 6)
    table(book.worksheets[0], 1, columns, upgrades(NEIGHBOUR, people(206, 3), (day,)))
    table(second, 1, (*APPRENTICE, *UNIT_COLUMNS), apprentices(NEIGHBOUR, people(209, 2), (day,), (8000.0,)))
    return book
