"""What a column's cells are read as: most columns say the same few texts again and again, and each is read once."""

from __future__ import annotations

from typing import Any

from app.services.policy.questions import Reader
from app.services.policy.values import Raw, is_blank

MOST = 4096


class Readings(dict[str, Any]):
    """The texts of one column with what they mean, None for a blank one; asking for a text reads it, or raises Unreadable."""

    def __init__(self, read: Reader) -> None:
        """`read` reads a cell that is not blank."""
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Any:
        meant = None if not text[:1].isalnum() and is_blank(text) else self._read(text)
        if len(self) < MOST:
            self[text] = meant
        return meant

    def of(self, raw: Raw) -> Any:
        """What any cell means, None for a blank one; Unreadable when it cannot be read."""
        if type(raw) is str:
            return self[raw]
        return None if raw is None else self._read(raw)
