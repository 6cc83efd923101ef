"""The 18 money types read a second time from the policy's page alone: plain rows by label in, sums out.

Knows nothing of the program. Rows are texts as a workbook holds them; sums are whole fen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, str]
ENTERPRISE = {"民营企业", "区属国有企业", "其他国有企业", "外资及港澳台企业", "其他企业"}
TRAINERS = {"职业培训学校", "培训机构"}
ORDER = ["初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"]
HONOURS = {
    "中华技能大奖": 150000,
    "全国技术能手": 100000,
    "江淮杰出工匠": 80000,
    "安徽省技能大奖": 60000,
    "安徽省技术能手": 50000,
}
STUDIOS = {"市级": 80000, "省级": 100000, "国家级": 200000}
BEST_OF = {"honour", "contest"}
PUBLISHED = date(2018, 1, 1)


@dataclass
class Local:
    """The numbers that the text leaves to others, in yuan, and the scarce occupations."""

    fee_ceiling: int | None = None
    living: int | None = None
    prepaid: dict[str, int] = field(default_factory=dict)
    least_score: Fraction | None = None
    least_placed: int | None = None
    institution: int | None = None
    student: int | None = None
    contest: dict[str, int] = field(default_factory=dict)
    base: dict[str, int] = field(default_factory=dict)
    scarce: set[str] = field(default_factory=set)


@dataclass
class Book:
    """What earlier rows have taken: keys, months by (type, whom), and (type, alone, paid) by group."""

    keys: set[Any] = field(default_factory=set)
    months: dict[Any, int] = field(default_factory=lambda: defaultdict(int))
    groups: dict[Any, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))
    apprentice: dict[Any, int] = field(default_factory=lambda: defaultdict(int))


@dataclass
class Claim:
    """One row's claim: is it met, what it gives alone, its keys, its group, and its months under a limit."""

    met: bool
    alone: int
    keys: list[Any]
    group: Any = None
    counted: tuple[Any, int, int] | None = None  # under what, how many months, at most


def day(text: str) -> date:
    return date.fromisoformat(text)


def month(text: str) -> int:
    year, number = text.split("-")[:2]
    return int(year) * 12 + int(number) - 1


def fen(yuan: str | int | Fraction) -> int:
    exact = Fraction(str(yuan)) * 100
    return int(exact + Fraction(1, 2))


def later(start: date, years: int) -> date:
    try:
        return date(start.year + years, start.month, start.day)
    except ValueError:
        return date(start.year + years, 2, 28)


def rank(row: Row) -> int:
    return ORDER.index(row["技能等级"])


def paid_level(row: Row) -> str:
    return ORDER[min(rank(row), 4)]


def days_in_time(row: Row, label: str) -> bool:
    return PUBLISHED <= day(row[label]) <= day(row["申报日期"])


def months_in_time(row: Row, first: str, last: str) -> bool:
    start, end = month(row[first]), month(row[last])
    return month("2018-01") <= start <= end < month(row["申报日期"])


def count(row: Row, first: str = "申领起始月", last: str = "申领截止月") -> int:
    return month(row[last]) - month(row[first]) + 1


def each_month(row: Row, scope: object, first: str = "申领起始月", last: str = "申领截止月") -> list[Any]:
    return [(scope, row["身份证号"], number) for number in range(month(row[first]), month(row[last]) + 1)]


def inside(row: Row, start: str, end: str) -> bool:
    in_order = day(row[start]) <= day(row[end])
    return in_order and month(row[start]) <= month(row["申领起始月"]) and month(row["申领截止月"]) <= month(row[end])


def t1(row: Row, local: Local, _book: Book) -> Claim:
    kind = row["单位性质"]
    met = kind in ENTERPRISE | TRAINERS | {"公办职业院校", "民办职业院校"} and row["结业日期"] >= row["开班日期"]
    met = met and days_in_time(row, "结业日期") and local.fee_ceiling is not None
    alone = min(fen(row["实际培训费（元）"]), fen(local.fee_ceiling or 0))
    group = ("training", row["身份证号"], row["培训工种"], row["结业日期"][:4])
    return Claim(met, alone, [(1, row["身份证号"], row["班期编号"])], group)


def t2(row: Row, local: Local, _book: Book) -> Claim:
    days, span = int(row["培训天数"]), (day(row["结业日期"]) - day(row["开班日期"])).days + 1
    met = 1 <= days <= span and days_in_time(row, "结业日期") and local.living is not None
    return Claim(met, days * fen(local.living or 0), [(2, row["身份证号"], row["班期编号"])])


