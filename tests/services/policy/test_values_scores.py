"""Scores and years as cells hold them, and standards as people read them."""

import pytest

from app.services.policy.money import points
from app.services.policy.standards import Measure
from app.services.policy.values import CellFault, Raw, Unreadable, read_score, read_year


@pytest.mark.parametrize(
    ("raw", "hundredths"),
    [
        ("92.5", 9250),
        ("92.50", 9250),
        (" ９２．５分 ", 9250),
        (92.5, 9250),
        (85.1, 8510),
        ("0.07", 7),
        (1.07, 107),
        (100, 10000),
        ("0", 0),
        (70.1 + 0.2, 7030),
        (0, 0),
    ],
)
def test_a_score_is_read_to_the_hundredth(raw: Raw, hundredths: int) -> None:
    assert read_score(raw) == hundredths


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("100.01", "得分应在 0 至 100 之间"),
        (101, "得分应在 0 至 100 之间"),
        ("9" * 40, "得分应在 0 至 100 之间"),
        ("85.555", "得分的小数超过两位"),
        ("优秀", "应填 0 至 100 的得分"),
        ("-1", "应填 0 至 100 的得分"),
        (0.92, "数字 0.92 可能是 0.92 分，也可能是百分比 92%，请写成 92.5 的形式"),
        (1, "数字 1 可能是 1 分，也可能是百分比 100%，请写成 92.5 的形式"),
        (-1, "应填 0 至 100 的得分"),
        ("85.x", "应填 0 至 100 的得分"),
        (float("inf"), "应填 0 至 100 的得分"),
        (CellFault("此格是 Excel 错误值 #N/A"), "此格是 Excel 错误值 #N/A"),
        (True, "应填得分，此处是逻辑值 TRUE/FALSE"),
    ],
)
def test_what_is_no_score_says_why(raw: Raw, text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_score(raw)
    assert refused.value.text == text


@pytest.mark.parametrize("raw", [2023, 2023.0, "2023", "2023年", "2023年度", " ２０２３ 年 "])
def test_a_year_is_read_with_or_without_its_word(raw: Raw) -> None:
    assert read_year(raw) == 2023


@pytest.mark.parametrize("raw", ["二〇二三", "23.5", "2023-01"])
def test_what_is_no_year_is_refused(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_year(raw)


@pytest.mark.parametrize(
    ("hundredths", "text"), [(0, "0"), (9250, "92.5"), (10000, "100"), (8549, "85.49"), (7, "0.07")]
)
def test_a_score_is_shown_without_needless_noughts(hundredths: int, text: str) -> None:
    assert points(hundredths) == text


@pytest.mark.parametrize(
    ("measure", "number", "text"),
    [
        (Measure.YUAN, 200000, "2,000.00 元"),
        (Measure.YUAN_A_DAY, 5050, "50.50 元/天"),
        (Measure.POINTS, 8550, "85.5 分"),
        (Measure.PERCENT, 60, "60%"),
        (Measure.MONTHS, 36, "36 个月"),
        (Measure.PERSONS, 50, "50 人"),
    ],
)
def test_a_standard_is_said_with_its_measure(measure: Measure, number: int, text: str) -> None:
    assert measure.say(number) == text
