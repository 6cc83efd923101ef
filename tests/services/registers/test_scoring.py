"""What a score sheet must satisfy, as a table; indicators as the office writes them."""

import pytest

from app.services.errors import UserError
from app.services.policy.values import Unreadable
from app.services.registers.scoring import (
    ScoreLine,
    indicator_lines,
    read_lines,
    read_points,
    require_sound,
    show_lines,
    total,
)


def line(name: str, weight: int, score: int | None = None, reason: str = "") -> ScoreLine:
    return ScoreLine(indicator=name, weight=weight, score=score, reason=reason)


@pytest.mark.parametrize(
    ("weight", "score", "low"),
    [(1500, 1350, False), (1500, 1349, True), (1500, None, False), (1500, 0, True), (1, 1, False), (333, 299, True)],
)
def test_a_score_below_ninety_percent_of_its_weight_is_low(weight: int, score: int | None, low: bool) -> None:
    assert line("a", weight, score).low is low


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "没有指标"),
        ((line("", 10000),), "没有名称"),
        ((line("甲", 5000), line("甲", 5000)), "“甲”重复"),
        ((line("甲", 0), line("乙", 10000)), "“甲”的权重应大于 0"),
        ((line("甲", 5000, 5001), line("乙", 5000)), "“甲”得 50.01 分，超过权重 50 分"),
        ((line("甲", 5000, 4499), line("乙", 5000)), "“甲”得分低于权重的 90%"),
        ((line("甲", 5000), line("乙", 4950)), "合计应为 100，现为 99.5"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named(lines: tuple[ScoreLine, ...], said: str) -> None:
    with pytest.raises(UserError) as refused:
        require_sound(lines)
    assert said in refused.value.text


@pytest.mark.parametrize(
    "lines",
    [
        (line("甲", 10000),),
        (line("甲", 5000, 4500), line("乙", 5000, 5000)),
        (line("甲", 5000, 4499, "两次未到场"), line("乙", 5000)),
    ],
)
def test_a_sheet_may_be_stored_while_some_of_it_is_open(lines: tuple[ScoreLine, ...]) -> None:
    require_sound(lines)


def test_the_sum_is_known_once_every_indicator_is_scored() -> None:
    assert total((line("甲", 5000, 4500), line("乙", 5000, 4975))) == 9475
    assert total((line("甲", 5000, 4500), line("乙", 5000))) is None


def test_indicators_are_written_as_name_weight_and_what_is_looked_at() -> None:
    written = ("师资力量 15：教师数量", "实训 设备 7.5分", "教学管理  10 分: 教案")
    assert [(one.indicator, one.weight, one.guide) for one in indicator_lines("指标", written)] == [
        ("师资力量", 1500, "教师数量"),
        ("实训 设备", 750, ""),
        ("教学管理", 1000, "教案"),
    ]


@pytest.mark.parametrize("text", ["师资力量", "15：教师", "师资力量 150：教师", "师资力量 1.2.3"])
def test_an_indicator_written_otherwise_is_named(text: str) -> None:
    with pytest.raises(UserError, match="应写成“指标 权重：评分要点”"):
        indicator_lines("培训机构质量评估指标", (text,))


def test_a_score_is_read_or_its_indicator_named() -> None:
    assert (read_points("12.5", "甲", "得分"), read_points(" ", "甲", "得分")) == (1250, None)
    with pytest.raises(UserError, match="“甲”的得分“十分”读不出"):
        read_points("十分", "甲", "得分")
    with pytest.raises(Unreadable):
        read_lines("甲 10")


def test_the_lines_stand_in_one_text_for_search_and_history() -> None:
    lines = (line("甲", 5000, 4000, "缺教案"), ScoreLine(indicator="乙", weight=5000, value="92%"))
    assert show_lines(lines) == "甲 40/50（缺教案）；乙 未评/50，92%"
