"""The sheet 填表说明: what each column of a template means, whether it must be filled, and an example."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.recognising.readable import Form
from app.services.excel.writing.dressing import dress, lay_out
from app.services.excel.writing.styles import BORDER, FACE, HEADER, LINE_HEIGHT, TITLE, Look, breadth
from app.services.policy.questions import Lists, Need, Question

NAME = "填表说明"
COLUMNS = (("栏目", 22), ("是否必填", 12), ("怎样填", 54), ("单位", 8), ("示例", 26))
NEEDS = {Need.REQUIRED: "必填", Need.WANTED: "批准前必填", Need.OPTIONAL: "选填"}
FORMS = {
    "day": "日期，如 2024-03-01",
    "month": "年月，如 2024-01",
    "amount": "金额，最多两位小数",
    "whole": "整数",
    "identity": "文本格式，避免末几位丢失",
    "account": "文本格式，避免末几位丢失",
    "code": "文本格式，照证件填写",
    "credit": "文本格式，大写字母",
}
_BODY = Look(Font(name=FACE, size=10), Alignment(vertical="center", wrap_text=True), border=BORDER)


def add_explanation(book: Workbook, subsidy: Form, lists: Lists) -> None:
    """Add 填表说明 to a template: a line a column."""
    sheet = book.create_sheet(NAME)
    last = "ABCDE"[len(COLUMNS) - 1]
    sheet.merge_cells(f"A1:{last}1")
    dress(sheet.cell(1, 1), TITLE, f"{subsidy.title}{NAME}")
    sheet.row_dimensions[1].height = 30
    for column, (header, width) in enumerate(COLUMNS, 1):
        dress(sheet.cell(2, column), HEADER, header)
        sheet.column_dimensions["ABCDE"[column - 1]].width = width
    for row, question in enumerate(subsidy.questions, 3):
        _add_line(sheet, row, question, lists)
    lay_out(sheet, header_row=2, freeze="A3")
    sheet.page_setup.orientation = "portrait"


def _add_line(sheet: Worksheet, row: int, question: Question, lists: Lists) -> None:
    meaning = _meaning(question, lists)
    need = "选填" if question.name == "applied_on" else NEEDS[question.need]
    texts = (question.label, need, meaning, question.asked.unit, question.asked.example)
    for column, text in enumerate(texts, 1):
        dress(sheet.cell(row, column), _BODY, text)
        sheet.cell(row, column).number_format = "@"
    lines = -(-breadth(meaning) // (COLUMNS[2][1] - 2))
    sheet.row_dimensions[row].height = max(lines, 1) * LINE_HEIGHT + 4


def _meaning(question: Question, lists: Lists) -> str:
    """Hint, form and options in one text."""
    options = question.options(lists)
    parts = [question.asked.hint, FORMS.get(question.kind.name, "")]
    if options:
        parts.append(f"从下列选项中选一项：{'、'.join(options)}")
    return "；".join(part for part in parts if part) or "照实填写"
