"""The rows of a long sheet as the reading process sent them, packed: 100,000 rows unpacked would weigh five times as much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from app.services.policy.values import Raw

Row = list[Raw]
_AT_HAND = 8  # for the window, which shows rows of one place, and a worker that goes through all


class Lots(Sequence[Row]):
    """Rows in lots of equal length, each unpacked when one of its rows is asked for; safe to be read by several threads.

    A row that is to be changed is asked for by `kept`: changes of any other are lost.
    """

    def __init__(
        self, packed: Sequence[bytes], each: int, height: int, width: int, unpack: Callable[[bytes], list[Row]]
    ) -> None:
        """`each` is the rows of a lot, but for the last; `width` the cells of the longest row; `unpack` gives the rows of a lot."""
        lots: list[bytes | list[Row]] = list(packed)

        def lot(number: int) -> list[Row]:
            found = lots[number]
            return unpack(found) if isinstance(found, bytes) else found

        self._lots = lots
        self._lot = lru_cache(_AT_HAND)(lot)
        self._each, self._packed = each, height
        self._beyond: list[Row] = []
        self.width = width

    def __len__(self) -> int:
        """How many rows there are."""
        return self._packed + len(self._beyond)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """A row, or a list of rows."""
        if isinstance(place, slice):
            return [self[index] for index in range(*place.indices(len(self)))]
        index = place if place >= 0 else place + len(self)
        if not 0 <= index < len(self):
            raise IndexError(place)
        if index >= self._packed:
            return self._beyond[index - self._packed]
        return self._lot(index // self._each)[index % self._each]

    def __iter__(self) -> Iterator[Row]:
        """All rows in order, a lot at a time."""
        for number in range(len(self._lots)):
            yield from self._lot(number)
        yield from self._beyond

    def kept(self, index: int) -> Row:
        """The row at a place, from 0, to be changed; its lot stays unpacked. Raises IndexError."""
        if index < self._packed:
            number = index // self._each
            self._lots[number] = self._lot(number)
        return self[index]

    def grow(self, height: int) -> None:
        """Add empty rows until there are so many."""
        self._beyond.extend([] for _ in range(height - len(self)))
