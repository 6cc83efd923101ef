"""Days, months, sums and whole numbers: every form of the contract, and what has two readings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from app.services.policy.months import Month
from app.services.policy.values import CellFault, Raw, Unreadable, read_day, read_fen, read_month, read_whole

MARCH = date(2019, 3, 1)


@pytest.mark.parametrize(
    "raw",
    [
        MARCH,
        datetime(2019, 3, 1),
        datetime(2019, 3, 1, 8, 30),
        43525.0,
        43525,
        "43525",
        20190301.0,
        20190301,
        "20190301",
        "2019-03-01",
        "2019-3-1",
        "2019.03.01",
        "2019.3.1",
        "2019/3/1",
        "2019/03/01",
        "2019年3月1日",
        "2019年03月01日",
        "2019 年 3 月 1 日",
        "2019年3月1号",
        " 2019-3-1　",
        "'2019-03-01",
        "2019-03-01 00:00:00",
        "2019-03-01T00:00:00",
        "2019/3/1 0:00",
        "２０１９年３月１日",
        "２０１９．３．１",
        "２０１９－０３－０１",
        "２０１９／３／１",
        "2019–03–01",
    ],
)
def test_a_day_in_every_form_of_the_contract(raw: Raw) -> None:
    day = read_day(raw)
    assert day == MARCH
    assert type(day) is date


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (1.0, date(1900, 1, 1)),
        (59.0, date(1900, 2, 28)),
        (61.0, date(1900, 3, 1)),
        (36526.0, date(2000, 1, 1)),
        (73415.0, date(2100, 12, 31)),
        ("2000-02-29", date(2000, 2, 29)),
        ("20240229", date(2024, 2, 29)),
        ("19000101", date(1900, 1, 1)),
        ("2100年12月31日", date(2100, 12, 31)),
    ],
)
def test_days_at_the_edges(raw: Raw, day: date) -> None:
    assert read_day(raw) == day


@pytest.mark.parametrize(
    ("raw", "reasons"),
    [
        ("01/02/2019", ["2019年1月2日", "2019年2月1日"]),
        ("1-2-2019", ["2019年1月2日", "2019年2月1日"]),
        ("19.3.1", ["2019年3月1日", "2001年3月19日"]),
        ("19-03-01", ["2019年3月1日", "也可能"]),
        ("2019111", ["2019年1月11日", "2019年11月1日"]),
        (2019.0, ["2019年", "1905年7月11日"]),
        (2019.3, ["2019年", "1905年7月11日"]),
        ("13/02/2019", ["2019年2月13日"]),
        ("02/02/2019", ["2019年2月2日"]),
        ("2019.3", ["缺少日"]),
        ("2019年3月", ["缺少日"]),
        ("201903", ["缺少日"]),
        ("2019-02-30", ["2019年2月30日不存在"]),
        ("20190230", ["不存在"]),
        ("1900-02-29", ["不存在"]),
        ("2100-02-29", ["不存在"]),
        ("2019-13-01", ["不存在"]),
        ("20190001", ["不存在"]),
        (60.0, ["1900年2月29日"]),
        (0.0, ["不是可识别"]),
        (-5.0, ["不是可识别"]),
        (73416.0, ["不是可识别"]),
        (43525.5, ["不是可识别"]),
        (20190301.5, ["不是可识别"]),
        (float("nan"), ["不是可识别"]),
        (float("inf"), ["不是可识别"]),
        ("1899-12-31", ["年份"]),
        ("2101-01-01", ["年份"]),
        (date(2101, 1, 1), ["年份"]),
        ("2019-3/1", ["不是可识别"]),
        ("三月一日", ["不是可识别"]),
        ("2019", ["不是可识别"]),
        ("2019-03-01 待定", ["不是可识别"]),
        ("3月1日", ["不是可识别"]),
        ("2019" + " " * 90_000 + "x", ["不是可识别"]),
        (-1.0, ["不是可识别"]),
        (2958466.0, ["不是可识别"]),
        (True, ["逻辑值"]),
        (time(8, 0), ["时间"]),
        (timedelta(1), ["时间"]),
        (CellFault("公式没有结果"), ["公式没有结果"]),
    ],
)
def test_a_day_with_no_or_two_readings_says_so(raw: Raw, reasons: list[str]) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day(raw)
    for reason in reasons:
        assert reason in refused.value.text


@pytest.mark.parametrize(
    "raw",
    [
        "2024-01",
        "2024-1",
        "2024.1",
        "2024.01",
        "2024/1",
        "2024年1月",
        "2024年01月",
        "202401",
        202401.0,
        202401,
        date(2024, 1, 1),
        datetime(2024, 1, 15),
        "２０２４．１",
        " 2024 年 1 月 ",
        "'2024-01",
        "2024-01-01",
        "2024-01-01 00:00:00",
        "20240101",
    ],
)
def test_a_month_in_every_form_of_the_contract(raw: Raw) -> None:
    assert read_month(raw) == Month(2024, 1)


def test_october_as_text_is_october() -> None:
    assert read_month("2024.10") == Month(2024, 10)


@pytest.mark.parametrize(
    ("raw", "reasons"),
    [
        (2024.1, ["2024年1月", "2024年10月"]),
        (2024.11, ["2024.11"]),
        (2024.0, ["不是可识别"]),
        (45292.0, ["不是可识别"]),
        (float("nan"), ["不是可识别"]),
        ("2024-13", ["不存在"]),
        ("2024-00", ["不存在"]),
        (202413.0, ["不存在"]),
        ("1899-12", ["年份"]),
        ("24.1", ["不是可识别"]),
        ("1月", ["不是可识别"]),
        ("2024", ["不是可识别"]),
        (date(1850, 1, 1), ["年份"]),
        (True, ["逻辑值"]),
        (None, ["空白"]),
    ],
)
def test_a_month_with_no_or_two_readings_says_so(raw: Raw, reasons: list[str]) -> None:
    with pytest.raises(Unreadable) as refused:
        read_month(raw)
    for reason in reasons:
        assert reason in refused.value.text


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("12,000.00", 1200000),
        ("12000", 1200000),
        ("￥12000", 1200000),
        ("¥12,000", 1200000),
        ("¥ 12,000.5", 1200050),
        ("12000元", 1200000),
        ("￥12,000.00元", 1200000),
        ("1.2万元", 1200000),
        ("1.2万", 1200000),
        ("0.000001万", 1),
        ("１２，０００．００", 1200000),
        ("１．２万元", 1200000),
        (" 12000 元", 1200000),
        ("12000.00元整", 1200000),
        ("人民币12,000元", 1200000),
        ("人民币：1.2万元整", 1200000),
        ("RMB 12000", 1200000),
        ("8333.33", 833333),
        ("8333.330", 833333),
        ("0", 0),
        ("0.01", 1),
        (0.0, 0),
        (12000, 1200000),
        (8333.33, 833333),
        (0.1 + 0.2, 30),
        (4.35, 435),
        (1.15, 115),
        (1234567.89, 123456789),
        (sum([0.1] * 1000), 10000),
        (9999999999.99, 999999999999),
        ("9999999999.99", 999999999999),
    ],
)
def test_sums_in_every_form_of_the_contract(raw: Raw, fen: int) -> None:
    read = read_fen(raw)
    assert read == fen
    assert type(read) is int


@pytest.mark.parametrize("fen", [*range(0, 5000, 7), 119999, 833333, 99999999, 100000001, 123456789012])
def test_every_fen_survives_being_a_float(fen: int) -> None:
    assert read_fen(fen / 100) == fen
    assert read_fen(f"{fen // 100}.{fen % 100:02d}") == fen


@pytest.mark.parametrize(
    ("raw", "fen"),
    [(1.2, 1200000), ("1.2", 1200000), (0.0001, 100), ("0.833333", 833333), (0.833333, 833333), ("￥1.2", 1200000)],
)
def test_a_header_in_wan_scales_its_column(raw: Raw, fen: int) -> None:
    assert read_fen(raw, in_wan=True) == fen


@pytest.mark.parametrize("raw", ["1.2万元", "1.2万", "12000元", 0.8333333, "0.8333333", True])
def test_a_unit_in_the_cell_under_a_header_in_wan_is_an_error(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_fen(raw, in_wan=True)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (1.005, "两位"),
        (8333.333, "两位"),
        (1.0000001, "两位"),
        ("1.005", "两位"),
        ("1.2345678万", "两位"),
        (-5.0, "负"),
        (-0.01, "负"),
        ("-5", "负"),
        ("￥-5", "负"),
        ("－5", "负"),
        ("（500）", "负"),
        ("1,20,00", "千位"),
        ("1200,000", "千位"),
        (",500", "千位"),
        ("1,000,00", "千位"),
        ("12.00.00", "不是可识别"),
        ("1e4", "不是可识别"),
        ("万元", "不是可识别"),
        ("元", "不是可识别"),
        ("5.", "不是可识别"),
        ("一万", "不是可识别"),
        ("约12000", "不是可识别"),
        ("1.2亿", "不是可识别"),
        ("12000整", "不是可识别"),
        ("12000元/人", "不是可识别"),
        ("人民币-5元", "负"),
        (1e300, "过大"),
        (10**30, "过大"),
        ("9" * 40, "过大"),
        (float("nan"), "过大"),
        (float("inf"), "过大"),
        (True, "逻辑值"),
        (date(2024, 1, 1), "日期"),
        (CellFault("此格是错误值 #N/A"), "#N/A"),
    ],
)
def test_sums_that_are_wrong_say_why(raw: Raw, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_fen(raw)


@pytest.mark.parametrize(
    ("raw", "number"), [(2, 2), (2.0, 2), ("2", 2), ("２", 2), (" 2 ", 2), ("2.0", 2), (0.0, 0), ("007", 7)]
)
def test_whole_numbers(raw: Raw, number: int) -> None:
    read = read_whole(raw)
    assert read == number
    assert type(read) is int


@pytest.mark.parametrize(
    "raw", [2.5, "2.5", "第2年", "2年", "两", -1.0, "-1", True, 1e16, float("nan"), "9" * 30, None]
)
def test_what_is_no_whole_number_is_refused(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_whole(raw)
