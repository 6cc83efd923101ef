"""Offices that many tests begin from: filled by the first of them, copied for the others."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any, TypeVar

from working_office import Office

from app.services.unit_of_work import UnitOfWork

Given = TypeVar("Given")
_FILLED: dict[Callable[[Office], Any], tuple[bytes, Office, Any]] = {}


def filled_once(uow: UnitOfWork, fill: Callable[[Office], Given]) -> tuple[Office, Given]:
    """An office in the empty folder of a test as `fill` leaves it, and what it gives back, which must not be changed.

    `fill` is a function of a module: it runs once in a process, on an office that nobody else holds.
    """
    path = Path(str(uow.engine.url.database))
    if fill not in _FILLED:
        first = Office(uow)
        given = fill(first)
        _FILLED[fill] = (path.read_bytes(), first, given)
    stored, before, given = _FILLED[fill]
    uow.engine.dispose()
    path.write_bytes(stored)
    office = copy(before)
    office.uow = uow
    return office, given
