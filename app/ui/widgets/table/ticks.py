"""Which rows are ticked, and what their amounts come to."""

from collections.abc import Iterable

from app.ui.widgets.table.query import read


class Ticks:
    """The keys of the ticked rows in the order of ticking, with their amounts in fen, so that rows need not be loaded."""

    def __init__(self, key: str, amounts: tuple[str, ...]) -> None:
        """`key` names the value that identifies a row, `amounts` the money in it."""
        self._key = key
        self._names = amounts
        self._ticked: dict[object, tuple[int, ...]] = {}

    def __contains__(self, key: object) -> bool:
        """Whether the row of that key is ticked."""
        return key in self._ticked

    def __len__(self) -> int:
        """How many rows are ticked."""
        return len(self._ticked)

    @property
    def keys(self) -> list[object]:
        """The keys of the ticked rows."""
        return list(self._ticked)

    def set(self, rows: Iterable[object], *, on: bool) -> None:
        """Tick rows, or not."""
        for row in rows:
            key = read(row, self._key)
            if on:
                self._ticked[key] = sums_of_row(row, self._names)
            else:
                self._ticked.pop(key, None)

    def keep_only(self, rows: Iterable[object]) -> None:
        """Drop the ticks of rows that are not among these, and take the amounts anew."""
        self._ticked = {
            key: sums_of_row(row, self._names) for row in rows if (key := read(row, self._key)) in self._ticked
        }

    def clear(self) -> None:
        """Tick nothing."""
        self._ticked.clear()

    def sums(self) -> dict[str, int]:
        """What the ticked rows come to, in fen, by money column."""
        return total(self._names, self._ticked.values())


def sums_of_row(row: object, names: tuple[str, ...]) -> tuple[int, ...]:
    """A row's amounts in fen; an empty one counts as 0."""
    values = (read(row, name) for name in names)
    return tuple(value if isinstance(value, int) else 0 for value in values)


def total(names: tuple[str, ...], amounts: Iterable[tuple[int, ...]]) -> dict[str, int]:
    """Sums in fen by name."""
    columns = list(zip(*amounts, strict=True))
    return {name: sum(columns[place]) if columns else 0 for place, name in enumerate(names)}
