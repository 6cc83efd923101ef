"""The import template of a type, generated from its definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.services.errors import UserError
from app.services.excel.applications.explaining import add_explanation
from app.services.excel.recognising.readable import Form
from app.services.excel.writing.dressing import dress, lay_out
from app.services.excel.writing.saving import save_workbook
from app.services.excel.writing.styles import BORDER, CAPTION, FACE, HEADER, LINE_HEIGHT, TITLE, Look, breadth
from app.services.places import Places
from app.services.policy.catalogue import BY_CODE
from app.services.policy.questions import Lists, Need, Question
from app.services.standards.standards_file import shipped_parameters
from app.services.unit_of_work import UnitOfWork

TITLE_ROW, UNIT_ROW, HEADER_ROW = 1, 2, 3
FIRST_ROW = HEADER_ROW + 1
ROWS_PREPARED = 1000
ROWS_RULED = 20
OPTIONS_SHEET = "选项"
LONGEST_INLINE = 200  # characters of a list inside the validation itself; Excel takes 255
NUMBERING_WIDTH = 6.0
NARROWEST, WIDEST = 9, 24
PAGE_WIDTH = 150.0  # characters that a landscape page shows legibly
FORMATS = {"day": "yyyy-mm-dd", "amount": "#,##0.00", "whole": "0"}
TITLE_AT_LEFT = Look(TITLE.font, Alignment(vertical="center"), "@")
OPTIONAL_HEADER = PatternFill("solid", fgColor="FFF0F3F6")


def write_template_of(places: Places, code: str, path: Path, uow: UnitOfWork | None = None) -> None:
    """Write the template of a type with the lists of today: the office's own, or without one the shipped ones.

    UserError for an unknown code.
    """
    if code not in BY_CODE:
        raise UserError(f"没有补贴类型“{code}”，可用：{'、'.join(BY_CODE)}。")
    if uow is not None:
        write_office_template(uow, code, path)
        return
    lists = shipped_parameters(places.resources).at(date.today()).lists()  # noqa: DTZ011 - the office's own day
    write_template(BY_CODE[code], lists, path)


def write_office_template(uow: UnitOfWork, code: str, path: Path) -> None:
    """Write the template of a type with the office's own lists of today; KeyError for an unknown code."""
    with uow.read() as work:
        lists = work.parameters.at(work.today).lists()
    write_template(BY_CODE[code], lists, path)


def write_template(subsidy: Form, lists: Lists, path: Path, *, ending: str = "申报表") -> None:
    """Write the template of a type or register: sheet to fill in, and 填表说明; UserError when it cannot be written."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = subsidy.title[:31]
    _write_head(sheet, subsidy, ending)
    _write_columns(sheet, subsidy.questions)
    _set_up_page(sheet, subsidy.questions)
    add_explanation(book, subsidy, lists)
    _add_choices(book, sheet, subsidy.questions, lists)
    save_workbook(book, path)


def _write_head(sheet: Worksheet, subsidy: Form, ending: str) -> None:
    last = get_column_letter(len(subsidy.questions) + 1)
    sheet.merge_cells(f"A{TITLE_ROW}:{last}{TITLE_ROW}")
    sheet.merge_cells(f"A{UNIT_ROW}:{last}{UNIT_ROW}")
    dress(sheet.cell(TITLE_ROW, 1), TITLE_AT_LEFT, f"{subsidy.title}{ending}")
    dress(sheet.cell(UNIT_ROW, 1), CAPTION, "填报单位：")
    sheet.row_dimensions[TITLE_ROW].height = 30
    sheet.row_dimensions[UNIT_ROW].height = 20
    sheet.row_dimensions[HEADER_ROW].height = 2 * LINE_HEIGHT + 6


def _write_columns(sheet: Worksheet, questions: Sequence[Question]) -> None:
    dress(sheet.cell(HEADER_ROW, 1), HEADER, "序号")
    sheet.column_dimensions["A"].width = NUMBERING_WIDTH
    for column, question in enumerate(questions, 2):
        must = question.need is Need.REQUIRED and question.name != "applied_on"
        cell = sheet.cell(HEADER_ROW, column)
        dress(cell, HEADER, question.label + ("*" if must else ""))
        if not must:
            cell.fill = OPTIONAL_HEADER
        sheet.column_dimensions[get_column_letter(column)].width = _width(question)
    for column, number_format in enumerate(["0", *(FORMATS.get(q.kind.name, "@") for q in questions)], 1):
        sheet.column_dimensions[get_column_letter(column)].number_format = number_format
        look = Look(Font(name=FACE, size=10), Alignment(vertical="center"), number_format, BORDER)
        for row in range(FIRST_ROW, FIRST_ROW + ROWS_RULED):
            sheet.row_dimensions[row].height = 20
            dress(sheet.cell(row, column), look)


def _set_up_page(sheet: Worksheet, questions: Sequence[Question]) -> None:
    """As many pages wide as stay legible, with the columns up to the name on each of them."""
    names = [column for column, q in enumerate(questions, 2) if q.name in ("person_name", "unit_name")]
    kept = names[0] if names else 1
    lay_out(sheet, header_row=HEADER_ROW, freeze=f"{get_column_letter(kept + 1)}{FIRST_ROW}")
    sheet.print_title_cols = f"A:{get_column_letter(kept)}"
    sheet.print_area = f"A1:{get_column_letter(len(questions) + 1)}{FIRST_ROW + ROWS_RULED - 1}"
    sheet.page_setup.fitToWidth = ceil(sum(map(_width, questions)) / PAGE_WIDTH)


def _width(question: Question) -> float:
    """As wide as header (on two lines) and example, within reason."""
    return min(max(breadth(question.label) / 2 + 4, breadth(question.asked.example) + 2, NARROWEST), WIDEST)


def _add_choices(book: Workbook, sheet: Worksheet, questions: Sequence[Question], lists: Lists) -> None:
    """A drop-down for each choice; long lists stand on a hidden sheet."""
    long: list[tuple[str, ...]] = []
    for column, question in enumerate(questions, 2):
        options = question.options(lists)
        if not options:
            continue
        inline = f'"{",".join(options)}"'
        if len(inline) > LONGEST_INLINE or any("," in option for option in options):
            long.append(options)
            letter = get_column_letter(len(long))
            inline = f"{OPTIONS_SHEET}!${letter}$1:${letter}${len(options)}"
        choice = DataValidation("list", formula1=inline, allow_blank=True, showErrorMessage=True)
        choice.errorTitle, choice.error = question.label, "请从下拉列表中选择"
        letter = get_column_letter(column)
        choice.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + ROWS_PREPARED - 1}")
        sheet.add_data_validation(choice)
    if long:
        hidden = book.create_sheet(OPTIONS_SHEET)
        hidden.sheet_state = "hidden"
        for column, options in enumerate(long, 1):
            for row, option in enumerate(options, 1):
                hidden.cell(row, column, option)
