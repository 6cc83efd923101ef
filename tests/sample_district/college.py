"""What the vocational college sends: the template as it was given out, cleanly filled."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from app.services.policy.questions import Need, Question
from app.services.policy.subsidies.skill_upgrade import SUBSIDY
from sample_district.cases import upgrades
from sample_district.drawing import NUMBER, Column, begin, line, print_across, table
from sample_district.people import people
from sample_district.units import COLLEGE


def _starred(question: Question) -> bool:
    return question.need is Need.REQUIRED and question.name != "applied_on"


def college_book() -> Workbook:
    """Every column of the definition in its order, real dates, text numbers, nothing else."""
    columns = [NUMBER] + [
        Column(f"{question.label}*" if _starred(question) else question.label, question.label, width=16)
        for question in SUBSIDY.questions
    ]
    days = (date(2024, 11, 14), date(2025, 5, 15), date(2026, 6, 25))
    book = begin(SUBSIDY.title)
    sheet = book.worksheets[0]
    line(sheet, 1, [(1, len(columns), f"{SUBSIDY.title}申报表")], title=True)
    line(sheet, 2, [(1, len(columns), f"填报单位：{COLLEGE.name}")])
    table(sheet, 3, columns, upgrades(COLLEGE, people(152, 20), days))
    notes = book.create_sheet("填表说明")
    table(notes, 1, [Column("栏目", "栏目"), Column("说明", "说明", width=40)], [
        {"栏目": question.label, "说明": question.asked.hint} for question in SUBSIDY.questions
    ])  # fmt: skip
    print_across(sheet)
    return book
