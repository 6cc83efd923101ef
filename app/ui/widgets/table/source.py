"""A list in memory as a table's source: filtered and sorted here, names in the order of pinyin."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter

from PySide6.QtCore import QCollator, QLocale

from app.ui.widgets.table.query import Filter, Op, Query, Rows, read

_COLLATED = 5_000


class ListSource:
    """Rows at hand; the last answer is kept, so paging, counting and export of one query sort once."""

    def __init__(self, rows: Sequence[object], searched: Sequence[str] = ()) -> None:
        """`searched` names the values that the search text is looked for in. Facets compare a value's text."""
        self._rows = rows
        self._searched = searched
        self._asked: Query | None = None
        self._answer: Sequence[object] = ()

    def page(self, query: Query, _after: object | None, _limit: int) -> Rows:
        """All rows at once: they are in memory."""
        return Rows(self._found(query))

    def count(self, query: Query, _cap: int = 1000) -> int:
        """How many rows there are, exactly."""
        return len(self._found(query))

    def each(self, query: Query) -> Iterator[object]:
        """All rows in order."""
        return iter(self._found(query))

    def __len__(self) -> int:
        """How many rows there are before anything is asked."""
        return len(self._rows)

    def answer(self, query: Query) -> Sequence[object]:
        """The rows of a query, from any thread; nothing is kept."""
        kept = [row for row in self._rows if self._keeps(row, query)] if _narrow(query) else self._rows
        return sort_rows(kept, query.sort, descending=query.descending) if query.sort else kept

    def has(self, query: Query) -> bool:
        """Whether an answer is at hand, or none has to be worked out."""
        return query == self._asked or not (query.sort or _narrow(query))

    def take(self, query: Query, answer: Sequence[object]) -> None:
        """Keep an answer that was worked out elsewhere."""
        self._asked, self._answer = query, answer

    def _found(self, query: Query) -> Sequence[object]:
        if query != self._asked:
            self.take(query, self.answer(query))
        return self._answer

    def _keeps(self, row: object, query: Query) -> bool:
        wanted = query.search.casefold()
        return (
            all(str(read(row, name)) == value for name, value in query.facets)
            and all(holds(condition, read(row, condition.column)) for condition in query.filters)
            and (not wanted or any(wanted in str(read(row, name)).casefold() for name in self._searched))
        )


def holds(condition: Filter, value: object) -> bool:
    """Whether a value meets a condition; an empty value meets none."""
    if value is None:
        return False
    if condition.op is Op.CONTAINS:
        return str(condition.value).casefold() in str(value).casefold()
    if condition.op is Op.IS:
        return value == condition.value
    order = _compare(value, condition.value)
    return order >= 0 if condition.op is Op.FROM else order <= 0


def sort_rows(rows: Sequence[object], key: str, *, descending: bool = False) -> list[object]:
    """Rows by one value: figures and days by size, words by pinyin, empty ones last either way; stable."""
    filled = [(read(row, key), row) for row in rows]
    empty = [row for value, row in filled if value is None]
    pairs = [(value, row) for value, row in filled if value is not None]
    if any(not isinstance(value, int | date) for value, _ in pairs):
        ranks = _ranks({str(value) for value, _ in pairs})
        pairs = [(ranks[str(value)], row) for value, row in pairs]
    pairs.sort(key=itemgetter(0), reverse=descending)
    return [row for _, row in pairs] + empty


def _ranks(words: set[str]) -> dict[str, int]:
    """Place of each word in pinyin order: by the locale's collation, for very many by GB 18030, whose common characters stand in it."""
    if len(words) > _COLLATED:
        ordered = sorted(words, key=lambda word: word.encode("gb18030", "replace"))
    else:
        collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        collator.setNumericMode(True)
        ordered = sorted(words, key=collator.sortKey)
    return {word: place for place, word in enumerate(ordered)}


def _compare(one: object, other: object) -> int:
    if isinstance(one, int) and isinstance(other, int):
        return (one > other) - (one < other)
    left, right = str(one), str(other)
    return (left > right) - (left < right)


def _narrow(query: Query) -> bool:
    return bool(query.filters or query.search or query.facets)
