"""Offices that many tests begin from: filled by the first of them, copied for the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from pathlib import Path
from typing import Any, TypeVar

from working_office import Office

from app.services.unit_of_work import UnitOfWork

Given = TypeVar("Given")
_FILLED: dict[Hashable, tuple[bytes, Office, Any]] = {}


def filled_once(uow: UnitOfWork, fill: Callable[[Office], Given], key: Hashable | None = None) -> tuple[Office, Given]:
    """An office in the empty folder of a test as `fill` leaves it, and what it gives back, which must not be changed.

    It runs once in a process for each `key`, which is itself unless another is given.
    """
    path = Path(str(uow.engine.url.database))
    if (wanted := key or fill) not in _FILLED:
        first = Office(uow)
        given = fill(first)
        _FILLED[wanted] = (path.read_bytes(), first, given)
    stored, before, given = _FILLED[wanted]
    uow.engine.dispose()
    path.write_bytes(stored)
    office = copy(before)
    office.uow = uow
    return office, given
