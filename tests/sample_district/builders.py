"""What the state firm sends."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from sample_district.cases import rewards, upgrades
from sample_district.columns import ACCOUNT, CERTIFICATE, CLAIM, PERSON, one_line_block
from sample_district.drawing import NUMBER, Column, begin, line, print_across, table
from sample_district.looks import dotted, spoken
from sample_district.people import people
from sample_district.units import BUILDERS


def _grouped(columns: tuple[Column, ...], above: str) -> tuple[Column, ...]:
    return tuple(Column(each.header, each.label, each.look, each.width, above=above) for each in columns)


def builders_book() -> Workbook:
    """A header of two lines, groups merged over it; on the second sheet a reward that a state firm cannot have."""
    filed = Column("申报日期", "申报日期", spoken, width=14)
    groups = (*_grouped(PERSON, "职工信息"), *CLAIM)
    tail = (*_grouped(CERTIFICATE, "证书信息"), *_grouped(ACCOUNT, "收款账户"), filed)
    hired = (
        Column("入职时间", "本单位入职日期", dotted, width=12),
        Column("是否参加社会保险", "参加社会保险", width=8),
    )
    days = (date(2026, 5, 20), date(2026, 8, 19))
    book = begin("研修提升补助")
    lists = (
        (book.worksheets[0], "研修提升补助申报表", (NUMBER, *groups, *tail), upgrades(BUILDERS, people(133, 16), days)),
        (
            book.create_sheet("职业资格证书奖励"), "职业资格证书奖励申报表",
            (NUMBER, *_grouped(PERSON, "职工信息"), *hired, *tail), rewards(BUILDERS, people(149, 3), days[1:]),
        ),
    )  # fmt: skip
    for sheet, title, columns, rows in lists:
        line(sheet, 1, [(1, len(columns), title)], title=True)
        line(sheet, 2, one_line_block(BUILDERS))
        after = table(sheet, 3, columns, rows)
        line(sheet, after + 1, [(1, 5, "经办：翟少华"), (6, 9, "复核："), (10, 14, "单位（盖章）")])
        print_across(sheet)
    return book
