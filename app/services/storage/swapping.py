"""Putting a database with its key file in place of another: wholly or not at all, whenever the program ends.

What is to come is made ready in a folder of its own; that folder's new name is the decision. From then on every start
carries on where the last one stopped, until all is in its place. Before that a start throws the folder away.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from secrets import token_hex

from app.services.storage.beside import settle, settle_folder
from app.services.storage.database import FILE_NAME
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.presence import alone

DECIDED = "yeji.swap"
PREPARING = ".准备-"
_ORDER = "order.txt"


@contextmanager
def preparing(data: Path, deed: str) -> Iterator[Path]:
    """An empty folder within the data folder, in which a database is made ready; gone behind the block.

    UserError, naming the `deed`, when somebody has the data folder open; nobody can open it within the block.
    """
    with alone(data, deed):
        folder = data / f"{PREPARING}{token_hex(4)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def swap(data: Path, ready: Path, kept: str) -> Path:
    """Put the database and the key file in `ready` in place of those in `data`, which are kept as `kept`.db and .keys.

    To be called within `preparing`. Gives where the replaced database lies (there may have been none).
    """
    stem = _free(data, kept)
    coming = [name for name in (FILE_NAME, KEYS) if (ready / name).exists()]
    for name in coming:
        settle(ready / name)
    (ready / _ORDER).write_text("\n".join([stem, *coming]), encoding="utf-8")
    settle(ready / _ORDER)
    settle_folder(ready)
    ready.replace(data / DECIDED)
    settle_folder(data)
    carry_on(data)
    return data / f"{stem}.db"


def is_under_way(data: Path) -> bool:
    """Whether a swap has been decided that is not finished."""
    return (data / DECIDED).is_dir()


def carry_on(data: Path) -> None:
    """Finish a swap that has been decided; to be called alone in the folder, as often as one likes."""
    decided = data / DECIDED
    order = decided / _ORDER
    if order.exists():
        stem, *coming = order.read_text(encoding="utf-8").split("\n")
        if (decided / FILE_NAME).exists():  # which comes last: until then the old ones may still be here
            _set_aside(data, decided, stem, coming)
            for name in (KEYS, FILE_NAME):
                if (decided / name).exists():
                    (decided / name).replace(data / name)
        settle_folder(data)
        order.unlink()
    shutil.rmtree(decided, ignore_errors=True)


def _set_aside(data: Path, decided: Path, stem: str, coming: list[str]) -> None:
    endings = {
        f"{FILE_NAME}-journal": ".db-journal",  # of the replaced file: it would be played into what takes its place
        FILE_NAME: ".db",
        KEYS: ".keys",
    }
    for name, ending in endings.items():
        placed = name in coming and not (decided / name).exists()
        if not placed and (data / name).exists():
            (data / name).replace(data / f"{stem}{ending}")


def _free(data: Path, stem: str) -> str:
    """The stem, numbered when something is kept under it already."""
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if not any((data / f"{name}{end}").exists() for end in (".db", ".keys")))
