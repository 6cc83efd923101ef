"""Wiping what a program that was killed has left in a data folder: temporary files, half backups, folders made ready."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.services.storage.backups import FOLDER as BACKUPS
from app.services.storage.presence import is_free
from app.services.storage.scratch import FOLDER, own_folder
from app.services.storage.swapping import PREPARING

_LEFT = (
    f"{FOLDER}/*",
    f"{PREPARING}*",
    ".迁移前-*",
    ".yeji-*",  # a key file or what was tried, about to be put in place
    f"{BACKUPS}/演练-*",
    f"{BACKUPS}/.核对-*",
    f"{BACKUPS}/.*.yjbak-*",
)


def sweep(data: Path) -> None:
    """Remove what earlier processes left behind, unless one is at work in the folder; nothing where there is none."""
    if not data.is_dir() or not is_free(data):
        return
    own = own_folder(data)
    for path in (path for pattern in _LEFT for path in data.glob(pattern) if path != own):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
