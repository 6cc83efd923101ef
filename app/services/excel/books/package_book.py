"""案件清单 of the auditors' folder: cases, how each sum came about, the course, materials, letters, clawbacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.models import Case
from app.services.cases.course import State, step_label
from app.services.cases.dossiers import assessment_of
from app.services.excel.books.package_clawbacks import clawback_sheets
from app.services.excel.writing.sheet import Column, Row, Table, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.policy.assessments import Assessment
from app.services.policy.catalogue import BY_CODE
from app.services.supervision import package_contents
from app.services.supervision.package_contents import LetterLine, Year
from app.services.unit_of_work import Work

CASES = (
    Column("案件编号", Kind.CODE),
    Column("补贴类型", widest=20),
    Column("政策依据", widest=14),
    Column("申请人", widest=14),
    Column("单位名称", widest=24),
    Column("状态", widest=10),
    Column("申报日期", Kind.DAY),
    Column("受理日期", Kind.DAY),
    Column("决定日期", Kind.DAY),
    Column("核定金额（元）", Kind.MONEY),
)
REASONS = (
    Column("案件编号", Kind.CODE),
    Column("项目", widest=10),
    Column("内容", widest=46),
    Column("计算或比较", widest=46),
    Column("依据", widest=14),
    Column("金额（元）", Kind.MONEY),
)
STEPS = (
    Column("案件编号", Kind.CODE),
    Column("日期", Kind.DAY),
    Column("经办人", widest=14),
    Column("步骤", widest=16),
    Column("原状态", widest=10),
    Column("新状态", widest=10),
    Column("理由或凭证", widest=50),
)
MATERIALS = (
    Column("案件编号", Kind.CODE),
    Column("材料名称", widest=36),
    Column("状态", widest=8),
    Column("收到或补交日期", Kind.DAY),
    Column("扫描件", widest=30),
    Column("扫描件 SHA-256", widest=66),
)
LETTERS = (
    Column("文号", widest=26),
    Column("种类", widest=18),
    Column("案件编号", Kind.CODE),
    Column("当事人", widest=16),
    Column("出具日期", Kind.DAY),
    Column("出具人", widest=12),
    Column("送达日期", Kind.DAY),
    Column("文件", widest=44),
    Column("SHA-256", widest=66),
)


def write_package_book(work: Work, year: Year, letters: tuple[LetterLine, ...], path: Path) -> None:
    """Write the workbook of a year's folder; UserError when it cannot be saved."""
    cases, reasons, granted = _cases_and_reasons(work, year)
    caption = f"年度：{year.number}年　制表日期：{work.today}"
    total: Row = ("合计", *[""] * 8, yuan_value(granted))
    tables = (
        Table(name, f"{year.number}年度{name}", caption, columns, rows, last, unit="金额单位：元")
        for name, columns, rows, last in (
            ("案件", CASES, cases, total),
            ("金额说明", REASONS, reasons, None),
            ("办理过程", STEPS, list(_steps(work, year)), None),
            ("材料索引", MATERIALS, list(_materials(work, year)), None),
            ("文书目录", LETTERS, [_letter(one) for one in letters], None),
            *clawback_sheets(work, year.number),
        )
    )
    save_tables(path, tables)


def _cases_and_reasons(work: Work, year: Year) -> tuple[list[Row], list[Row], int]:
    cases: list[Row] = []
    reasons: list[Row] = []
    granted = 0
    for case in work.session.execute(year.cases()).scalars():
        cases.append(_case(case))
        reasons += _reasons(case.number, assessment_of(work, case))
        granted += case.granted_fen or 0
    return cases, reasons, granted


def _case(case: Case) -> Row:
    subsidy = BY_CODE[case.code]
    named = (case.number, subsidy.title, subsidy.clause.cited, case.applicant, case.unit_name)
    days = (case.applied_on, case.accepted_on, case.decided_on)
    return (*named, State(case.state).label, *days, yuan_value(case.granted_fen or 0))


def _reasons(number: str, found: Assessment) -> Iterator[Row]:
    for step in found.steps:
        yield number, "条件", f"{'✓' if step.ok else '✗'} {step.text}", step.detail, step.clause.cited, None
    for part in found.components:
        yield number, "金额", part.label, part.formula, part.clause.cited, yuan_value(part.amount_fen)
    for taken in found.deductions:
        yield number, "扣减", taken.text, "、".join(taken.cases), "十.1", yuan_value(-taken.amount_fen)
    for due in found.instalments:
        yield number, "分期", due.label, "", "", yuan_value(due.amount_fen)


def _steps(work: Work, year: Year) -> Iterator[Row]:
    for one in package_contents.steps(work.session, year):
        states = (State(state).label if state else "" for state in (one.before, one.after))
        yield one.case, one.on_day, one.account, step_label(one.step), *states, one.reason


def _materials(work: Work, year: Year) -> Iterator[Row]:
    for one in package_contents.materials(work.session, year):
        yield one.case, one.name, one.state, one.received_on, one.scan, one.digest


def _letter(one: LetterLine) -> Row:
    days = (one.issued_on, one.issued_by, one.served_on)
    return one.number, one.kind, one.case, one.party, *days, one.file, one.digest
