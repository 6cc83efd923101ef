"""What a column's cells are read as: most columns say the same few texts again and again, and each is read once."""

from __future__ import annotations

from typing import Any

from app.services.policy.questions import Reader
from app.services.policy.values import Raw, is_blank

MOST = 4096


class Readings(dict[Raw, Any]):
    """The texts of one column with what they mean, None for a blank one; asking for a cell reads it, or raises Unreadable."""

    def __init__(self, read: Reader) -> None:
        """`read` reads a cell that is not blank."""
        super().__init__()
        self._read = read

    def __missing__(self, raw: Raw) -> Any:
        if type(raw) is not str:  # and never kept: 1 and TRUE are one key
            return None if raw is None else self._read(raw)
        meant = None if not raw[:1].isalnum() and is_blank(raw) else self._read(raw)
        if len(self) < MOST:
            self[raw] = meant
        return meant
