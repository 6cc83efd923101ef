"""Rows below a header that are no cases: totals, signatures, repeated headers, remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum

from app.services.excel.recognising.columns import NUMBERING, Column
from app.services.excel.recognising.headers import Labels
from app.services.policy.raw import compact, is_digits
from app.services.policy.values import Raw, Unreadable, is_blank, read_fen

GUIDANCE = frozenset(
    [
        "例",
        "示例",
        "样例",
        "例如",
        "举例",
        "填写示例",
        "示例行",
        "说明",
        "填写说明",
        "填表说明",
        "填报说明",
        "要求",
        "填写要求",
        "填报要求",
        "提示",
        "格式",
        "填写格式",
    ]
)
_GUIDING = frozenset(word[0] for word in GUIDANCE)
LONG_REMARK = 12
REPEATED_LABELS = 3
LONGEST_PLACE, LONGEST_GUIDANCE = 3, 12
LEAST_GUIDED = 3
MOST_DIGITS_GUIDED = 5
_NUMBERS = frozenset({"identity", "credit", "account", "phone"})
_WORDS = frozenset({"text", "name", "code"})
_TOTAL = re.compile(r"(本页|本表|以上|单位|大写)?(合计|小计|总计|共计|累计|总数)([人数金额次:(].*)?")
_SIGNATURE = re.compile(
    r".{0,6}(制表|填表|填报|审核|复核|复查|负责|法定代表|经办|联系|申报|报送)(人|单位|日期|时间|电话)?(签字|签名|签章|盖章)?"
    r"(\([^()]*\))?:.*"
    r"|.{0,10}(日期|时间|电话|盖章|公章|签字|签名|单位意见|审核意见):.*"
    r"|.*\((盖章|公章|签字|签章|签名)\).*|(盖章|公章|以下空白|以下无正文)|第\d+页(,?\/?共\d+页)?"
)
_REMARK = re.compile(r"(备注|注|说明|填表说明|填报说明|附件?|承诺)\d*[:.、].*")
_TABLE_NAME = re.compile(r".{2,}(申报表|申请表|汇总表|登记表|花名册|明细表|一览表|名单)(\(.*\))?")
_SECTION = re.compile(r"\(?[一二三四五六七八九十]+[)、.].*")
_ORDINALS = ("甲乙丙丁戊己庚辛壬癸", "一二三四五六七八九十")
_ORDINAL = re.compile(r"[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十]{1,3}|\d{1,3}")
_LONE_DAY = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")
_SENTENCE = re.compile(r"[，。；;,]")


class Sort(Enum):
    """What a row below the header is."""

    CASE = "case"
    BLANK = "blank"
    FURNITURE = "furniture"
    REMARK = "remark"  # skipped like the others, but named
    OTHER_TABLE = "other table"  # the head of another one, below which nothing is read


def sort_of(row: Sequence[Raw], before: Sequence[Raw], columns: Sequence[Column], labels: Labels) -> Sort:
    """What a row is that cannot be read as a case as it stands; `before` is the case row read last."""
    filled = [column for column in columns if not is_blank(row[column.index])]
    if not filled or _repeats_unit_only(row, before, filled):
        return Sort.BLANK
    if _is_numbering(row):
        return Sort.FURNITURE
    texts = {compact(cell) for cell in row if isinstance(cell, str) and not is_blank(cell)}
    if _is_header_again(row, filled, labels):
        return Sort.FURNITURE
    furniture = {text for text in texts if _TOTAL.fullmatch(text) or _SIGNATURE.fullmatch(text)}
    furniture |= _split_total(row)
    if furniture and 2 * _others(row, filled, furniture) <= len(columns):
        return Sort.FURNITURE
    return Sort.REMARK if _is_remark(row, filled, texts) else Sort.CASE


def _split_total(row: Sequence[Raw]) -> set[str]:
    """The words of a total written over two cells: 合 and 计."""
    words = [compact(cell) for cell in row if isinstance(cell, str) and not is_blank(cell)][:2]
    return set(words) if all(len(word) == 1 for word in words) and _TOTAL.fullmatch("".join(words)) else set()


def is_guidance(cell: Raw) -> bool:
    """Whether the first cell of a row says that it is an example or tells how to fill the form."""
    if not isinstance(cell, str) or len(cell) > LONGEST_GUIDANCE or _GUIDING.isdisjoint(cell):
        return False
    return compact(cell).strip(":()") in GUIDANCE


def says_how_to_fill(row: Sequence[Raw], columns: Sequence[Column], faults: Collection[str]) -> bool:
    """Whether a row above all cases tells how each column is to be filled: words, where numbers, days and choices belong."""
    filled = [column for column in columns if not is_blank(row[column.index])]
    strict = [column for column in filled if column.question.kind.name not in _WORDS]
    if len(strict) < LEAST_GUIDED or any(column.question.name not in faults for column in strict):
        return False
    return all(_has_few_digits(row[c.index]) for c in filled if c.question.kind.name in _NUMBERS)


def _has_few_digits(cell: Raw) -> bool:
    return isinstance(cell, str) and sum(map(str.isdigit, cell)) <= MOST_DIGITS_GUIDED


def begins_other_table(row: Sequence[Raw], columns: Sequence[Column], labels: Labels) -> bool:
    """Whether a row of words, of which this table knows some but not enough to be its own, heads another table."""
    words, known = _labels_in(row, labels)
    return len(set(words)) >= REPEATED_LABELS and 2 <= known < len(words) and 2 * known < len(columns)


def heads_other_columns(row: Sequence[Raw], labels: Labels) -> bool:
    """Whether most words of a row are labels, though not of the columns they stand in: no case is made of such words."""
    words, known = _labels_in(row, labels)
    return known > REPEATED_LABELS and 2 * known >= len(words)


def _labels_in(row: Sequence[Raw], labels: Labels) -> tuple[list[str], int]:
    """The words of a row, and how many of them are labels; no words where a cell holds something else."""
    words = [compact(cell) for cell in row if isinstance(cell, str) and not is_blank(cell)]
    if len(words) != sum(not is_blank(cell) for cell in row) or any(map(str.isdigit, "".join(words))):
        return [], 0
    return words, sum(labels.find(word) is not None for word in words)


def _is_numbering(row: Sequence[Raw]) -> bool:
    """A line that numbers the columns: 1 2 3 …, 甲 乙 丙 …, after 栏次 perhaps."""
    cells = [cell for cell in row if not is_blank(cell) and cell != "栏次"]
    said = "".join(cell for cell in cells if isinstance(cell, str))
    if len(said) == len(cells) >= REPEATED_LABELS and any(run.startswith(said) for run in _ORDINALS):
        return True
    numbers = [number for cell in cells if (number := _place(cell)) is not None]
    return len(numbers) == len(cells) >= REPEATED_LABELS and numbers == list(range(numbers[0], numbers[0] + len(cells)))


def _place(cell: Raw) -> int | None:
    """The number of a column: 1, 1.0, "1" or （1）."""
    if isinstance(cell, str):
        digits = compact(cell).strip("()")
        return int(digits) if is_digits(digits) and len(digits) <= LONGEST_PLACE else None
    return int(cell) if isinstance(cell, int | float) and cell % 1 == 0 else None


def _repeats_unit_only(row: Sequence[Raw], before: Sequence[Raw], filled: Sequence[Column]) -> bool:
    """A numbered blank line under a unit merged down the column says nothing of its own."""
    own = [column for column in filled if column.question.group.value != "单位"]
    return not own and bool(before) and all(row[c.index] == before[c.index] for c in filled)


def _is_header_again(row: Sequence[Raw], filled: Sequence[Column], labels: Labels) -> bool:
    same = 0
    for column in filled:
        cell = row[column.index]
        match = labels.find(cell) if isinstance(cell, str) else None
        same += match is not None and match.question.name == column.question.name
    return same >= min(REPEATED_LABELS, len(filled))


def _others(row: Sequence[Raw], filled: Sequence[Column], furniture: set[str]) -> int:
    """How many answers a row holds beside the words of a total or signature line."""
    return sum(not (isinstance(cell := row[c.index], str) and compact(cell) in furniture) for c in filled)


def _is_remark(row: Sequence[Raw], filled: Sequence[Column], texts: set[str]) -> bool:
    if len(filled) == 1 and filled[0].question.kind.name == "amount" and _is_sum(row[filled[0].index]):
        return not texts - NUMBERING - {compact(str(row[filled[0].index]))}
    if len(texts) == 2:
        texts = {text for text in texts if not _ORDINAL.fullmatch(text)}  # 一 | 一、木工车间
    if len(texts) != 1 or any(not isinstance(cell, str) and cell is not None for cell in row):
        return False
    text = next(iter(texts))
    spoken = any(pattern.fullmatch(text) for pattern in (_REMARK, _SECTION, _LONE_DAY, _TABLE_NAME))
    return spoken or len(text) >= LONG_REMARK or _SENTENCE.search(text) is not None


def _is_sum(raw: Raw) -> bool:
    try:
        read_fen(raw)
    except Unreadable:
        return False
    return True