def t3(row: Row, local: Local, _book: Book) -> Claim:
    level = paid_level(row)
    met = days_in_time(row, "结业日期") and level in local.prepaid
    alone = min(fen(row["实际垫付培训费（元）"]), fen(local.prepaid.get(level, 0)))
    group = ("training", row["身份证号"], row["培训工种"], row["结业日期"][:4])
    return Claim(met, alone, [(3, row["结业证书编号"])], group)


def t4(row: Row, local: Local, _book: Book) -> Claim:
    if local.least_score is None or local.least_placed is None or local.institution is None:
        return Claim(False, 0, [])
    met = row["单位性质"] in TRAINERS and Fraction(row["评估得分"]) >= local.least_score
    met = met and int(row["区内就业人数"]) >= local.least_placed
    met = met and 2018 <= int(row["评估年度"]) < day(row["申报日期"]).year
    return Claim(met, fen(local.institution), [(4, row["统一社会信用代码"], row["评估年度"])])


def t5(row: Row, local: Local, _book: Book) -> Claim:
    first, last = "补助起始月", "补助截止月"
    met = row["紧缺工种"] in local.scarce and month(row[first]) >= month(row["协议签订日期"])
    met = met and months_in_time(row, first, last) and local.student is not None
    return Claim(met, count(row, first, last) * fen(local.student or 0), each_month(row, 5, first, last))


def certificate(row: Row, number: int) -> list[Any]:
    return [(number, row["证书编号"]), (number, row["身份证号"], row["职业工种"], row["技能等级"])]


def t6(row: Row, _local: Local, _book: Book) -> Claim:
    met = rank(row) >= 2 and row["证书类别"] != "专项职业能力证书" and row["申领主体"] == row["费用承担方"]
    alone = fen({"高级技师": 5000, "技师": 3500, "高级工": 2000}.get(paid_level(row), 0))
    group = ("certificate", row["身份证号"], row["证书编号"]) if row["申领主体"] == "职工个人" else None
    return Claim(met and days_in_time(row, "发证日期"), alone, certificate(row, 6), group)


def t7(row: Row, _local: Local, _book: Book) -> Claim:
    met = row["单位性质"] == "民营企业" and day(row["申报日期"]) >= later(day(row["本单位入职日期"]), 3)
    met = met and row.get("连续工作无中断") != "否" and row["参加社会保险"] == "是" and rank(row) >= 2
    met = met and row.get("证书类别") != "专项职业能力证书" and days_in_time(row, "发证日期")
    alone = fen({"高级技师": 3000, "技师": 2000, "高级工": 1000}.get(paid_level(row), 0))
    return Claim(met, alone, certificate(row, 7), ("certificate", row["身份证号"], row["证书编号"]))


def t8(row: Row, _local: Local, book: Book) -> Claim:
    left = fen(6000) - book.apprentice[row["身份证号"], row["培训年度"]]
    met = row["单位性质"] in ENTERPRISE and row["学徒制试点企业"] == "是" and int(row["培训年度"]) <= 2 and left > 0
    alone = min(fen(Fraction(row["企业支付培训费（元）"]) * 60 / 100), left)
    return Claim(met and days_in_time(row, "学徒协议起始日期"), alone, [(8, row["发票号码"])])


def t9(row: Row, _local: Local, _book: Book) -> Claim:
    applied, insured = row["申报日期"], int(row["引进后社保缴纳月数"])
    met = row["单位性质"] in {"民营企业", "区属国有企业"} and row["区外引进"] == "是" and rank(row) >= 3
    met = met and row["劳动合同起始日期"] <= applied <= row["劳动合同终止日期"]
    met = met and 36 <= insured <= month(applied) - month(row["引进日期"]) + 1 and days_in_time(row, "引进日期")
    return Claim(met, fen(30000), [(9, row["身份证号"])], ("introduction", row["身份证号"]))


def wages(row: Row, number: int, percent: int, met: bool, group: Any) -> Claim:
    met = met and row["单位性质"] in ENTERPRISE and row["区外引进"] == "是"
    met = met and inside(row, "劳动合同起始日期", "劳动合同终止日期")
    met = met and months_in_time(row, "申领起始月", "申领截止月")
    alone = fen(Fraction(row["期间税后工资总额（元）"]) * percent / 100)
    return Claim(met, alone, each_month(row, "10 and 11"), group, ((number, row["身份证号"]), count(row), 36))


def t10(row: Row, local: Local, _book: Book) -> Claim:
    return wages(row, 10, 20, row["职业工种"] in local.scarce and rank(row) >= 3, ("introduction", row["身份证号"]))


