"""The sample district: drawn by code, read as an enterprise's workbook is, assessed as the Opinion says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.services.excel.applications.outcomes import RowOutcome
from app.services.excel.applications.preview import Preview, preview
from app.services.excel.reading.workbook import read_workbook
from app.services.policy.standards import Parameters
from app.services.policy.values import read_credit_code, read_identity_number
from app.services.standards.standards_file import office_entries, shipped_parameters
from sample_district import units
from sample_district.district import BOOKS, FOLDER
from sample_district.expected import COUNTS, GRANTED, REFUSED, UNREADABLE
from sample_district.people import Person, people

RESOURCES = FOLDER.parents[1]
TODAY = date(2026, 11, 22)
PEOPLE = people(1, 223)
UNITS = [each for each in vars(units).values() if isinstance(each, units.Unit)]


def parameters() -> Parameters:
    return shipped_parameters(RESOURCES).plus(office_entries(RESOURCES / "sample" / "standards.toml"))


@pytest.fixture(scope="session")
def seen() -> Callable[[str], Preview]:
    standards = parameters()

    @cache
    def preview_of(number: str) -> Preview:
        (path,) = FOLDER.glob(f"{number}*.xlsx")
        return preview(read_workbook(path), parameters=standards, today=TODAY)

    return preview_of


def row_of(shown: Preview, sheet: str, row: int) -> RowOutcome:
    (found,) = [each for each in shown.rows if (each.sheet, each.row) == (sheet, row)]
    return found


def content(book: Workbook) -> list[tuple[str, list[tuple[object, ...]], list[str], list[str]]]:
    return [
        (
            sheet.title,
            list(sheet.iter_rows(values_only=True)),
            [cell.number_format for row in sheet.iter_rows() for cell in row],
            sorted(map(str, sheet.merged_cells.ranges)),
        )
        for sheet in book.worksheets
    ]


@pytest.mark.parametrize("name", BOOKS)
def test_the_checked_in_workbook_is_what_the_code_draws(name: str, tmp_path: Path) -> None:
    BOOKS[name]().save(tmp_path / name)
    assert content(load_workbook(FOLDER / name)) == content(load_workbook(tmp_path / name))


def test_the_folder_holds_these_workbooks_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(BOOKS)
    assert not any("年度" in name for name in BOOKS)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: str(person.serial))
def test_numbers_of_people_pass_the_checks_and_are_nobodys(person: Person) -> None:
    assert read_identity_number(person.identity_number) == person.identity_number
    assert person.identity_number[14:17] in {"996", "997"}
    assert 16 <= len(person.card) <= 19
    assert not _passes_luhn(person.card)


def test_no_two_people_share_a_number() -> None:
    for numbers in zip(*((each.identity_number, each.phone, each.card) for each in PEOPLE), strict=True):
        assert len(set(numbers)) == len(PEOPLE)


def test_units_have_valid_codes_and_stand_in_all_six_townships_and_outside() -> None:
    assert [read_credit_code(unit.code) for unit in UNITS] == [unit.code for unit in UNITS]
    assert {unit.township for unit in UNITS} == set(parameters().at(TODAY).lists()["乡镇街道"])


@pytest.mark.parametrize(("book", "sheet", "row", "gross", "payable"), GRANTED)
def test_a_row_that_meets_all_conditions_is_granted(
    seen: Callable[[str], Preview], book: str, sheet: str, row: int, gross: int, payable: int
) -> None:
    found = row_of(seen(book), sheet, row)
    assert found.errors == ()
    assert found.assessment is not None
    assert (found.assessment.eligible, found.assessment.gross_fen, found.payable_fen) == (True, gross, payable)


@pytest.mark.parametrize(("book", "sheet", "row", "words"), REFUSED)
def test_a_row_that_fails_says_why(seen: Callable[[str], Preview], book: str, sheet: str, row: int, words: str) -> None:
    found = row_of(seen(book), sheet, row).assessment
    assert found is not None
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert any(words in step.sentence for step in found.failed)


@pytest.mark.parametrize(("book", "sheet", "row", "cells"), UNREADABLE)
def test_a_cell_that_cannot_be_read_is_named_with_its_reason(
    seen: Callable[[str], Preview], book: str, sheet: str, row: int, cells: dict[str, str]
) -> None:
    errors = {error.cell: error.text for error in row_of(seen(book), sheet, row).errors}
    assert errors.keys() == cells.keys()
    assert all(words in errors[cell] for cell, words in cells.items())


@pytest.mark.parametrize(("book", "count", "repeated"), COUNTS)
def test_every_row_is_read_once_and_all_others_are_granted_in_full(
    seen: Callable[[str], Preview], book: str, count: int, repeated: int
) -> None:
    shown = seen(book)
    named = {(each[1], each[2]) for each in (*REFUSED, *UNREADABLE) if each[0] == book}
    assert (len(shown.rows), len(shown.repeated)) == (count, repeated)
    assert {(each.sheet, each.row) for each in shown.rows if not each.payable_fen} == named | _zero(book)


def _zero(book: str) -> set[tuple[str, int]]:
    return {(sheet, row) for number, sheet, row, _gross, payable in GRANTED if number == book and not payable}


def test_numbers_that_excel_has_cut_are_shown_with_the_digits_it_kept(seen: Callable[[str], Preview]) -> None:
    (error,) = row_of(seen("08"), "研修提升补助", 5).errors
    assert (len(error.value), error.value[-3:]) == (18, "000")


def test_blanks_that_must_be_supplied_are_warnings(seen: Callable[[str], Preview]) -> None:
    warned = " ".join(row_of(seen("12"), "研修提升补助", 9).warnings)
    assert all(label in warned for label in ("所在乡镇街道", "联系人", "联系电话", "开户名", "开户银行", "银行账号"))
    assert "同类财政资金" in " ".join(row_of(seen("02"), "Sheet1", 17).warnings)


def test_the_standards_of_the_district_confirm_the_day_of_publication() -> None:
    in_force = parameters().at(TODAY)
    assert (in_force.published, in_force.confirmed) == (date(2018, 1, 1), True)
    assert in_force.text("办理机关", "人民法院")
    assert in_force.text("办理机关", "名称") == "叶集区人力资源和社会保障局"


def _passes_luhn(number: str) -> bool:
    """Whether the digits end in the check digit of a bank card."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
