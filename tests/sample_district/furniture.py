"""What the furniture maker sends: a long reward list, its own claims for training, and a late list full of mistakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openpyxl import Workbook

from sample_district.cases import UNIT, WORKER, Row, amend, rewards, upgrades
from sample_district.drawing import NUMBER, Column, begin, line, print_across, table, total
from sample_district.looks import (
    as_meant,
    dotted,
    full_width,
    in_blocks,
    mixed_days,
    quoted,
    small_x,
    spaced_name,
    spotted,
)
from sample_district.people import people
from sample_district.units import FURNITURE

REWARD_COLUMNS = (
    NUMBER,
    Column("姓 名", "姓名", spotted({2: spaced_name, 15: spaced_name, 31: quoted})),
    Column("性别", "性别", width=5),
    Column("身份证号码", "身份证号", spotted({7: quoted, 12: full_width}, small_x), width=21),
    Column("部门", "部门"),
    Column("学历", "学历", width=6),
    Column("手机号", "联系电话", spotted({10: full_width}), width=14),
    Column("入职时间", "本单位入职日期", mixed_days, width=13),
    Column("是否参保", "参加社会保险", width=6),
    Column("职业\n（工种）", "职业工种", width=14),
    Column("证书等级", "技能等级", width=9),
    Column("证书编号", "证书编号", spotted({18: quoted}), width=25),
    Column("发证时间", "发证日期", mixed_days, width=13),
    Column("申报日期", "申报日期", width=11),
    Column("户名", "开户名", width=12),
    Column("开户行", "开户银行", width=25),
    Column("银行卡号", "银行账号", spotted({4: in_blocks, 22: quoted}), width=24),
    Column("申报金额\n（元）", "申报金额", width=10),
    Column("备注", "备注", width=12),
)
_ASKED = {"高级工": 1000, "技师": 2000, "高级技师": 3000, "特级技师": 3000, "首席技师": 3000}


def reward_rows() -> list[Row]:
    """Fifty workers over four filing days."""
    days = (date(2025, 3, 20), date(2025, 9, 18), date(2026, 1, 15), date(2026, 3, 20))
    rows = amend(
        rewards(FURNITURE, people(1, 50), days),
        {
            9: {"技能等级": "初级工"},
            11: {"技能等级": "首席技师"},
            14: {"本单位入职日期": date(2022, 10, 8)},
            20: {"参加社会保险": "否"},
            23: {"技能等级": "中级工"},
            27: {"发证日期": date(2017, 12, 31), "本单位入职日期": date(2012, 5, 7)},
            28: {"发证日期": date(2018, 1, 1), "本单位入职日期": date(2012, 5, 7)},
            33: {"发证日期": date(2026, 2, 6)},
            35: {"本单位入职日期": date(2023, 1, 15)},
            36: {"本单位入职日期": date(2023, 1, 16)},
            40: {"开户名": None, "开户银行": None, "银行账号": None, "备注": "银行卡办理中"},
            44: {"技能等级": "特级技师"},
        },
    )
    return [{**row, "申报金额": _ASKED.get(str(row["技能等级"]), 0)} for row in rows]


def rewards_book() -> Workbook:
    """Title, block over two lines, mixed dates, total, signatures."""
    rows, book = reward_rows(), begin("职业资格证书奖励")
    sheet = book.worksheets[0]
    line(sheet, 1, [(1, 19, f"{FURNITURE.name}2025—2026年职业资格证书奖励申报汇总表")], title=True)
    line(
        sheet,
        3,
        [
            (1, 7, f"填报单位（盖章）：{FURNITURE.name}"),
            (8, 12, f"统一社会信用代码：{FURNITURE.code}"),
            (13, 19, f"单位性质：{FURNITURE.kind}"),
        ],
    )
    line(
        sheet,
        4,
        [
            (1, 7, f"所在乡镇街道：{FURNITURE.township}"),
            (8, 12, f"联系人：{FURNITURE.contact}　联系电话：{FURNITURE.phone}"),
            (13, 19, "填报日期：2026年3月20日"),
        ],
    )
    after = table(sheet, 5, REWARD_COLUMNS, rows)
    total(sheet, after, REWARD_COLUMNS, rows, "申报金额")
    line(sheet, after + 2, [(1, 7, "制表人：周立新"), (8, 12, "审核人：叶桂英"), (13, 19, "日期：2026年3月20日")])
    sheet.freeze_panes = "C6"
    print_across(sheet)
    return book


UPGRADE_COLUMNS = (
    NUMBER,
    Column("申领主体", "申领主体", width=9),
    Column("费用承担方", "费用承担方", width=9),
    Column("员工姓名", "姓名", width=13),
    Column("证件号码", "身份证号", width=21),
    Column("联系方式", "联系电话", width=14),
    Column("企业名称", "单位名称", width=15, merged=True),
    Column("社会信用代码", "统一社会信用代码", width=21, merged=True),
    Column("企业性质", "单位性质", width=9, merged=True),
    Column("所属乡镇", "所在乡镇街道", width=9, merged=True),
    Column("经办人", "联系人", width=8, merged=True),
    Column("工种", "职业工种", width=14),
    Column("等级", "技能等级", width=9),
    Column("证书类型", "证书类别", width=16),
    Column("证书号码", "证书编号", width=25),
    Column("发证日期*", "发证日期", mixed_days, width=13),
    Column("申报时间", "申报日期", dotted, width=12),
    Column("账户名称", "开户名", width=26),
    Column("开户行", "开户银行", width=22),
    Column("账号", "银行账号", width=20),
    Column("是否已获同类财政资金", "已获同类财政资金", width=9),
)


def upgrades_book() -> Workbook:
    """The firm asks for what it paid, unit columns merged downwards; six certificates stand in its reward list, too."""
    days = (date(2025, 6, 12), date(2025, 12, 11))
    to_unit = {"开户名": FURNITURE.name, "开户银行": FURNITURE.bank, "银行账号": FURNITURE.account}
    asked: Row = {"申领主体": UNIT, "费用承担方": UNIT, "申报日期": date(2026, 4, 9), **to_unit}
    again = [{**row, "证书类别": "职业资格证书", **asked} for row in reward_rows()[40:46]]
    rows = amend(
        upgrades(FURNITURE, people(51, 16), days) + again,
        {
            4: {"费用承担方": WORKER},
            7: {"证书类别": "专项职业能力证书"},
            9: {"技能等级": "初级工"},
            12: {"技能等级": "特级技师"},
            13: {"技能等级": "首席技师"},
            15: {"已获同类财政资金": "是"},
        },
    )
    book = begin("Sheet1")
    sheet = book.worksheets[0]
    line(sheet, 1, [(1, 21, "研修提升补助申报表（企业申领）")], title=True)
    after = table(sheet, 2, UPGRADE_COLUMNS, rows)
    line(sheet, after + 1, [(2, 8, "制表：周立新"), (9, 14, "审核：叶桂英"), (15, 21, "2026年4月9日")])
    book.create_sheet("Sheet2")
    print_across(sheet)
    return book


def mistakes_book() -> Workbook:
    """A late list with one mistake or more in most rows."""
    rows = amend(
        rewards(FURNITURE, people(186, 14), (date(2026, 10, 15),)),
        {
            2: {"身份证号": "341504199203089974"},
            3: {"发证日期": "2025年2月30日"},
            4: {"本单位入职日期": "01/02/2019"},
            5: {"技能等级": "高级"},
            6: {"参加社会保险": "√"},
            7: {"证书编号": "#N/A"},
            8: {"身份证号": "342423680512997"},
            9: {"姓名": None},
            10: {"联系电话": "见花名册"},
            11: {"本单位入职日期": "2019.6"},
            12: {"银行账号": "62299X810", "发证日期": "2026/13/5"},
        },
    )
    columns = [replace(each, look=as_meant) for each in REWARD_COLUMNS if each.label not in {"申报金额", "性别"}]
    book = begin("证书奖励补报")
    sheet = book.worksheets[0]
    line(sheet, 1, [(1, 17, "职业资格证书奖励补报名单")], title=True)
    line(sheet, 2, [(1, 5, f"单位名称：{FURNITURE.name}"), (6, 10, f"统一社会信用代码：{FURNITURE.code}")])
    line(sheet, 3, [(1, 5, f"单位性质：{FURNITURE.kind}"), (6, 10, f"所在乡镇街道：{FURNITURE.township}")])
    after = table(sheet, 4, columns, rows)
    line(sheet, after + 1, [(1, 5, "制表人：周立新"), (6, 10, "审核人："), (11, 17, "日期：")])
    print_across(sheet)
    return book
