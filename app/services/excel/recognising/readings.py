"""What a column's cells are read as: most columns say the same few texts again and again, and each is read once."""

from __future__ import annotations

from typing import Any

from app.services.policy.questions import Reader
from app.services.policy.values import Raw, Unreadable, is_blank

MOST = 4096
BLANK = "必填项未填"


class NothingSaid(Unreadable):
    """A blank cell where every row must say something."""


class Readings(dict[Raw, Any]):
    """The texts of one column with what they mean; asking for a cell reads it, or raises Unreadable."""

    def __init__(self, read: Reader, blank: Any = None, *, required: bool = False) -> None:
        """`read` reads a cell that is not blank; `blank` is what others mean: None is NothingSaid where one is required."""
        super().__init__()
        self._read, self._blank, self._required = read, blank, required

    def __missing__(self, raw: Raw) -> Any:
        if type(raw) is not str:  # and never kept: 1 and TRUE are one key
            return self._nothing() if raw is None else self._read(raw)
        meant = self._nothing() if not raw[:1].isalnum() and is_blank(raw) else self._read(raw)
        if len(self) < MOST:
            self[raw] = meant
        return meant

    def _nothing(self) -> Any:
        if self._required and self._blank is None:
            raise NothingSaid(BLANK)
        return self._blank
