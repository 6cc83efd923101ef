"""Rows that can be read, cell by cell, and still say two things: nothing is chosen for them, they are errors.

Two columns for one question that differ; a word that names another subsidy; a unit that is not the one stated beside the
table, whose code, kind and account would be another's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice

from app.services.excel.recognising.columns import Column, letters
from app.services.excel.recognising.readable import CellError
from app.services.excel.recognising.rows import RowRead, as_seen
from app.services.excel.recognising.sheets import Recognised
from app.services.excel.recognising.unit_block import BlockValue, block_around
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.questions import Group, Lists, Need, Question
from app.services.policy.raw import compact
from app.services.policy.values import CellFault, Raw, Unreadable, is_blank

WHOSE = ("credit_code", "unit_name")
LONGEST_TITLE = 40
_SAYS_WHICH = re.compile(r"补贴|补助|奖|项目|类型|类别|种类|事项|业务|名称|政策")
_Check = Callable[[RowRead, Sequence[Raw]], RowRead]


def cautiously(found: Recognised, reads: Iterator[RowRead], lists: Lists) -> Iterator[RowRead]:
    """The same rows, those that say two things with their errors; sheets that cannot say two cost nothing."""
    checks = [*_twins(found, lists), *_strangers(found), *_other_units(found)]
    return _checked(reads, checks, found.sheet.rows) if checks else reads


def _checked(reads: Iterator[RowRead], checks: Sequence[_Check], rows: Sequence[Sequence[Raw]]) -> Iterator[RowRead]:
    for read in reads:
        cells = rows[read.row - 1]
        yield reduce(lambda so_far, check: check(so_far, cells), checks, read)


def _with(read: RowRead, errors: Sequence[CellError]) -> RowRead:
    return RowRead(read.row, None, (*read.errors, *errors)) if errors else read


def _cell(cells: Sequence[Raw], place: int) -> Raw:
    return cells[place] if place < len(cells) else None


def _twins(found: Recognised, lists: Lists) -> Iterator[_Check]:
    for column in found.columns:
        question = column.question
        if column.twins and (question.need is Need.REQUIRED or question.group is Group.ACCOUNT):
            yield _twin_check(found.sheet.name, column, lists)


def _twin_check(sheet: str, column: Column, lists: Lists) -> _Check:
    reader = column.question.reader(lists)

    def same(one: Raw, other: Raw) -> bool:
        if is_blank(one) or is_blank(other) or one == other:
            return True
        try:
            return bool(reader(one) == reader(other))
        except Unreadable:
            return False

    def check(read: RowRead, cells: Sequence[Raw]) -> RowRead:
        own = _cell(cells, column.index)
        place = f"{letters(column.index)}{read.row}"
        differing = [each for each in column.twins if not same(own, _cell(cells, each))]
        texts = [
            f"{letters(each)} 列也是“{column.question.label}”，写的是“{as_seen(_cell(cells, each))}”，两处不一致，请只保留一栏"
            for each in differing
        ]
        return _with(read, [CellError(sheet, read.row, place, column.header, as_seen(own), text) for text in texts])

    return check


def _strangers(found: Recognised) -> Iterator[_Check]:
    """A column that says of each row which subsidy it is for, where it is not always this one."""
    others = {compact(each.title): each.title for each in CATALOGUE if each is not found.subsidy}
    known = {column.index for column in found.columns}
    for place, texts in enumerate(found.header.texts):
        if texts and place not in known and _SAYS_WHICH.search(texts[0]) and _named_below(found, place) & others.keys():
            yield _stranger_check(found, place, texts[0], others)


def _named_below(found: Recognised, place: int) -> set[str]:
    below = islice(found.sheet.rows, found.header.last + 1, None)
    said = {cell for row in below if isinstance(cell := _cell(row, place), str) and len(cell) <= LONGEST_TITLE}
    return {compact(text) for text in said}


def _stranger_check(found: Recognised, place: int, header: str, others: Mapping[str, str]) -> _Check:
    def check(read: RowRead, cells: Sequence[Raw]) -> RowRead:
        cell = _cell(cells, place)
        title = others.get(compact(cell)) if isinstance(cell, str) else None
        if title is None:
            return read
        text = f"本行写明是“{title}”，本表按“{found.subsidy.title}”读取，请按补贴类型分表填报"
        where = f"{letters(place)}{read.row}"
        return _with(read, [CellError(found.sheet.name, read.row, where, header, as_seen(cell), text)])

    return check


def _other_units(found: Recognised) -> Iterator[_Check]:
    """Where a unit stands beside the table and rows may name another."""
    block = block_around(found.sheet, found.header, found.columns, found.questions)
    columns = {column.question.name: column for column in found.columns}
    stated = {name: value for name, value in block.items() if not isinstance(value.raw, CellFault)}
    if any(name in stated and name in columns for name in WHOSE):
        yield _other_unit_check(found, stated, columns)


def _other_unit_check(found: Recognised, stated: Mapping[str, BlockValue], columns: Mapping[str, Column]) -> _Check:
    theirs = {name: compact(str(stated[name].raw)).upper() for name in WHOSE if name in stated}
    named = str(stated[WHOSE[1] if WHOSE[1] in stated else WHOSE[0]].raw)
    lent = [value.question for value in stated.values() if value.question.name != "applied_on"]

    def own(name: str, cells: Sequence[Raw]) -> Raw:
        return _cell(cells, columns[name].index) if name in columns else None

    def names_another(cells: Sequence[Raw]) -> bool:
        for name in WHOSE:
            said = own(name, cells)
            if name in theirs and not is_blank(said):
                return compact(str(said)).upper() != theirs[name]
        return False

    def error(question: Question, row: int) -> CellError:
        column = columns.get(question.name)
        where = f"{letters(column.index)}{row}" if column else ""
        text = f"本行单位与表外写明的“{named}”不同，不能套用其{question.label}，请填写本行单位自己的"
        return CellError(found.sheet.name, row, where, column.header if column else question.label, "", text)

    def check(read: RowRead, cells: Sequence[Raw]) -> RowRead:
        if not names_another(cells):
            return read
        blank = [question for question in lent if is_blank(own(question.name, cells))]
        errors = [error(question, read.row) for question in blank if question.need is Need.REQUIRED]
        if errors or read.facts is None:
            return _with(read, errors)
        return read._replace(facts=read.facts._replace(**{question.name: None for question in blank}))

    return check
