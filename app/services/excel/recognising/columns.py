"""The header row of a sheet and its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.headers import Labels, Match, Rank, as_header, joined_headers, plain
from app.services.policy.questions import Question
from app.services.policy.raw import compact
from app.services.policy.values import Raw

ROWS_SEARCHED, COLUMNS_SEARCHED = 20, 256
LEAST_LABELS = 2
NUMBERING = frozenset({"序号", "编号", "行号", "NO", "NO.", "顺序号"})
MONEY = "amount"
Mapped = Mapping[str, str]
"""What columns were said to hold by hand: the key of a header to the name of its question, empty for none."""
UNMAPPED: Mapped = {}


@dataclass(frozen=True, slots=True)
class Column:
    """A column (from 0) that answers a question; `header` as the sheet writes it."""

    index: int
    question: Question
    header: str
    in_wan: bool = False
    twins: tuple[int, ...] = ()  # other columns that answer it as well as this one


@dataclass(frozen=True, slots=True)
class Header:
    """The header's rows (from 0, both ends counted), and the texts each column may stand for, best first."""

    first: int
    last: int
    texts: tuple[tuple[str, ...], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What each column is remembered by: its header, numbered where it comes again; empty where there is none."""
        met: Counter[str] = Counter()
        keys = []
        for texts in self.texts:
            key = plain(texts[0]) if texts else ""
            met[key] += 1
            keys.append(f"{key}#{met[key]}" if key and met[key] > 1 else key)
        return tuple(keys)


@dataclass(frozen=True, slots=True)
class _Found:
    """A column with the best of its texts."""

    index: int
    header: str
    match: Match


def letters(index: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def find_header(
    rows: Sequence[Sequence[Raw]], questions: Iterable[Question], mapped: Mapped = UNMAPPED
) -> Header | None:
    """The header among the first 20 rows: that which answers most questions, of equal ones the shortest and first."""
    known = _Known(questions, mapped)
    width = min(max((len(row) for row in rows[: ROWS_SEARCHED + 1]), default=0), COLUMNS_SEARCHED)
    lines = [_line(row, width) for row in rows[: ROWS_SEARCHED + 1]]
    best: tuple[int, Header | None] = (LEAST_LABELS - 1, None)
    for height in (1, 2):
        for first in range(min(len(lines), ROWS_SEARCHED) - height + 1):
            header = _header(lines, first, height)
            answered = len({f.match.question.name for f in known.matches(header)})
            if height == 1 and answered > best[0]:
                best = (answered, header)
            elif height == 2 and _may_be_lower_line(rows[first + 1], lines[first], header):
                is_whole = best[1] == _header(lines, first + 1, 1) and _are_merged_together(*lines[first : first + 2])
                best = (answered, header) if answered > best[0] or (answered == best[0] and is_whole) else best
    return best[1]


def _line(row: Sequence[Raw], width: int) -> list[str]:
    return [as_header(cell) for cell in row[:width]] + [""] * (width - len(row))


def _header(lines: Sequence[Sequence[str]], first: int, height: int) -> Header:
    if height == 1:
        return Header(first, first, tuple((text,) if text else () for text in lines[first]))
    return Header(first, first + 1, joined_headers(lines[first], lines[first + 1]))


def _may_be_lower_line(row: Sequence[Raw], upper: Sequence[str], header: Header) -> bool:
    """Whether a row of words stands under a line that heads most of the columns, and so may belong to the header."""
    words = all(isinstance(cell, str) or cell is None for cell in row)
    return words and 2 * sum(map(bool, upper)) >= sum(map(bool, header.texts))


def _are_merged_together(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether one line groups columns and another column is merged down both: then they are one header."""
    grouped = any(left and left == right for left, right in pairwise(upper))
    return grouped and any(top and top == bottom for top, bottom in zip(upper, lower, strict=True)) and upper != lower


def likely_header(rows: Sequence[Sequence[Raw]]) -> Header | None:
    """Where no label is known: the row with most different words among the first 20, to be mapped by hand."""
    lines = [_line(row, min(len(row), COLUMNS_SEARCHED)) for row in rows[:ROWS_SEARCHED]]
    words = [len({text for text in line if text}) for line in lines]
    if not words or max(words) < LEAST_LABELS:
        return None
    return _header(lines, words.index(max(words)), 1)


class _Known:
    """What headers are known by: labels and aliases of questions, and what was mapped by hand."""

    def __init__(self, questions: Iterable[Question], mapped: Mapped) -> None:
        asked = tuple(questions)
        self._labels, self._mapped = Labels(asked), mapped
        self._by_name = {question.name: question for question in asked} if mapped else {}

    def matches(self, header: Header) -> list[_Found]:
        """Every column that a question knows: as mapped by hand, else by the best of its texts."""
        keys = header.keys if self._mapped else ()
        found = []
        for index, texts in enumerate(header.texts):
            if keys and keys[index] in self._mapped:
                question = self._by_name.get(self._mapped[keys[index]])
                found += [_Found(index, texts[0], Match(question, Rank.BY_HAND))] if question else []
                continue
            matches = [(m.rank, place, m) for place, text in enumerate(texts) if (m := self._labels.find(text))]
            if matches:
                _, place, match = min(matches, key=lambda each: each[:2])
                found.append(_Found(index, texts[place], match))
        return found


def columns_under(
    sheet: Sheet, header: Header, questions: Sequence[Question], mapped: Mapped = UNMAPPED
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns that answer questions, and what is to be said about the header."""
    matches = _Known(questions, mapped).matches(header)
    notes: list[str] = []
    columns = []
    by_name = sorted(matches, key=lambda f: (f.match.question.name, f.match.rank, f.index))
    all_in_wan = _sheet_in_wan(sheet, header)
    for _, same in groupby(by_name, key=lambda f: f.match.question.name):
        chosen, *others = same
        twins = tuple(each.index for each in others if each.match.rank is chosen.match.rank is not Rank.BY_HAND)
        columns.append(_column(chosen, twins, all_in_wan=all_in_wan))
        notes += [_two_columns(sheet, chosen, other) for other in others]
    columns.sort(key=lambda column: column.index)
    notes += [_scaled(sheet, column) for column in columns if column.in_wan]
    said = {index for index, key in enumerate(header.keys) if key in mapped} if mapped else set()
    return tuple(columns), (*notes, *_unknown(sheet, header, said | {f.index for f in matches}))


def _column(found: _Found, twins: tuple[int, ...], *, all_in_wan: bool) -> Column:
    question, header = found.match.question, found.header
    own_unit = "万元" in header or (all_in_wan and "元" not in header)
    return Column(found.index, question, " ".join(header.split()), question.kind.name == MONEY and own_unit, twins)


def _sheet_in_wan(sheet: Sheet, header: Header) -> bool:
    """Whether a line above the header says 单位：万元."""
    above = (cell for row in sheet.rows[: header.first] for cell in row if isinstance(cell, str) and "万元" in cell)
    return any(compact(cell).strip("()").endswith("单位:万元") for cell in above)


def _two_columns(sheet: Sheet, chosen: _Found, other: _Found) -> str:
    why = {Rank.BY_HAND: "手工对应", Rank.LABEL: "标题完全一致"}.get(chosen.match.rank, "排在前面")
    return (
        f"工作表“{sheet.name}”{letters(chosen.index)} 列和 {letters(other.index)} 列都像“{chosen.match.question.label}”，"
        f"按{why}的 {letters(chosen.index)} 列“{chosen.header}”读取。"
    )


def _scaled(sheet: Sheet, column: Column) -> str:
    return f"工作表“{sheet.name}”{letters(column.index)} 列“{column.header}”以万元计，已换算为元。"


def _unknown(sheet: Sheet, header: Header, known: set[int]) -> list[str]:
    names = Counter(
        " ".join(texts[0].split())
        for index, texts in enumerate(header.texts)
        if index not in known and texts and compact(texts[0]).upper() not in NUMBERING
    )
    if not names:
        return []
    return [f"工作表“{sheet.name}”有 {len(names)} 栏不属于本补贴，未读取：{'、'.join(names)}。"]