def t11(row: Row, _local: Local, _book: Book) -> Claim:
    ends = day(row["劳动合同终止日期"]) + timedelta(days=1)
    return wages(row, 11, 50, ends >= later(day(row["劳动合同起始日期"]), 1) and row["关键技能岗位"] == "是", None)


def t12(row: Row, _local: Local, _book: Book) -> Claim:
    met = row["授予时在本区工作"] == "是" and days_in_time(row, "授予日期")
    key = (12, row["身份证号"], row["荣誉称号"])
    return Claim(met, fen(HONOURS[row["荣誉称号"]]), [key], ("honour", row["身份证号"]))


def t13(row: Row, _local: Local, _book: Book) -> Claim:
    start, end = day(row["聘任起始日期"]), day(row["聘任终止日期"])
    term = 0
    while start <= end and later_months(start, term) <= end:
        term += 1
    met = inside(row, "聘任起始日期", "聘任终止日期") and months_in_time(row, "申领起始月", "申领截止月")
    return Claim(
        met, count(row) * fen(600), each_month(row, 13), None, ((13, row["身份证号"], start), count(row), term)
    )


def later_months(start: date, months: int) -> date:
    year, number = divmod(start.year * 12 + start.month - 1 + months, 12)
    for number_of_day in range(start.day, 0, -1):
        try:
            return date(year, number + 1, number_of_day)
        except ValueError:
            continue
    raise AssertionError


def t14(row: Row, _local: Local, _book: Book) -> Claim:
    met = (row["赛事级别"] != "区级" or row["列入年度计划"] == "是") and days_in_time(row, "举办日期")
    alone = sorted([fen(50000), fen(row["申请金额（元）"]), fen(100000)])[1]
    return Claim(met, alone, [(14, row["赛事名称"], row["举办日期"][:4])])


def t15(row: Row, local: Local, _book: Book) -> Claim:
    standard = local.contest.get(f"{row['赛事级别']}/{row['奖项']}")
    who, year = (row["身份证号"], row["赛事名称"]), row["获奖日期"][:4]
    met = standard is not None and days_in_time(row, "获奖日期")
    return Claim(met, fen(standard or 0), [(15, who, row["赛事级别"], row["奖项"], year)], ("contest", who, year))


def t16(row: Row, local: Local, _book: Book) -> Claim:
    standard = local.base.get(row["基地类别"])
    key = (16, row["统一社会信用代码"], row["基地类别"], row["认定文号"])
    return Claim(standard is not None and days_in_time(row, "认定日期"), fen(standard or 0), [key])


def t17(row: Row, _local: Local, _book: Book) -> Claim:
    key = (17, row["统一社会信用代码"], row["工作室名称"], row["工作室级别"])
    return Claim(days_in_time(row, "认定日期"), fen(STUDIOS[row["工作室级别"]]), [key])


def t18(row: Row, _local: Local, _book: Book) -> Claim:
    key = (18, row["统一社会信用代码"], row["工作室名称"], row["成果名称"])
    return Claim(row["评鉴级别"] != "市级" and days_in_time(row, "获奖日期"), fen(80000), [key])


READ: list[Callable[[Row, Local, Book], Claim]] = [
    t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16, t17, t18,
]  # fmt: skip
TO_UNIT = {1, 4, 8, 11, 14, 16, 17, 18}


def settle(number: int, row: Row, local: Local, book: Book) -> tuple[bool, int, int]:
    """Whether a row of a type is met, what it gives alone and what is payable, after the rows before it."""
    claim = READ[number - 1](row, local, book)
    to_unit = number in TO_UNIT or row.get("申领主体") in {"企业", "培养单位"}
    met = claim.met and not (to_unit and row.get("所在乡镇街道") == "区外") and not book.keys & set(claim.keys)
    if claim.counted:
        under, months, most = claim.counted
        met = met and book.months[under] + months <= most
    if not met:
        return False, 0, 0
    payable = claim.alone
    if claim.group:
        before = book.groups[claim.group]
        best = max(together(claim.group, [*before, (number, claim.alone, 0)]))
        payable = min(claim.alone, max(0, best - sum(paid for _, _, paid in before)))
        before.append((number, claim.alone, payable))
    book.keys |= set(claim.keys)
    if claim.counted:
        book.months[claim.counted[0]] += claim.counted[1]
    if number == 8:
        book.apprentice[row["身份证号"], row["培训年度"]] += payable
    return True, claim.alone, payable


def together(group: Any, cases: Iterable[tuple[int, int, int]]) -> list[int]:
    """What each type alone gives for a key."""
    sums: dict[int, list[int]] = defaultdict(list)
    for number, alone, _ in cases:
        sums[number].append(alone)
    return [max(each) if group[0] in BEST_OF else sum(each) for each in sums.values()]
