"""Registers as workbooks to hand on: a table of what the register shows, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from app.services.excel.books.annual_extras import target_table
from app.services.excel.books.ledger_sheet import heading
from app.services.excel.writing.sheet import Column, Row, Table, Value, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.policy.questions import Question
from app.services.registers.catalogue import register_named
from app.services.registers.definition import Line, Register
from app.services.registers.talents import TALENTS, LevelCount, level_counts
from app.services.registers.targets import FIGURES, targets
from app.services.unit_of_work import UnitOfWork

KINDS = {
    "amount": Kind.MONEY,
    "whole": Kind.COUNT,
    "percent": Kind.SHARE,
    "day": Kind.DAY,
    "identity": Kind.CODE,
    "credit": Kind.CODE,
    "code": Kind.CODE,
    "phone": Kind.CODE,
    "chip": Kind.CODE,
}
SUMMED = frozenset({"amount"})
YEAR = "year"


def write_register(uow: UnitOfWork, code: str, path: Path, lines: Sequence[Line]) -> None:
    """Write lines of a register to a workbook, 技能人才 with its counts by level; UserError when it cannot be saved."""
    register = register_named(code)
    with uow.read() as work:
        caption, title = f"制表日期：{work.today}", heading(work, None, register.title)
        reached = targets(work, work.today) if register is FIGURES else ()
    tables = []
    if reached:
        tables.append(target_table(reached, f"{title}完成情况", caption))
        register = replace(register, title="台账外人数")
    tables.append(register_table(register, lines, title, caption))
    if register.code == TALENTS.code:
        tables.append(levels_table(level_counts(lines), f"{title}等级统计", caption))
    told = f"{path.name}，{len(lines)} {register.counted_in}"
    save_tables(path, tables, noted=partial(uow.note, "导出台账", register.title, told))


def register_table(register: Register, lines: Sequence[Line], title: str, caption: str) -> Table:
    """The questions of a register as columns, then what is computed beside them; sums of money in the last line.

    What may be blank and is so on every line has no column.
    """
    asked = [one for one in register.questions if one in register.required or any(_said(one, line) for line in lines)]
    beside = [one for one in register.extras if any(line.extras.get(one.key) not in ("", None) for line in lines)]
    columns = (
        Column("序号", Kind.COUNT),
        *(Column(question.label, _kind(question), 24) for question in asked),
        *(Column(extra.title, KINDS.get(extra.kind, Kind.TEXT), 24) for extra in beside),
    )
    rows = [
        (
            number,
            *(_value(one, getattr(line.facts, one.name)) for one in asked),
            *(_extra(one.kind, line.extras.get(one.key)) for one in beside),
        )
        for number, line in enumerate(lines, 1)
    ]
    unit = f"共 {len(lines)} {register.counted_in}"
    return Table(register.title, title, caption, columns, rows, _total(asked, len(beside), lines), unit)


def _said(question: Question, line: Line) -> bool:
    return getattr(line.facts, question.name) is not None


def _kind(question: Question) -> Kind:
    return Kind.CODE if question.name == YEAR else KINDS.get(question.kind.name, Kind.TEXT)


def _value(question: Question, value: Any) -> Value:
    if value is None:
        return ""
    if question.kind.name == "amount":
        return yuan_value(value)
    as_it_is: Value = (
        value if question.kind.name in ("day", "whole") and question.name != YEAR else question.show(value)
    )
    return as_it_is


def _extra(kind: str, value: Any) -> Value:
    if kind == "percent" and value is not None:
        return Decimal(value).scaleb(-4)
    return value if value is None or kind == "whole" else str(value)


def _total(asked: Sequence[Question], beside: int, lines: Sequence[Line]) -> Row | None:
    if not any(question.kind.name in SUMMED for question in asked):
        return None
    sums = [
        yuan_value(sum(getattr(line.facts, one.name) for line in lines)) if one.kind.name in SUMMED else ""
        for one in asked
    ]
    return ("合计", *sums, *[""] * beside)


def levels_table(counts: Sequence[LevelCount], title: str, caption: str) -> Table:
    """Persons by their highest level, certificates by year of issue."""
    years = sorted({year for count in counts for year, _ in count.by_year}, reverse=True)
    columns = (
        Column("技能等级", Kind.CODE),
        Column("人数（按最高等级）", Kind.COUNT),
        Column("证书数", Kind.COUNT),
        *(Column(f"{year}年发证", Kind.COUNT) for year in years),
    )
    rows: list[Row] = [
        (count.level, count.persons, count.certificates, *(dict(count.by_year).get(year, 0) for year in years))
        for count in counts
    ]
    sums = [sum(int(str(row[place])) for row in rows) for place in range(1, len(columns))]
    return Table("等级统计", title, caption, columns, rows, ("合计", *sums), "单位：人、本")
