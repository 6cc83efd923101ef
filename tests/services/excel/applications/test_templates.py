"""Every definition's template: what is filled in comes back without a remark."""

from pathlib import Path

import pytest
from applications_by_hand import ROOT, TODAY, UNIT_CODE, identity
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.errors import UserError
from app.services.excel.applications.preview import preview
from app.services.excel.applications.templates import FIRST_ROW, HEADER_ROW, write_template, write_template_of
from app.services.excel.reading.workbook import read_workbook
from app.services.places import Places
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Need, Question
from app.services.standards.standards_file import shipped_parameters

PARAMETERS = shipped_parameters(ROOT / "resources")
LISTS = PARAMETERS.at(TODAY).lists()
each_subsidy = pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)


BY_KIND = {
    "day": "2023-06-10",
    "month": "2024-01",
    "amount": "100.00",
    "whole": "1",
    "code": "A001",
    "identity": identity(9),
    "credit": UNIT_CODE,
    "account": "6217000010012345678",
    "phone": "13805640000",
}


def answer(question: Question) -> str:
    options = question.options(LISTS)
    return question.asked.example or (options[0] if options else BY_KIND.get(question.kind.name, "张伟"))


def written(subsidy: AnySubsidy, tmp_path: Path) -> Path:
    path = tmp_path / "模板.xlsx"
    write_template(subsidy, LISTS, path)
    return path


def column_of(sheet: Worksheet, question: Question) -> int:
    headers = next(sheet.iter_rows(min_row=HEADER_ROW, max_row=HEADER_ROW, values_only=True))
    return [str(header).rstrip("*") for header in headers].index(question.label) + 1


@each_subsidy
def test_a_template_filled_in_with_its_examples_is_read_without_remarks(subsidy: AnySubsidy, tmp_path: Path) -> None:
    path = written(subsidy, tmp_path)
    book = load_workbook(path)
    sheet = book[subsidy.title]
    for question in subsidy.questions:
        sheet.cell(FIRST_ROW, column_of(sheet, question), answer(question))
    book.save(path)
    shown = preview(read_workbook(path), parameters=PARAMETERS, today=TODAY)
    (row,) = shown.rows
    assert (row.sheet, row.row, row.code) == (subsidy.title, FIRST_ROW, subsidy.code)
    assert not row.errors
    assert not [note for note in shown.notes if "填表说明" not in note]
    assert {q.name: q.show(getattr(row.facts, q.name)) for q in subsidy.questions} == {
        q.name: q.show(q.reader(LISTS)(answer(q))) for q in subsidy.questions
    }


@each_subsidy
def test_an_empty_template_brings_no_rows(subsidy: AnySubsidy, tmp_path: Path) -> None:
    shown = preview(read_workbook(written(subsidy, tmp_path)), parameters=PARAMETERS, today=TODAY)
    assert not shown.rows


@each_subsidy
def test_columns_carry_stars_formats_and_drop_downs_of_their_questions(subsidy: AnySubsidy, tmp_path: Path) -> None:
    sheet = load_workbook(written(subsidy, tmp_path))[subsidy.title]
    lists = {str(area): choice for choice in sheet.data_validations.dataValidation for area in choice.sqref.ranges}
    listed = {area.split(":")[0]: choice.formula1 for area, choice in lists.items()}
    for question in subsidy.questions:
        header, cell = (sheet.cell(row, column_of(sheet, question)) for row in (HEADER_ROW, FIRST_ROW))
        must = question.need is Need.REQUIRED and question.name != "applied_on"
        assert str(header.value).endswith("*") == must
        if question.kind.name in ("identity", "account", "code", "credit", "phone"):
            assert cell.number_format == "@"
        if question.kind.name == "day":
            assert cell.number_format == "yyyy-mm-dd"
        assert (cell.coordinate in listed) == bool(question.options(LISTS))


@each_subsidy
def test_a_template_is_ready_to_print_and_explains_every_column(subsidy: AnySubsidy, tmp_path: Path) -> None:
    book = load_workbook(written(subsidy, tmp_path))
    sheet = book[subsidy.title]
    assert book.sheetnames[:2] == [subsidy.title, "填表说明"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert str(sheet.freeze_panes).endswith(str(FIRST_ROW))
    explained = [row[0] for row in book["填表说明"].iter_rows(min_row=3, values_only=True)]
    assert explained == [question.label for question in subsidy.questions]


def test_long_lists_stand_on_a_hidden_sheet(tmp_path: Path) -> None:
    towns = tuple(f"第{number:03d}个很长很长的街道" for number in range(60))
    path = tmp_path / "模板.xlsx"
    write_template(CATALOGUE[0], {**LISTS, "乡镇街道": towns}, path)
    book = load_workbook(path)
    assert book["选项"].sheet_state == "hidden"
    assert [cell.value for cell in book["选项"]["A"]] == list(towns)


def test_a_template_by_code_needs_no_data_folder(tmp_path: Path) -> None:
    places = Places(tmp_path / "none", ROOT / "resources", ROOT / "migrations")
    write_template_of(places, CATALOGUE[0].code, tmp_path / "模板.xlsx")
    assert (tmp_path / "模板.xlsx").exists()
    assert not places.data.exists()
    with pytest.raises(UserError, match="可用"):
        write_template_of(places, "nothing", tmp_path / "x.xlsx")
