"""All 18 money types against a second, independent reading of the policy, on rows near every edge."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from policy_samples import FULL, SHIPPED, facts_of
from second_reading import Book, Local, Row, settle

from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.precedents import Precedents
from app.services.policy.standards import Parameters

MONEY = [subsidy for subsidy in CATALOGUE if subsidy.money]
LOCAL = Local(
    fee_ceiling=1000,
    living=50,
    prepaid={"初级工": 700, "中级工": 1000, "高级工": 1500},
    least_score=Fraction("85.5"),
    least_placed=50,
    institution=20000,
    student=300,
    contest={"国家级/一等奖": 10000, "市级/一等奖": 3000, "市级/二等奖": 2000},
    base={"省级高技能人才培训基地": 500000},
    scarce={"数控铣工", "木工"},
)
LISTS = FULL.at(date(2024, 5, 10)).lists()
WORDS = {
    "身份证号": ["341504199001011231", "341504199502021235"],
    "统一社会信用代码": ["91341504MA2N0XYT07", "91341504MA2ABC00X7"],
    "培训工种": ["家具制作工", "木工"],
    "职业工种": ["数控铣工", "木工", "电工"],
    "紧缺工种": ["数控铣工", "电工"],
    "赛事名称": ["六安市职业技能大赛", "叶集木工技能竞赛"],
    "工作室名称": ["王建国工作室", "李敏工作室"],
    "成果名称": ["榫卯装配", "免漆工艺"],
    "培训年度": ["1", "2", "3"],
    "培训天数": ["0", "1", "20", "29", "30", "31"],
    "评估年度": ["2017", "2018", "2022", "2023", "2024"],
    "评估得分": ["0", "85.49", "85.5", "92", "100"],
    "区内就业人数": ["0", "49", "50", "51"],
    "引进后社保缴纳月数": ["0", "35", "36", "37", "48"],
}
CODES = ["A001", "A002", "A003"]
AMOUNTS = ["0", "0.01", "0.84", "833.33", "999.99", "1000", "3000", "8333.33", "12000", "50000", "100000.01", "180000"]
AROUND = [date(2018, 1, 1), date(2021, 5, 10), date(2023, 5, 10), date(2024, 2, 29), date(2024, 5, 10)]
DAYS = [(day + timedelta(days=step)).isoformat() for day in AROUND for step in (-31, -1, 0, 1, 366)]
STARTS = ["2017-12", "2018-01", "2021-05", "2023-12", "2024-01", "2024-04"]
MONTHS = [*STARTS, "2023-03", "2024-02", "2024-03", "2024-05"]

LONG_FROM = ["2017-12-15", "2018-01-01", "2021-04-30", "2023-03-15", "2023-03-15", "2024-04-20"]
LONG_UNTIL = ["2024-03-14", "2024-04-14", "2024-04-15", "2026-03-14"]
LONG_FIRST = ["2017-12", "2018-01", "2021-04", "2021-05", "2023-03", "2023-03", "2024-01", "2024-04"]
LONG_LAST = ["2018-01", "2024-03", "2024-04", "2024-04", "2024-05"]


def filled(subsidy: AnySubsidy) -> Row:
    """A good row by label."""
    return {question.label: text.replace(",", "") for question, text in subsidy.shown(facts_of(subsidy.code))}


def changed(subsidy: AnySubsidy, draw: Random) -> Row:
    """A good row with some answers moved to or over an edge, months and terms together."""
    row = filled(subsidy)
    for question in draw.sample(subsidy.questions, draw.choice([0, 1, 1, 2, 3, 5])):
        options = [text for text in question.options(LISTS) if text]
        kind = question.kind.name
        near = {"day": DAYS, "month": MONTHS, "amount": AMOUNTS, "code": CODES}.get(kind, [])
        choice = WORDS.get(question.label) or options or near
        if choice and question.label in row:
            row[question.label] = draw.choice(choice)
        elif choice and options:
            row[question.label] = draw.choice([*options, ""])
    if "申领起始月" in row and draw.random() < 0.5:
        term = "聘任" if "聘任起始日期" in row else "劳动合同"
        row |= {f"{term}起始日期": draw.choice(LONG_FROM), f"{term}终止日期": draw.choice(LONG_UNTIL)}
        row |= {"申领起始月": draw.choice(LONG_FIRST), "申领截止月": draw.choice(LONG_LAST)}
    return {label: text for label, text in row.items() if text}


def assessed(
    subsidy: AnySubsidy, row: Row, numbers: Parameters, before: Precedents, name: str
) -> tuple[bool, int, int]:
    """What the program says to the same row."""
    read = {q.name: q.reader(LISTS)(row[q.label]) for q in subsidy.questions if q.label in row}
    found = subsidy.assess(subsidy.facts.model_validate(read), numbers, before)
    before.take(name, found)
    assert sum(part.amount_fen for part in found.instalments) == found.payable_fen
    assert not found.eligible or sum(part.amount_fen for part in found.components) == found.gross_fen
    assert found.eligible is not bool(found.failed)
    return found.eligible, found.gross_fen, found.payable_fen


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(("numbers", "local"), [(FULL, LOCAL), (SHIPPED, Local())], ids=["full", "unset"])
def test_any_file_of_mixed_rows_comes_to_the_same(seed: int, numbers: Parameters, local: Local) -> None:
    draw, before, book = Random(seed), Precedents(), Book()  # noqa: S311
    for place in range(120):
        number = draw.randint(1, len(MONEY))
        row = changed(MONEY[number - 1], draw)
        found = assessed(MONEY[number - 1], row, numbers, before, f"第{place}行")
        assert found == settle(number, row, local, book), (number, row)


@pytest.mark.parametrize("number", range(1, 19), ids=[subsidy.code for subsidy in MONEY])
def test_single_rows_of_a_type_come_to_the_same_and_go_both_ways(number: int) -> None:
    draw, seen = Random(number), Counter[bool]()  # noqa: S311
    for _ in range(400):
        row = changed(MONEY[number - 1], draw)
        found = assessed(MONEY[number - 1], row, FULL, Precedents(), "本行")
        assert found == settle(number, row, LOCAL, Book()), row
        seen[found[0]] += 1
    assert min(seen[True], seen[False]) >= 25


GROUPS = {
    "appointment": (13,),
    "certificate": (6, 7),
    "introduction": (9, 10, 11),
    "honour": (12,),
    "contest": (15,),
    "training": (1, 2, 3),
}


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("seed", range(20))
def test_mixed_rows_of_a_group_come_to_the_same(name: str, seed: int) -> None:
    draw, before, book = Random(f"{name}{seed}"), Precedents(), Book()  # noqa: S311
    for place in range(60):
        number = draw.choice(GROUPS[name])
        row = changed(MONEY[number - 1], draw)
        found = assessed(MONEY[number - 1], row, FULL, before, f"第{place}行")
        assert found == settle(number, row, LOCAL, book), (number, row)
