"""What many tests do first on the same data folder: done by the first of them, copied for the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from app.services.unit_of_work import UnitOfWork

Given = TypeVar("Given")
_DONE: dict[Hashable, tuple[bytes, Any]] = {}


def done_once(uow: UnitOfWork, deed: Callable[[], Given], *key: Hashable) -> Given:
    """What `deed` gives, which must not be changed, with the database as it leaves it.

    It is done once in a process for each `key`, moment and content of the database file; where these are the same, what
    comes of it is the same. An encrypted file is like no other, so there it is always done.
    """
    if uow.vault is not None:
        return deed()
    path = Path(str(uow.engine.url.database))
    wanted = (key, uow.account, uow.clock(), sha256(path.read_bytes()).digest())
    if wanted not in _DONE:
        given = deed()
        _DONE[wanted] = (path.read_bytes(), given)
        return given
    stored, before = _DONE[wanted]
    uow.engine.dispose()
    path.write_bytes(stored)
    return cast(Given, before)
