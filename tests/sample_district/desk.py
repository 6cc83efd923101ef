"""What the service desk writes down for people who come themselves."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from sample_district.cases import UNIT, WORKER, Row, amend, reward_of, rewards, upgrades
from sample_district.columns import ACCOUNT, CERTIFICATE, CLAIM, FILED, PERSON, UNIT_COLUMNS
from sample_district.drawing import NUMBER, Column, begin, line, print_across, table
from sample_district.looks import dotted
from sample_district.people import people
from sample_district.units import BOARDS, FURNITURE


def desk_book() -> Workbook:
    """People who come themselves: blanks to be supplied, and rewards for certificates whose upgrade stands above."""
    days = (date(2026, 10, 20), date(2026, 11, 12))
    rows = upgrades(BOARDS, people(211, 5), days, WORKER) + upgrades(FURNITURE, people(216, 5), days, WORKER)
    blank: Row = {"开户名": None, "开户银行": None, "银行账号": None}
    rows = amend(
        rows,
        {
            2: {"所在乡镇街道": None},
            4: blank,
            7: {"所在乡镇街道": None, "联系人": None, "联系电话": None, **blank},
            8: {"费用承担方": UNIT},
            9: {"已获同类财政资金": "是"},
        },
    )
    hired = (date(2016, 3, 7), date(2019, 8, 19), date(2014, 2, 10))
    again = [reward_of(rows[at], date(2026, 11, 16), day) for at, day in zip((0, 2, 7), hired, strict=True)]
    work = (Column("入职日期", "本单位入职日期", dotted, width=12), Column("是否参保", "参加社会保险", width=8))
    tail = (*CERTIFICATE, FILED, *ACCOUNT)
    funded = Column("已获同类财政资金", "已获同类财政资金", width=9)
    book = begin("研修提升补助")
    second = book.create_sheet("职业资格证书奖励")
    own = rewards(BOARDS, people(221, 3), days)
    lists = (
        (book.worksheets[0], (NUMBER, *PERSON, *UNIT_COLUMNS, *CLAIM, *tail, funded), rows),
        (second, (NUMBER, *PERSON, *UNIT_COLUMNS, *work, *tail), again + own),
    )
    for sheet, columns, held in lists:
        line(sheet, 1, [(1, len(columns), f"人社服务窗口个人申请登记表（{sheet.title}）")], title=True)
        table(sheet, 2, columns, held)
        print_across(sheet)
    return book
