"""Bytes that leave the data folder as a file: saved, and written down."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.services.excel.writing.saving import save_bytes
from app.services.unit_of_work import UnitOfWork


def save_noted(uow: UnitOfWork, path: Path, content: bytes, what: str) -> None:
    """Save a file and note who took `what`; UserError when it cannot be written."""
    save_bytes(path, content, partial(uow.note, "另存文件", path.name, what))
