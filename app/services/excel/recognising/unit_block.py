"""The lines above a header that say once what holds for every row: 填报单位：…  统一社会信用代码：…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.columns import Column, Header, letters
from app.services.excel.recognising.headers import Labels
from app.services.policy.questions import Group, Question
from app.services.policy.raw import compact
from app.services.policy.values import CellFault, Raw, is_blank

ALSO_IN_BLOCK = frozenset({"phone", "applied_on"})
DISTINCT_LABEL = 6
LONGEST = 1000  # characters of a cell that may hold the block
_SEPARATORS = " \t\r\n　;；,，、|"
_UNITS_OF_SUMS = frozenset({"元", "万元", "人", "人民币", "人民币元", "元/人", "人、元", "元、人"})
_DAY_TO_BE_FILLED = re.compile(r"[\d年月日号./-]*")
_OTHER_LABEL = re.compile(r"[^:：]{1,16}[:：]")
TAIL_ROWS = 15


@dataclass(frozen=True, slots=True)
class BlockValue:
    """What the block says on a question, and the cell (row and column from 0) that says it."""

    question: Question
    raw: Raw
    row: int
    column: int


def block_above(sheet: Sheet, header: Header, questions: Iterable[Question]) -> dict[str, BlockValue]:
    """What stands above the header on unit, account, telephone and application date, by question name.

    What is said in two ways is a fault that names both: nobody can tell which one holds.
    """
    asked = [q for q in questions if q.group in (Group.UNIT, Group.ACCOUNT) or q.name in ALSO_IN_BLOCK]
    return _said_in(enumerate(sheet.rows[: header.first]), asked)


def block_below(
    sheet: Sheet, header: Header, columns: Sequence[Column], questions: Iterable[Question]
) -> dict[str, BlockValue]:
    """What the lines under the last case say on the unit, label and colon in one cell: 申报单位（盖章）：…"""
    tail = []
    for number in range(len(sheet.rows) - 1, max(header.last, len(sheet.rows) - 1 - TAIL_ROWS), -1):
        row = sheet.rows[number]
        if 2 * sum(c.index < len(row) and not is_blank(row[c.index]) for c in columns) > len(columns):
            break
        tail.append((number, [cell if isinstance(cell, str) and _OTHER_LABEL.match(cell) else "" for cell in row]))
    return _said_in(reversed(tail), [q for q in questions if q.group is Group.UNIT])


def block_around(
    sheet: Sheet, header: Header, columns: Sequence[Column], questions: Sequence[Question]
) -> dict[str, BlockValue]:
    """What is said once for every row, above the header or, where it is not said there, below the last case."""
    return block_below(sheet, header, columns, questions) | block_above(sheet, header, questions)


def _said_in(rows: Iterable[tuple[int, Sequence[Raw]]], asked: Sequence[Question]) -> dict[str, BlockValue]:
    labels, pattern = Labels(asked), _pattern(asked)
    found: dict[str, BlockValue] = {}
    for number, row in rows:
        for value in _of_row(number, row, labels, pattern):
            if _says_nothing(value.raw):
                continue
            first = found.setdefault(value.question.name, value)
            if not isinstance(first.raw, CellFault) and _word(first.raw) != _word(value.raw):
                found[value.question.name] = replace(first, raw=CellFault(_two_ways(first, value)))
    return found


def _says_nothing(raw: Raw) -> bool:
    """Whether it is the unit of the sums (单位：元) or a date yet to be filled in (单位（盖章）：  年  月  日)."""
    word = _word(raw)
    return word in _UNITS_OF_SUMS or (isinstance(raw, str) and "年" in word and not _DAY_TO_BE_FILLED.sub("", word, 1))


def _word(raw: Raw) -> str:
    return compact(str(raw)).upper()


def _two_ways(first: BlockValue, second: BlockValue) -> str:
    said = "和".join(f"{letters(each.column)}{each.row + 1} 的“{each.raw}”" for each in (first, second))
    return f"表外写了两个不同的{first.question.label}（{said}），请只保留一个"


def _pattern(asked: Iterable[Question]) -> re.Pattern[str]:
    """Any label of the block followed by a colon; short labels only where a word begins."""
    labels = {label for question in asked for label in (question.label, *question.asked.aliases)}
    parts = []
    for label in sorted(labels, key=len, reverse=True):
        spaced = r"\s*".join(map(re.escape, label))
        parts.append(spaced if len(label) >= DISTINCT_LABEL else rf"(?<![一-鿿]){spaced}")
    return re.compile(rf"({'|'.join(parts)})\s*(?:[（(][^（()）]*[)）])?\s*[:：]")


def _of_row(number: int, row: Sequence[Raw], labels: Labels, pattern: re.Pattern[str]) -> Iterator[BlockValue]:
    cells = [(column, raw) for column, raw in _unmerged(row) if not is_blank(raw)]
    for place, (column, raw) in enumerate(cells):
        if not isinstance(raw, str) or len(raw) > LONGEST:
            continue
        pairs = list(_pairs(raw, pattern)) or [(raw, "")]
        for label, text in pairs:
            match = labels.find(label)
            if match and text:
                yield BlockValue(match.question, text, number, column)
            elif match and (label, text) == pairs[-1] and place + 1 < len(cells):
                column_beside, beside = cells[place + 1]
                if not _is_label(beside, labels, pattern) and not _labels_something(beside):
                    yield BlockValue(match.question, beside, number, column_beside)


def _unmerged(row: Sequence[Raw]) -> Iterator[tuple[int, Raw]]:
    """The cells of a row, a run of equal ones (a merged cell) once."""
    for raw, run in groupby(enumerate(row), key=lambda pair: pair[1]):
        yield next(run)[0], raw


def _pairs(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The label：value pairs that one cell holds."""
    found = list(pattern.finditer(text))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        yield match[1], re.split(r"\s{2,}|[　\n]", text[match.end() : end].strip(_SEPARATORS))[0]


def _labels_something(raw: Raw) -> bool:
    """Whether a cell begins with a label of its own, known or not: 填报日期：…"""
    return isinstance(raw, str) and _OTHER_LABEL.match(raw) is not None


def _is_label(raw: Raw, labels: Labels, pattern: re.Pattern[str]) -> bool:
    return isinstance(raw, str) and (labels.find(raw) is not None or pattern.search(raw) is not None)
