"""The sample district carried through: templates out, messy workbooks in, cases to the end, letters, ledger, report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from app.services import data_folder
from app.services.accounts import LOCAL, Role, add_account
from app.services.applications import case_form, change_facts
from app.services.budget_entry import NewBudget, enter_budget
from app.services.case_list import list_cases
from app.services.casework import move_many
from app.services.course import State, Step
from app.services.deadlines import PUBLISHED
from app.services.demo_clawback import Staff, take_one_back
from app.services.errors import UserError
from app.services.excel.annual import write_annual
from app.services.excel.importing import import_workbook
from app.services.excel.ledger_sheet import write_ledger
from app.services.excel.saving import save_bytes
from app.services.excel.templates import write_template_of
from app.services.letters import issuing
from app.services.letters.fonts import Fonts
from app.services.letters.kinds import KINDS
from app.services.letters.subjects import Wanted
from app.services.orders import BatchOutcome, Order
from app.services.places import Places
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.money import yuan
from app.services.standards_file import office_entries
from app.services.unit_of_work import UnitOfWork
from app.services.verifying import verify

CLERK, REVIEWER, APPROVER, FINANCE = "李晓梅", "王建国", "陈立", "孙会计"
STAFF = ((CLERK, Role.CLERK), (REVIEWER, Role.REVIEWER), (APPROVER, Role.APPROVER), (FINANCE, Role.FINANCE))
SUPPLIED = {"township": "史河街道", "contact": "周敏", "phone": "0564-0640000", "bank": "徽商银行六安叶集支行"}
ACCOUNT = "9903415600009999"
BUDGET = (
    ("区级财政专项资金", "400,000.00", "叶财预〔{}〕6号"),
    ("省级就业补助资金", "160,000.00", "皖财社〔{}〕21号"),
)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Stop:
    """A stop on the way: who takes which step, so many working days after the last application of the month."""

    step: Step
    account: str
    days: int
    reason: str = ""
    voucher: str = ""


WAY = (
    Stop(Step.PASS, REVIEWER, 5),
    Stop(Step.SEND, REVIEWER, 5),
    Stop(Step.OPINION, CLERK, 8, "同意"),
    Stop(Step.PUBLISH, CLERK, 9),
    Stop(Step.CLOSE, CLERK, 16),
    Stop(Step.APPROVE, APPROVER, 18),
    Stop(Step.PAY, FINANCE, 25, voucher="记"),
)


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
    _carry_on(uow, Fonts(shipped.resources / "fonts"), say)
    _take_one_back(uow, Fonts(shipped.resources / "fonts"), say)
    _write_letters(uow, Fonts(shipped.resources / "fonts"), folder, say)
    _write_books(uow, folder, say)
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


def _carry_on(uow: UnitOfWork, fonts: Fonts, say: Say) -> None:
    """Month by month of application, so that the year's sheets have figures in every month."""
    today = uow.clock().date()
    drafts = [(case_form(uow, case.number).answers["applied_on"], case.number) for case in list_cases(uow, State.DRAFT)]
    months = groupby(sorted(drafts), key=lambda draft: draft[0][:7])
    for month, members in months:
        dated = list(members)
        numbers = [number for _, number in dated]
        _one_month(uow, numbers, date.fromisoformat(dated[-1][0]), today, fonts)
        say(f"{month} 申报 {len(numbers)} 件：{_where(uow, numbers)}")


def _one_month(uow: UnitOfWork, numbers: list[str], last: date, today: date, fonts: Fonts) -> None:
    start = min(PUBLISHED.add(last, 1), today)
    _supply(uow.acting_as(CLERK), numbers, start)
    accept = Order(Step.ACCEPT)
    move_many(uow.acting_as(CLERK), numbers, accept, on=start)
    going = numbers
    for stop in WAY:
        on = PUBLISHED.add(last, stop.days)
        if on > today:
            break
        voucher = f"{stop.voucher}{on:%Y%m}-{int(numbers[0][-6:]):03d}" if stop.voucher else ""
        order = Order(stop.step, stop.reason, voucher)
        outcome = move_many(uow.acting_as(stop.account), going, order, on=on)
        going = [moved.number for moved in outcome.moved]
        if stop.step is Step.PASS:
            _refuse(uow, outcome, PUBLISHED.add(on, 3), today)
            _issue(uow, fonts, PUBLISHED.add(on, 3))
        elif stop.step is Step.APPROVE:
            _issue(uow, fonts, on)


