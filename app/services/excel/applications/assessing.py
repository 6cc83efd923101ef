"""Reading and assessing a workbook without storing anything, with a data folder or without one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.services.cases import holdings
from app.services.cases.course import State
from app.services.cases.header_mappings import remembered
from app.services.cases.parties import registered_names
from app.services.excel.applications.meetings import Key, Known
from app.services.excel.applications.preview import Preview, Stored, preview
from app.services.excel.applications.showing import as_json, as_text
from app.services.excel.reading.workbook import read_workbook
from app.services.excel.recognising.wording import Remembered
from app.services.places import Places
from app.services.policy.claims import Claim, Ground
from app.services.policy.standards import Entry
from app.services.standards.standards_file import shipped_parameters
from app.services.storage import data_folder
from app.services.unit_of_work import UnitOfWork

__all__ = ["as_json", "as_text", "assess_workbook", "stored_in"]


def stored_in(uow: UnitOfWork) -> Stored:
    """What a data folder knows about the rows of a file; each look is a short read of its own."""

    def known(claims: Sequence[Claim], grounds: Sequence[Ground]) -> Known:
        with uow.read() as work:
            precedents, found = holdings.load_named(work.session, claims, grounds)
        return Known(precedents, _said(found.open), _said(found.closed))

    def names(numbers: Iterable[str]) -> Mapping[str, str]:
        with uow.read() as work:
            return registered_names(work.session, numbers)

    def mapped() -> Remembered:
        with uow.read() as work:
            return remembered(work.session)

    return Stored(known, names, mapped)


def _said(found: Mapping[Key, tuple[str, str]]) -> dict[Key, str]:
    """Cases by number and state."""
    return {key: f"{number}（{State(state).label}）" for key, (number, state) in found.items()}


def assess_workbook(
    places: Places,
    path: Path,
    *,
    code: str | None = None,
    entries: Iterable[Entry] = (),
    today: datetime.date | None = None,
    uow: UnitOfWork | None = None,
) -> Preview:
    """Assess every row of a file with the shipped numbers, the folder's own where there is one, and `entries` on top.

    `uow` is the data folder when it is open already. UserError when the file cannot be read or holds no known type.
    """
    book = read_workbook(path)
    if uow is None and not data_folder.exists(places):
        parameters = shipped_parameters(places.resources).plus(entries)
        return preview(book, parameters=parameters, today=today or datetime.date.today(), code=code)  # noqa: DTZ011
    uow = uow or data_folder.open_folder(places)
    try:
        with uow.read() as work:
            parameters, day = work.parameters.plus(entries), today or work.today
        return preview(book, parameters=parameters, today=day, code=code, stored=stored_in(uow))
    finally:
        uow.engine.dispose()
