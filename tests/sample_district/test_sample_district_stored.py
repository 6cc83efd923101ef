"""The sample district's workbooks, imported one after another into one data folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from app.services.excel.applications.importing import import_workbook
from app.services.excel.applications.templates import write_template
from app.services.policy.subsidies.skill_upgrade import SUBSIDY
from app.services.standards.standards_file import shipped_parameters
from app.services.unit_of_work import UnitOfWork
from sample_district.district import BOOKS, FOLDER

NOW = datetime(2026, 11, 22, 9)


def test_all_workbooks_bring_224_cases_and_leave_out_errors_and_what_was_sent_before(uow: UnitOfWork) -> None:
    office = UnitOfWork(uow.engine, uow.account, uow.shipped, lambda: NOW)
    results = {name[:2]: import_workbook(office, FOLDER / name, only_good=True) for name in BOOKS}
    assert {number: each.errors for number, each in results.items() if each.errors} == {"04": 1, "08": 5, "09": 11}
    # the second list of 大别木语板业 brings five rows that its first list has brought, and one of its own twice
    assert {number: each.repeated for number, each in results.items() if each.repeated} == {"03": 2, "05": 1, "10": 6}
    assert sum(each.stored for each in results.values()) == 224


def test_the_college_has_filled_in_the_template_as_it_is_given_out(tmp_path: Path) -> None:
    standards = shipped_parameters(FOLDER.parents[1])
    write_template(SUBSIDY, standards.at(NOW.date()).lists(), tmp_path / "template.xlsx")
    (name,) = [name for name in BOOKS if name.startswith("07")]
    given, filled = (load_workbook(path).worksheets[0] for path in (tmp_path / "template.xlsx", FOLDER / name))
    headers = [[cell.value for cell in sheet[3]] for sheet in (given, filled)]
    assert (given.title, given["A1"].value, headers[0]) == (filled.title, filled["A1"].value, headers[1])
