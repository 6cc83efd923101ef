"""Two windows on one data folder: deeds done at the same moment by processes of their own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from app.services.errors import UserError
from app.services.storage.database import make_engine
from app.services.unit_of_work import UnitOfWork

Deed = Callable[[UnitOfWork], Any]
PATIENCE = 120
"""Seconds after which a window counts as hung."""


def at_once(uow: UnitOfWork, *deeds: tuple[str, Deed]) -> list[Any]:
    """What each deed of an account gave, or the sentence by which it was refused, in their order."""
    database = uow.engine.url.database
    assert database
    uow.engine.dispose()
    context = multiprocessing.get_context("fork")
    start = context.Barrier(len(deeds))
    windows = []
    for account, deed in deeds:
        ours, theirs = context.Pipe(duplex=False)
        window = context.Process(target=_work, args=(uow.acting_as(account), Path(database), deed, start, theirs))
        window.start()
        theirs.close()
        windows.append((window, ours))
    told = []
    for window, ours in windows:
        assert ours.poll(PATIENCE), "a window hangs"
        told.append(ours.recv())
        window.join(PATIENCE)
        assert window.exitcode == 0
    return told


def _work(uow: UnitOfWork, path: Path, deed: Deed, start: Barrier, answer: Connection) -> None:
    engine = make_engine(path)
    start.wait(PATIENCE)
    try:
        answer.send(deed(replace(uow, engine=engine)))
    except UserError as error:
        answer.send(error.text)
    engine.dispose()
