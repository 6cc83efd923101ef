"""Lines of a register as they are stored, with what is computed beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.models import CaseReference, RegisterEntry, RegisterFile
from app.services.errors import UserError
from app.services.registers.definition import Extra, Extras, Line, Register
from app.services.unit_of_work import Work

FILES = Extra("files", "附件", "whole")
REFERENCES = Extra("references", "引用案件", "whole")


def live(register: Register) -> Select[RegisterEntry]:
    """The entries of a register that are not withdrawn, the latest day first."""
    query = select(RegisterEntry).where(RegisterEntry.register == register.code, RegisterEntry.withdrawn.is_(False))
    return query.order_by(RegisterEntry.on_day.desc(), RegisterEntry.id.desc())


def stored_lines(work: Work, register: Register, search: str = "") -> Sequence[Line]:
    """The entries of a register, narrowed to those that have every word of `search`."""
    query = live(register)
    for word in search.split():
        query = query.where(RegisterEntry.search.contains(word, autoescape=True))
    rows = work.session.scalars(query).all()
    facts = {row.id: read_facts(register, row) for row in rows}
    extras = register.extend(work, facts)
    return [
        Line(row.id, facts[row.id], extras.get(row.id, {}), row.version, row.entered_by, row.entered_at) for row in rows
    ]


def read_facts(register: Register, row: RegisterEntry) -> Any:
    """What an entry says, as its definition's facts."""
    return register.facts.model_validate_json(row.facts)


def fetch_entry(work: Work, register: Register, entry_id: int) -> RegisterEntry:
    """A live entry; UserError when there is none, or when it was withdrawn."""
    row = work.session.get(RegisterEntry, entry_id)
    if row is None or row.register != register.code:
        raise UserError(f"{register.title}中没有这条记录，请刷新后再办。")
    if row.withdrawn:
        raise UserError(f"{register.title}中的这条记录已撤销（{row.withdrawn_reason}），请刷新后再办。")
    return row


def counted_beside(work: Work, entries: Mapping[int, Any]) -> dict[int, Extras]:
    """How many scans each entry has, and how many cases refer to it."""
    files = _counts(work, RegisterFile.entry_id)
    references = _counts(work, CaseReference.entry_id)
    return {entry: {FILES.key: files.get(entry, 0), REFERENCES.key: references.get(entry, 0)} for entry in entries}


def _counts(work: Work, column: InstrumentedAttribute[int]) -> dict[int, int]:
    rows = work.session.execute(select(column, func.count()).group_by(column))
    return {row[0]: row[1] for row in rows}
