"""Entering a new value, typed or from a standards file: dated, with its source, beside the ones before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.services.errors import UserError
from app.services.policy.standards import CONFIRMED, Entry, Value
from app.services.policy.values import Unreadable, read_day, read_fen, read_score, read_text, read_whole
from app.services.standards import parameters
from app.services.standards.shared_types import coded
from app.services.standards.standards_exchange import read_file, unknown
from app.services.standards.standards_shown import Section, section_of, standard_named, written
from app.services.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True)
class NewValue:
    """What was typed: the value as text (a list a line each), the day from which it holds, its 文号 or clause."""

    name: str
    key: str
    value: str
    start: str
    source: str


class Effect(StrEnum):
    """What an entry of a standards file would do."""

    NEW = "新增"
    CHANGED = "更改"
    SAME = "相同"


@dataclass(frozen=True)
class Change:
    """An entry of a standards file beside the value that holds on its day so far."""

    name: str
    key: str
    before: str
    after: str
    start: date
    source: str
    effect: Effect


def enter_value(uow: UnitOfWork, new: NewValue) -> None:
    """An administrator enters a value; UserError, with its field, for what cannot be read or is missing."""
    entry = entry_of(uow, new)
    parameters.enter(uow, (entry,))


def confirm(uow: UnitOfWork, published: str, source: str) -> None:
    """An administrator confirms 发布日期 as typed, with its 文号; UserError, with its field, when either is missing."""
    day = _read(read_day, published, "发布日期", "published")
    parameters.confirm_publication(uow, day, _needed(source, "文号", "source"))


def preview(uow: UnitOfWork, path: Path) -> tuple[tuple[Entry, ...], tuple[Change, ...]]:
    """What of a standards file, TOML or workbook, is new, and beside it what holds on its day now; UserError for a bad file."""
    read = read_file(path)
    with uow.read() as work:
        known = work.parameters
        entries = unknown(known, read)
        changes = tuple(_change(entry, known.at(entry.start).value(entry.name, entry.key)) for entry in entries)
    return entries, changes


def enter_file(uow: UnitOfWork, entries: Sequence[Entry]) -> int:
    """An administrator enters what was previewed; says how many values."""
    return parameters.enter(uow, entries)


def _change(entry: Entry, before: Value | None) -> Change:
    effect = Effect.NEW if before is None else Effect.SAME if before == entry.value else Effect.CHANGED
    old = "" if before is None else _said(entry, before)
    return Change(entry.name, entry.key, old, _said(entry, entry.value), entry.start, entry.source, effect)


def _said(entry: Entry, value: Value) -> str:
    return ("是" if value else "否") if entry.name == CONFIRMED else written(value)


def entry_of(uow: UnitOfWork, new: NewValue) -> Entry:
    """A value as typed; UserError, with its field, for what cannot be read, is missing or is no standard."""
    with uow.read() as work:
        known = [one.value for one in work.parameters.entries if (one.name, one.key) == (new.name, new.key)]
        shipped = work.shipped
    standard = standard_named(new.name)
    if standard is None and not known:
        raise UserError(f"没有“{new.name}”这一项标准，请管理员核对。")
    start = _read(read_day, new.start, "起始日期", "start")
    source = _needed(new.source, "来源文号", "source")
    section = section_of(new.name, known[-1] if known else None)
    return coded(Entry(new.name, new.key, start, source, _value(new, section)), shipped)


def _value(new: NewValue, section: Section) -> Value:
    match section:
        case Section.LISTS:
            return tuple(dict.fromkeys(line.strip() for line in new.value.splitlines() if line.strip()))
        case Section.OFFICE:
            return new.value.strip()
        case Section.LIMITS | Section.TARGETS | Section.GUARDS:
            return Decimal(_read(read_whole, new.value, "新值", "value"))
        case Section.NUMBERS:
            return _number(new)


def _number(new: NewValue) -> Decimal:
    standard = standard_named(new.name)
    if standard is not None and not standard.measure.in_hundredths:
        return Decimal(_read(read_whole, new.value, "新值", "value"))
    read = read_score if standard is not None and not standard.measure.is_money else read_fen
    return Decimal(_read(read, new.value, "新值", "value")) / 100


def _read(read: Callable[[str], T], text: str, label: str, field: str) -> T:
    try:
        return read(_needed(text, label, field))
    except Unreadable as error:
        raise UserError(f"{label}“{text}”读不出（{error.text}），请改正。", field) from error


def _needed(text: str, label: str, field: str) -> str:
    if not text.strip():
        raise UserError(f"请填写{label}。", field)
    return read_text(text)
