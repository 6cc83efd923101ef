"""Score sheets as a workbook: a sheet each, A4, with weight, score, rate and the reason of every indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app.services.errors import UserError
from app.services.excel.books.ledger_sheet import heading
from app.services.excel.writing.sheet import Column, Row, Table, Value, ratio
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.registers.score_entry import computed_of
from app.services.registers.score_sheets import FUNDS, SCHEMES, subject_of
from app.services.registers.scoring import ScoreLine, score_value, total
from app.services.registers.stored import fetch_entry, read_facts
from app.services.unit_of_work import UnitOfWork, Work

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
LONGEST = 31
HEADED = (
    Column("序号", Kind.COUNT),
    Column("评估指标", widest=20),
    Column("评分要点", widest=30),
)
SCORED = (
    Column("权重（分）", Kind.MONEY),
    Column("得分（分）", Kind.MONEY),
    Column("得分率", Kind.RATE),
    Column("得分低于权重90%的理由", widest=30),
)
VALUED = Column("指标值", Kind.CODE)


def write_sheets(uow: UnitOfWork, code: str, entry_ids: Sequence[int], path: Path) -> None:
    """Write score sheets of a register, a sheet each; UserError when none is named or the file cannot be saved."""
    if not entry_ids:
        raise UserError("没有选中评分表，请先在列表中选择。")
    with uow.read() as work:
        tables = [
            _table(work, code, entry_id, f"{number}." if len(entry_ids) > 1 else "")
            for number, entry_id in enumerate(entry_ids, 1)
        ]
    told = f"{path.name}，{len(entry_ids)} 张"
    save_tables(path, tables, noted=partial(uow.note, "导出评分表", SCHEMES[code].register.title, told))


def _table(work: Work, code: str, entry_id: int, place: str) -> Table:
    register = SCHEMES[code].register
    sheet = read_facts(register, fetch_entry(work, register, entry_id))
    computed = computed_of(work, code, sheet.year)
    valued = code == FUNDS.code
    rows = [tuple(_cells(number, line, computed, valued=valued)) for number, line in enumerate(sheet.lines, 1)]
    subject = subject_of(sheet)
    return Table(
        f"{place}{subject}".translate(FORBIDDEN)[:LONGEST],
        heading(work, sheet.year, f"{register.title}表"),
        _caption(sheet, subject),
        (*HEADED, *([VALUED] if valued else []), *SCORED),
        rows,
        _total(sheet.lines, valued=valued),
        "单位：分",
    )


def _caption(sheet: Any, subject: str) -> str:
    by = getattr(sheet, "unit_name", "")
    parts = [subject, *([f"承办单位：{by}"] if by and by != subject else [])]
    return "　".join([*parts, f"评估人：{sheet.assessor}", f"评估日期：{sheet.assessed_on}"])


def _cells(number: int, line: ScoreLine, computed: Mapping[str, str], *, valued: bool) -> Iterator[Value]:
    yield number
    yield line.indicator
    yield line.guide
    if valued:
        yield computed.get(line.indicator, line.value)
    yield score_value(line.weight)
    yield score_value(line.score)
    yield None if line.score is None else ratio(line.score, line.weight)
    yield line.reason


def _total(lines: Sequence[ScoreLine], *, valued: bool) -> Row:
    found, weight = total(lines), sum(line.weight for line in lines)
    rate = None if found is None else ratio(found, weight)
    note = "" if found is not None else "尚未评完"
    return ("合计", "", "", *([""] if valued else []), score_value(weight), score_value(found), rate, note)
