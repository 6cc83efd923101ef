"""Words and numbers-as-names: what each kind of cell reads as, or why it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from app.services.policy.values import (
    CellFault,
    Raw,
    Unreadable,
    is_blank,
    read_account_number,
    read_choice,
    read_code,
    read_credit_code,
    read_identity_number,
    read_name,
    read_phone,
    read_text,
    read_yes_no,
)

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize("raw", [None, "", " ", "\u3000\t\n", "'", "\ufeff", "\u00a0"])
def test_nothing_blanks_and_a_lone_apostrophe_are_blank(raw: Raw) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize("raw", ["0", 0.0, 0, False, "-", date(2024, 1, 1), CellFault("x")])
def test_zero_and_marks_are_not_blank(raw: Raw) -> None:
    assert not is_blank(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("木工", "木工"),
        ("  木工　", "木工"),
        ("'木工", "木工"),
        (" '木工 ", "木工"),
        ("木\n工\x07\u200b", "木工"),
        ("木工（一班）", "木工（一班）"),
        ("a  b", "a  b"),
        (3.0, "3"),
        (1.5, "1.5"),
        (7, "7"),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2, 3, 4), "2024-01-02"),
    ],
)
def test_text_loses_blanks_apostrophes_and_control_characters(raw: Raw, value: str) -> None:
    assert read_text(raw) == value


@pytest.mark.parametrize("raw", [True, time(8, 0), 1e18, float("nan"), float("inf"), CellFault("公式错误")])
def test_text_refuses_what_is_no_text(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_text(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张　三 ", "张三"),
        ("'张\n三", "张三"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("\u202e张\u00ad三\u200f", "张三"),
        ("阿依古丽 • 买买提", "阿依古丽•买买提"),
        ("John  Smith", "John Smith"),
        ("𬭊某", "𬭊某"),
    ],
)
def test_a_chinese_name_has_no_blank_inside(raw: Raw, value: str) -> None:
    assert read_name(raw) == value


@pytest.mark.parametrize("raw", [1.0, True, date(2024, 1, 1), "123", CellFault("公式错误")])
def test_a_name_is_not_a_number(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_name(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        (" 110105 19491231 002x ", "11010519491231002X"),
        ("'11010519491231002X", "11010519491231002X"),
        ("\u202d11010519491231002X\u202c", "11010519491231002X"),
        ("110105\u200b19491231\u00ad002X\u200f", "11010519491231002X"),
        ("110105\u00a019491231\u3000002X", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
        ("440524188001010014", None),
        ("341504199003070016", "341504199003070016"),
    ],
)
def test_identity_numbers_in_every_way_they_are_typed(raw: Raw, value: str | None) -> None:
    if value is None:
        with pytest.raises(Unreadable, match="年份"):
            read_identity_number(raw, TODAY)
    else:
        assert read_identity_number(raw, TODAY) == value
        assert read_identity_number(raw) == value


def _numbered(seventeen: str) -> str:
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return seventeen + "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, weights, strict=True)) % 11]


@pytest.mark.parametrize("sequence", range(0, 1000, 37))
def test_exactly_one_check_character_is_right(sequence: int) -> None:
    good = _numbered(f"34150420000229{sequence:03d}")
    assert read_identity_number(good, TODAY) == good
    for last in "0123456789X":
        if last != good[17]:
            with pytest.raises(Unreadable, match="校验码"):
                read_identity_number(good[:17] + last, TODAY)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (341504199003070013.0, "丢失"),
        ("3.41504E+17", "丢失"),
        ("３．４１５Ｅ＋１７", "丢失"),
        (123456.0, "6位"),
        ("34150419900307001", "17位"),
        ("341504900307001", "15位"),
        (_numbered("34150419900230001"), "出生日期不存在"),
        (_numbered("34150420230229001"), "出生日期不存在"),
        (_numbered("34150420240602001"), "晚于今天"),
        ("34150419900307001A", "校验码"),
        ("3415041990030700AX", "17位"),
        ("身份证丢了身份证丢了身份证丢了身份证", "其他文字"),
        (True, "逻辑值"),
        (date(1990, 3, 7), "日期"),
        (CellFault("此格是错误值 #REF!"), "#REF!"),
    ],
)
def test_identity_numbers_that_are_wrong_say_where(raw: Raw, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_identity_number(raw, TODAY)


def test_a_birth_today_is_no_future_and_tomorrow_is() -> None:
    read_identity_number(_numbered("34150420240601001"), TODAY)
    with pytest.raises(Unreadable, match="晚于今天"):
        read_identity_number(_numbered("34150420990101001"))


@pytest.mark.parametrize("raw", ["91350100M000100Y43", " 91350100m000100y43", "９１３５０１００M000100Y43"])
def test_credit_codes_come_out_in_capitals(raw: Raw) -> None:
    assert read_credit_code(raw) == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("91350100M000100Y44", "校验码"),
        ("91350100M000100Y4", "17位"),
        ("91350100MO00100Y43", "没有 I"),
        (913501000000000000.0, "丢失"),
        ("9.1E+17", "丢失"),
        (True, "逻辑值"),
    ],
)
def test_credit_codes_that_are_wrong_say_why(raw: Raw, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_credit_code(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("6217001234567890123", "6217001234567890123"),
        ("6217 0012-3456 7890 123", "6217001234567890123"),
        (12345678.0, "12345678"),
        (12345678901234, "12345678901234"),
        ("1" * 30, "1" * 30),
    ],
)
def test_accounts_keep_their_digits(raw: Raw, value: str) -> None:
    assert read_account_number(raw) == value


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (123456789012345.0, "丢失"),
        (6.217e18, "丢失"),
        ("6.217E+18", "丢失"),
        ("1234567", "7位"),
        ("1" * 31, "31位"),
        (1234567.0, "7位"),
        (12345678.5, "小数"),
        (-12345678.0, "负号"),
        ("6217账号", "数字"),
        ("²²²²²²²²²", "数字"),
    ],
)
def test_accounts_that_lost_digits_are_named(raw: Raw, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_account_number(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("ZS2021001", "ZS2021001"),
        ("ＺＳ２０２１ 001", "ZS2021001"),
        ("皖人社〔2018〕1号", "皖人社〔2018〕1号"),
        ("A–1", "A-1"),
        (20210001.0, "20210001"),
        (99999999999999.0, "99999999999999"),
        ("00123", "00123"),
    ],
)
def test_codes_are_half_width_without_blanks(raw: Raw, value: str) -> None:
    assert read_code(raw) == value


@pytest.mark.parametrize("raw", [1e14, 2.3e17, "2.1E+15", 1.5, True, date(2024, 1, 1), float("nan")])
def test_codes_that_lost_digits_are_refused(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_code(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("13812345678", "13812345678"),
        (13812345678.0, "13812345678"),
        ("138 1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("0564-6400000", "0564-6400000"),
        ("（0564）6400000", "0564-6400000"),
        ("０５６４－６４０００００", "0564-6400000"),
        ("6400000", "6400000"),
        ("056464000000", "056464000000"),
    ],
)
def test_phones_are_mobiles_or_landlines(raw: Raw, value: str) -> None:
    assert read_phone(raw) == value


@pytest.mark.parametrize("raw", ["123456", "1381234567890", "13812345678/13912345678", "无", True, 1e15, "0564-"])
def test_phones_of_another_shape_are_refused(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_phone(raw)


LEVELS = ("高级工", "技师", "其他（见备注）")


@pytest.mark.parametrize(
    ("raw", "value"),
    [("技师", "技师"), (" 技 师　", "技师"), ("其他(见备注)", "其他（见备注）"), ("其他（见备注）", "其他（见备注）")],
)
def test_choices_forgive_blanks_and_full_width_forms(raw: Raw, value: str) -> None:
    assert read_choice(raw, LEVELS) == value


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("高级工（三级）", "请只写“高级工”"),
        ("三级/高级工", "请只写“高级工”"),
        ("二级技师", "请只写“技师”"),
        ("三级", "“三级”如指高级工，请写“高级工”"),
        ("职业资格三级", "如指高级工"),
        ("高级工（二级）", "“二级”是技师，与“高级工”不一致"),
        ("技师（三级）", "“三级”是高级工，与“技师”不一致"),
        ("高级工、技师", "应填"),
        ("一级", "应填：高级工、技师、其他（见备注）"),
    ],
)
def test_a_grade_is_never_read_but_told_what_to_write(raw: Raw, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_choice(raw, LEVELS)
    assert reason in refused.value.text


@pytest.mark.parametrize(("read", "most"), [(read_name, 100), (read_text, 2000)])
def test_a_text_pasted_by_mistake_is_told_by_its_length(read: Callable[[Raw], str], most: int) -> None:
    assert len(read("张" * most)) == most
    with pytest.raises(Unreadable, match=f"{most + 1} 个字，最多 {most} 个"):
        read("张" * (most + 1))


@pytest.mark.parametrize("raw", ["技工", "高级", 1.0, True, date(2024, 1, 1)])
def test_a_wrong_choice_lists_the_right_ones(raw: Raw) -> None:
    with pytest.raises(Unreadable, match="高级工、技师"):
        read_choice(raw, LEVELS)


def test_an_empty_list_of_options_allows_nothing() -> None:
    with pytest.raises(Unreadable):
        read_choice("技师", ())


@pytest.mark.parametrize(("raw", "value"), [("是", True), ("否", False), (" 是 ", True), ("否　", False)])
def test_yes_and_no(raw: Raw, value: bool) -> None:
    assert read_yes_no(raw) is value


@pytest.mark.parametrize("raw", ["Y", "√", True, False, 1.0, "是否"])
def test_only_yes_and_no_are_yes_and_no(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        read_yes_no(raw)
