"""Filling score sheets: begun from the indicators in force, stored whole, each change with the value before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.services.errors import UserError
from app.services.policy.answers import Answers
from app.services.policy.money import yuan
from app.services.policy.values import Unreadable, read_year
from app.services.registers.entries import add_facts, change_facts
from app.services.registers.score_sheets import FUNDS, SCHEMES, WHOLE_FUND
from app.services.registers.scoring import ScoreLine, read_points, require_sound, total
from app.services.registers.stored import fetch_entry, read_facts, stored_lines
from app.services.reports.evaluation import Indicator, Measure, indicators
from app.services.reports.figures import year_figures
from app.services.unit_of_work import UnitOfWork, Work

LINES = "lines"


@dataclass(frozen=True)
class TypedLine:
    """A line as it is typed into the sheet."""

    indicator: str
    weight: str
    score: str
    reason: str
    value: str = ""
    guide: str = ""


@dataclass(frozen=True)
class SheetForm:
    """A sheet as its form shows it; `computed` are the values that the program knows, by indicator."""

    entry_id: int
    version: int
    answers: Mapping[str, str]
    lines: tuple[ScoreLine, ...]
    computed: Mapping[str, str]


def blank_sheet(uow: UnitOfWork, code: str) -> SheetForm:
    """A sheet of the year that ended last, with the indicators in force at its end."""
    with uow.read() as work:
        year = work.today.year - 1
        answers = {"year": str(year), "assessed_on": work.today.isoformat()}
        if code == FUNDS.code:
            answers["subject"] = WHOLE_FUND
        begun = SCHEMES[code].begun(work.parameters.at(date(year, 12, 31)))
        return SheetForm(0, 0, answers, begun, computed_of(work, code, year))


def sheet_form(uow: UnitOfWork, code: str, entry_id: int) -> SheetForm:
    """A stored sheet; UserError when it is gone."""
    register = SCHEMES[code].register
    with uow.read() as work:
        row = fetch_entry(work, register, entry_id)
        sheet = read_facts(register, row)
        answers = {name: text for name, text in register.shown(sheet).items() if name != LINES}
        return SheetForm(row.id, row.version, answers, sheet.lines, computed_of(work, code, sheet.year))


def computed_values(uow: UnitOfWork, code: str, year: str) -> Mapping[str, str]:
    """The values of a typed year that the program knows, by indicator; none for a year that cannot be read or is to come."""
    try:
        number = read_year(year)
    except Unreadable:
        return {}
    with uow.read() as work:
        return computed_of(work, code, number) if number <= work.today.year else {}


def store_sheet(
    uow: UnitOfWork, code: str, answers: Answers, typed: Sequence[TypedLine], entry_id: int = 0, seen_version: int = 0
) -> int:
    """A clerk stores a sheet, a new one when `entry_id` is 0, and gets its key; UserError says what is wrong with it."""
    scheme = SCHEMES[code]
    lines = tuple(map(_read, typed))
    require_sound(lines)
    given = dict(answers)
    with uow.begin() as work:
        _require_begun(work, given.get("year", ""))
        if not entry_id:
            return add_facts(work, scheme.register, given, {LINES: lines})
        change_facts(work, scheme.register, entry_id, given, seen_version, {LINES: lines})
        return entry_id


def fund_scores(work: Work, year: int) -> tuple[ScoreLine, ...]:
    """The scored sheet of the whole fund in a year, else the latest of another; empty while none is filled."""
    sheets = [line.facts for line in stored_lines(work, FUNDS) if line.facts.year == year]
    filled = [sheet for sheet in sheets if total(sheet.lines) is not None]
    filled.sort(key=lambda sheet: sheet.subject != WHOLE_FUND)
    found: tuple[ScoreLine, ...] = filled[0].lines if filled else ()
    return found


def said(line: Indicator) -> str:
    """The value of an indicator for people: 96.5%, 1,234, 3.2 天, 2,000.00 元; empty while there is no whole."""
    if line.whole is None:
        return f"{line.part:,}"
    if not line.whole:
        return ""
    if line.measure is Measure.AVERAGE:
        return f"{line.part / line.whole:.1f} 天"
    if line.measure is Measure.MONEY_AVERAGE:
        return f"{yuan((line.part + line.whole // 2) // line.whole)} 元"
    return f"{line.part / line.whole:.1%}"


def computed_of(work: Work, code: str, year: int) -> dict[str, str]:
    """The values of a year that the program knows, by indicator: those of 资金绩效评价, of no other sheet."""
    if code != FUNDS.code or year > work.today.year:
        return {}
    return {line.name: said(line) for line in indicators(work, year_figures(work, year))}


def _read(line: TypedLine) -> ScoreLine:
    name = line.indicator.strip()
    return ScoreLine(
        indicator=name,
        weight=read_points(line.weight, name, "权重") or 0,
        score=read_points(line.score, name, "得分"),
        reason=line.reason.strip(),
        value=line.value.strip(),
        guide=line.guide.strip(),
    )


def _require_begun(work: Work, year: str) -> None:
    try:
        known = read_year(year) if year.strip() else work.today.year
    except Unreadable:
        return  # named with its question when the answers are read
    if known > work.today.year:
        raise UserError(f"{known} 年度尚未开始，不能评分，请核对年度。", "year")
