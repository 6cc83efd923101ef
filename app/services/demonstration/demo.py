"""The sample district carried through: templates out, messy workbooks in, cases to the end, letters, ledger, report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from app.services.cases.applications import case_form
from app.services.cases.course import State
from app.services.demonstration.demo_clawback import take_one_back
from app.services.demonstration.demo_months import carry, months
from app.services.demonstration.demo_papers import (
    write_books,
    write_last_list,
    write_last_run,
    write_letters,
    write_safe_keeping,
)
from app.services.demonstration.demo_staff import Staff
from app.services.errors import UserError
from app.services.excel.applications.importing import import_workbook
from app.services.excel.applications.templates import write_template_of
from app.services.letters.paper.fonts import Fonts
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.places import Places
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.money import yuan
from app.services.standards.standards_file import office_entries
from app.services.storage import data_folder
from app.services.trust.accounts import LOCAL, Role, add_account
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

CLERK, REVIEWER, APPROVER, FINANCE = "李晓梅", "王建国", "陈立", "孙会计"
STAFF = ((CLERK, Role.CLERK), (REVIEWER, Role.REVIEWER), (APPROVER, Role.APPROVER), (FINANCE, Role.FINANCE))
BUDGET = (
    ("区级财政专项资金", "400,000.00", "叶财预〔{}〕6号"),
    ("省级就业补助资金", "160,000.00", "皖财社〔{}〕21号"),
)
Say = Callable[[str], None]


def play(folder: Path, shipped: Places, say: Say) -> None:
    """Carry the sample district through in `folder`, its data in a plain folder of its own; UserError when it is in use."""
    if (folder / "data").exists():
        raise UserError(f"{folder} 里已有演示数据，请换一个文件夹，或先删除其中的 data 文件夹。")
    folder.mkdir(parents=True, exist_ok=True)
    sample = shipped.resources / "sample"
    places = Places(folder / "data", shipped.resources, shipped.migrations)
    uow = data_folder.set_up(places, office_entries(sample / "standards.toml"))
    for name, role in STAFF:
        add_account(uow, name, [role])
    say(f"数据文件夹 {places.data}，账号 {'、'.join(name for name, _ in STAFF)}")
    _write_templates(places, folder / "模板", say)
    _bring_in(uow.acting_as(CLERK), sample / "样表", folder, say)
    give_budgets(uow.acting_as(FINANCE), say)
    fonts = Fonts(shipped.resources / "fonts")
    staff = Staff(
        *(uow.acting_as(CLERK), uow.acting_as(REVIEWER), uow.acting_as(APPROVER), uow.acting_as(FINANCE)),
        fonts=fonts,
        today=uow.clock().date(),
    )
    _carry_on(staff, say)
    _take_one_back(staff, say)
    _write_all(uow, fonts, folder, say)
    _conclude(uow, folder, say)
    uow.engine.dispose()


def _write_templates(places: Places, folder: Path, say: Say) -> None:
    folder.mkdir(exist_ok=True)
    for subsidy in CATALOGUE:
        write_template_of(places, subsidy.code, folder / f"{subsidy.title}.xlsx")
    say(f"模板 {len(CATALOGUE)} 份：{folder}")


def _bring_in(uow: UnitOfWork, sample: Path, folder: Path, say: Say) -> None:
    """Import every sample workbook; those with errors come back marked."""
    received, returned = folder / "样表", folder / "退回改正"
    received.mkdir(exist_ok=True)
    returned.mkdir(exist_ok=True)
    for path in sorted(sample.glob("*.xlsx")):
        shutil.copyfile(path, received / path.name)
        result = import_workbook(uow, path, only_good=True, marked=returned / f"{path.stem}（标注）.xlsx")
        say(f"导入 {path.name}：{result.sentence}")


def give_budgets(uow: UnitOfWork, say: Say) -> None:
    """Every year since the first application has its budget, from two sources."""
    this_year = uow.clock().year
    first = min((case_form(uow, case.number).answers["applied_on"] for case in list_cases(uow)), default="")
    for year in range(int(first[:4] or this_year), this_year + 1):
        for source, amount, document in BUDGET:
            enter_budget(uow, NewBudget(str(year), source, amount, document.format(year), f"{year}-01-01"))
        say(f"{year} 年度预算：{'，'.join(f'{source} {amount} 元' for source, amount, _ in BUDGET)}")


def _carry_on(staff: Staff, say: Say) -> None:
    for month in months(staff.clerk):
        carry(staff, month)
        say(f"{month.name} 申报 {len(month.numbers)} 件：{_where(staff.clerk, month.numbers)}")


def _where(uow: UnitOfWork, numbers: Sequence[str]) -> str:
    members = set(numbers)
    states = sorted(case.state for case in list_cases(uow) if case.number in members)
    return "，".join(f"{State(state).label} {len(list(group))}" for state, group in groupby(states))


def _take_one_back(staff: Staff, say: Say) -> None:
    """One case proves a fraud; its money comes back."""
    number = take_one_back(staff)
    say(f"追回 1 件：{number}，已结清" if number else "没有可供演示的追回案件")


def _write_all(uow: UnitOfWork, fonts: Fonts, folder: Path, say: Say) -> None:
    write_letters(uow, fonts, folder, say)
    write_last_list(uow, folder / "公示", say)
    write_last_run(uow.acting_as(FINANCE), folder / "拨付", say)
    write_books(uow, folder)
    write_safe_keeping(uow, fonts, folder, say)


def _conclude(uow: UnitOfWork, folder: Path, say: Say) -> None:
    """What was granted, and whether everything agrees."""
    found = verify(uow.acting_as(LOCAL))
    granted = [case for case in list_cases(uow) if case.state in (State.APPROVED, State.COMPLETED)]
    say(f"已批准 {len(granted)} 件，合计 {yuan(sum(case.payable_fen for case in granted))} 元")
    say("核对：" + ("；".join(found.problems) or "数据库、审计链、台账一致"))
    books = "年度报表.xlsx、发放台账.xlsx、迎审包.zip、日结单和各类文书 PDF"
    say(f"结果在 {folder}：{books}、公示、拨付、备份、样表、退回改正、模板")
