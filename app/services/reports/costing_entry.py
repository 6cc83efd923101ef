"""What a 政策测算 can change, and what was typed for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from app.services.errors import UserError
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.standards import SCARCE_OCCUPATIONS, Entry
from app.services.policy.values import Unreadable, read_day
from app.services.reports.costing import WhatIf
from app.services.standards.standards_entry import NewValue, entry_of
from app.services.standards.standards_shown import Section, Shown, shown, written
from app.services.unit_of_work import UnitOfWork

SOURCE = "政策测算"
SEPARATORS = "、，,；;"


@dataclass(frozen=True)
class Typed:
    """What was typed: new values by the id of a Shown, the day they hold from (blank: the period's first), the period."""

    values: Mapping[str, str]
    since: str
    first: str
    last: str
    codes: Collection[str]


@dataclass(frozen=True)
class Tried:
    """A value as it is and as it is tried."""

    title: str
    before: str
    after: str
    since: date


def adjustable(uow: UnitOfWork) -> tuple[Shown, ...]:
    """The values that the sums of money rest on, as they stand today."""
    used = {standard.name for subsidy in CATALOGUE if subsidy.money for standard in subsidy.standards}
    rows = shown(uow)
    numbers = [row for row in rows if row.section is Section.NUMBERS and row.name in used]
    return (*numbers, *(row for row in rows if row.name == SCARCE_OCCUPATIONS))


def read_what_if(uow: UnitOfWork, typed: Typed) -> tuple[WhatIf, tuple[Tried, ...]]:
    """What is to be tried; UserError, with its field, for what cannot be read or says nothing."""
    first, last = _day(typed.first, "期间起始日期", "first"), _day(typed.last, "期间截止日期", "last")
    if last < first:
        raise UserError(f"测算期间的截止日期 {last} 早于起始日期 {first}，请改正。", "last")
    if not typed.codes:
        raise UserError("没有选择补贴类型，请至少勾选一类。", "codes")
    since = _day(typed.since, "新标准起始日期", "since") if typed.since.strip() else first
    rows = {row.id: row for row in adjustable(uow)}
    chosen = [(rows[at], text) for at, text in typed.values.items() if text.strip()]
    if not chosen:
        raise UserError("没有填写新标准，请在“新值”列至少填一项。", "values")
    entries = tuple(_entry(uow, row, text, since) for row, text in chosen)
    tried = tuple(_tried(row, entry) for (row, _), entry in zip(chosen, entries, strict=True))
    return WhatIf(entries, first, last, frozenset(typed.codes)), tried


def _entry(uow: UnitOfWork, row: Shown, text: str, since: date) -> Entry:
    if row.section is Section.LISTS:
        for separator in SEPARATORS:
            text = text.replace(separator, "\n")
    try:
        return entry_of(uow, NewValue(row.name, row.key, text, str(since), SOURCE))
    except UserError as error:
        raise UserError(f"{_titled(row)}：{error.text}", row.id) from error


def _tried(row: Shown, entry: Entry) -> Tried:
    before = f"{row.value} {row.unit}".strip() if row.value else row.status.value
    return Tried(_titled(row), before, f"{written(entry.value)} {row.unit}".strip(), entry.start)


def _titled(row: Shown) -> str:
    return f"{row.name}（{row.key}）" if row.key else row.name


def _day(text: str, label: str, field: str) -> date:
    try:
        return read_day(text.strip())
    except Unreadable as error:
        raise UserError(f"{label}“{text}”读不出（{error.text}），请改正。", field) from error
