"""What the board maker sends: rewards and top-ups in one workbook, apprentices in 万元, and a list sent twice."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sample_district.cases import UNIT, WORKER, Row, amend, apprentices, rewards, upgrade_of, upgrades
from sample_district.drawing import NUMBER, Column, begin, line, print_across, put, table, total
from sample_district.looks import dotted, eight_digits, in_turn, mixed_days, slashed, spoken, spotted, wan
from sample_district.people import people, person
from sample_district.units import BOARDS

_FIRST = 71
_PERSON = (
    NUMBER,
    Column("姓名", "姓名", width=13),
    Column("身份证", "身份证号", width=21),
    Column("手机", "联系电话", width=14),
)
_CERTIFICATE = (
    Column("职业（工种）", "职业工种", width=15),
    Column("证书等级", "技能等级", width=9),
    Column("证书类型", "证书类别", width=17),
    Column("证书编号", "证书编号", width=25),
    Column("发证时间", "发证日期", mixed_days, width=13),
    Column("申报时间", "申报日期", spoken, width=14),
    Column("户名", "开户名", width=13),
    Column("开户行", "开户银行", width=25),
    Column("银行卡号", "银行账号", width=22),
)
REWARD_COLUMNS = (
    *_PERSON,
    Column("入职日期", "本单位入职日期", in_turn(dotted, slashed), width=12),
    Column("连续工作无中断", "连续工作无中断", width=9),
    Column("参保", "参加社会保险", width=6),
    *_CERTIFICATE,
)
UPGRADE_COLUMNS = (
    *_PERSON,
    Column("申领主体", "申领主体", width=10),
    Column("费用承担方", "费用承担方", width=10),
    *_CERTIFICATE,
)


def reward_rows() -> list[Row]:
    """Thirty workers; two certificates that somebody has used before."""
    rows = rewards(BOARDS, people(_FIRST, 30), (date(2026, 4, 16), date(2026, 6, 18)))
    second = {**rows[19], "证书编号": "S000034152600000009020", "发证日期": date(2026, 5, 11)}
    rows[20] = second
    return amend(
        rows,
        {
            6: {"连续工作无中断": "否"},
            11: {"证书类别": "专项职业能力证书"},
            17: {"连续工作无中断": None},
            18: {"证书类别": None},
            25: {"证书编号": rows[23]["证书编号"]},
        },
    )


def _upgrade_rows() -> list[Row]:
    """The same people's training costs: topped up where the reward was granted, whole where it was not."""
    rows = reward_rows()
    taken = (1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 30)
    again = [upgrade_of(rows[at - 1], person(_FIRST + at - 1), date(2026, 7, 9)) for at in taken]
    fresh = upgrades(BOARDS, people(101, 4), (date(2026, 7, 9),), WORKER)
    return again + amend(fresh, {2: {"费用承担方": UNIT}})


def _block(sheet: Worksheet, row: int) -> None:
    """Label and value in cells of their own."""
    pairs = (
        ("填报单位", BOARDS.name), ("统一社会信用代码", BOARDS.code), ("单位性质", BOARDS.kind),
        ("所在乡镇", BOARDS.township), ("联系人", BOARDS.contact),
    )  # fmt: skip
    for at, (label, value) in enumerate(pairs):
        put(sheet, row, at * 3 + 1, label)
        put(sheet, row, at * 3 + 2, value)
        sheet.merge_cells(start_row=row, start_column=at * 3 + 2, end_row=row, end_column=at * 3 + 3)
    sheet.row_dimensions[row].height = 28


def _list(sheet: Worksheet, title: str, columns: tuple[Column, ...], rows: list[Row]) -> None:
    line(sheet, 1, [(1, len(columns), title)], title=True)
    _block(sheet, 2)
    after = table(sheet, 4, columns, rows)
    line(sheet, after, [(1, 5, "单位负责人（签字）："), (6, 10, "制表人：查红霞"), (11, 15, "联系电话：0564-0640202")])
    print_across(sheet)


def combined_book() -> Workbook:
    """Two types on two sheets behind a sheet of notes."""
    book = begin("说明")
    notes = book.worksheets[0]
    for row, text in enumerate(
        ("填报说明", "1. 身份证号、银行卡号请用文本格式。", "2. 同一证书已领奖励的，另表补差。"), start=1
    ):
        notes.cell(row, 1, text)
    _list(book.create_sheet("职业资格证书奖励"), "职业资格证书奖励花名册", REWARD_COLUMNS, reward_rows())
    _list(
        book.create_sheet("研修提升补助（个人）"),
        "研修提升补助花名册（职工个人申领）",
        UPGRADE_COLUMNS,
        _upgrade_rows(),
    )
    return book


def repeated_book() -> Workbook:
    """Six rows sent before, five new ones, one of them twice."""
    fresh = rewards(BOARDS, people(200, 5), (date(2026, 9, 24),))
    rows = [*reward_rows()[:5], *fresh[:3], fresh[0], *fresh[3:]]
    book = begin("Sheet1")
    _list(book.worksheets[0], "职业资格证书奖励花名册（第二批）", REWARD_COLUMNS, rows)
    return book


APPRENTICE_COLUMNS = (
    NUMBER,
    Column("学徒姓名", "姓名", width=13),
    Column("公民身份号码", "身份证号", width=21),
    Column("手机号码", "联系电话", width=14),
    Column("是否试点企业", "学徒制试点企业", width=8),
    Column("培训院校", "培养院校", width=24),
    Column("协议起始时间", "学徒协议起始日期", eight_digits, width=13),
    Column("培训年度", "培训年度", width=6),
    Column("企业支付培训费（万元）", "企业支付培训费（元）", spotted({8: lambda _, value: "1.2万元"}, wan), width=12),
    Column("发票号", "发票号码", width=23),
    Column("申报日期", "申报日期", width=12),
    Column("户名", "开户名", width=26),
    Column("开户行", "开户银行", width=20),
    Column("账号", "银行账号", width=20),
)


def apprentices_book() -> Workbook:
    """Sums under a header in 万元; one cell brings its own 万元."""
    fees = (8000.0, 12000.0, 9500.0, 5000.0, 10000.0)
    rows = apprentices(BOARDS, people(105, 16), (date(2025, 10, 22), date(2026, 2, 12)), fees)
    book = begin("木工班")
    sheet = book.worksheets[0]
    line(sheet, 1, [(1, 14, "企业新型学徒制补助申请表")], title=True)
    _block(sheet, 2)
    line(sheet, 3, [(13, 14, "金额单位：万元")])
    after = table(sheet, 4, APPRENTICE_COLUMNS, rows)
    total(sheet, after, APPRENTICE_COLUMNS, rows, "企业支付培训费（元）", "合 计")
    line(sheet, after + 1, [(1, 5, "制表人：查红霞"), (6, 9, "审核人：胡长江"), (10, 14, "2026年2月12日")])
    print_across(sheet)
    return book