def _take_one_back(uow: UnitOfWork, fonts: Fonts, say: Say) -> None:
    """One case proves a fraud; its money comes back."""
    staff = Staff(*(uow.acting_as(name) for name in (CLERK, REVIEWER, APPROVER, FINANCE)))
    number = take_one_back(staff, fonts, uow.clock().date())
    say(f"追回 1 件：{number}，已结清" if number else "没有可供演示的追回案件")


def _supply(uow: UnitOfWork, numbers: list[str], on: date) -> None:
    """What is missing is asked for at once, and comes."""
    for number in numbers:
        form = case_form(uow, number)
        lacking = [name for name in (*SUPPLIED, "account_name", "account_number") if not form.answers.get(name)]
        if not lacking:
            continue
        move_many(uow, [number], Order(Step.ASK, "请补齐单位联系方式和收款账户"), on=on)
        names = {"account_name": form.answers["person_name"], "account_number": f"{ACCOUNT}{number[-3:]}"}
        answers = {**form.answers, **{name: (SUPPLIED | names)[name] for name in lacking}}
        change_facts(uow, number, answers, case_form(uow, number).version, on=on)
        move_many(uow, [number], Order(Step.RESUBMIT), on=on)


def _refuse(uow: UnitOfWork, passed: BatchOutcome, on: date, today: date) -> None:
    """What does not meet its conditions is proposed for refusal with its reason, and refused."""
    if on > today:
        return
    for number, why in passed.left:
        reason = why.split("（", 1)[-1].rsplit("），", 1)[0]
        proposed = move_many(uow.acting_as(REVIEWER), [number], Order(Step.REFUSE, reason), on=on - timedelta(days=1))
        if proposed.moved:
            move_many(uow.acting_as(APPROVER), [number], Order(Step.REFUSE), on=on)


def _where(uow: UnitOfWork, numbers: list[str]) -> str:
    members = set(numbers)
    states = sorted(case.state for case in list_cases(uow) if case.number in members)
    return "，".join(f"{State(state).label} {len(list(group))}" for state, group in groupby(states))


def _issue(uow: UnitOfWork, fonts: Fonts, on: date) -> None:
    """Each decision gets its letter on the day it was made."""
    clerk = uow.acting_as(CLERK)
    for kind in KINDS:
        issuing.issue(clerk, kind, issuing.due(clerk, Wanted(kind)), fonts, on=on)


def _write_letters(uow: UnitOfWork, fonts: Fonts, folder: Path, say: Say) -> None:
    for kind in KINDS:
        numbers = [letter.number for letter in issuing.issued_letters(uow, Wanted(kind))]
        if numbers:
            save_bytes(folder / f"{kind}.pdf", issuing.batch_file(uow, numbers, fonts))
            say(f"{kind} {len(numbers)} 份：{numbers[0]} 等")


def _write_books(uow: UnitOfWork, folder: Path, say: Say) -> None:
    year = uow.clock().year
    write_annual(uow, year, folder / "年度报表.xlsx")
    write_ledger(uow, folder / "发放台账.xlsx")
    found = verify(uow.acting_as(LOCAL))
    granted = [case for case in list_cases(uow) if case.state in (State.APPROVED, State.COMPLETED)]
    say(f"已批准 {len(granted)} 件，合计 {yuan(sum(case.payable_fen for case in granted))} 元")
    say("核对：" + ("；".join(found.problems) or "数据库、审计链、台账一致"))
    say(f"结果在 {folder}：年度报表.xlsx、发放台账.xlsx、各类文书 PDF、样表、退回改正、模板")
