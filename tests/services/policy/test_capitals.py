import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.policy.capitals import capitals

CASES = [
    (0, "零元整"),
    (5, "伍分"),
    (10, "壹角整"),
    (53, "伍角叁分"),
    (100, "壹元整"),
    (105, "壹元零伍分"),
    (1000, "壹拾元整"),
    (1005, "壹拾元零伍分"),
    (1050, "壹拾元零伍角整"),
    (140950, "壹仟肆佰零玖元伍角整"),
    (200000, "贰仟元整"),
    (600714, "陆仟零柒元壹角肆分"),
    (10700053, "壹拾万柒仟元零伍角叁分"),
    (1000000000, "壹仟万元整"),
    (10000100000, "壹亿零壹仟元整"),
    (10001000000, "壹亿零壹万元整"),
    (10000000000, "壹亿元整"),
    (101000100000000, "壹万零壹佰亿零壹佰万元整"),
]


@pytest.mark.parametrize(("fen", "text"), CASES)
def test_a_sum_reads_as_the_house_rule_says(fen: int, text: str) -> None:
    assert capitals(fen) == text


def test_a_negative_sum_has_no_capitals() -> None:
    with pytest.raises(ValueError, match="negative"):
        capitals(-1)


DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def whole_number(text: str) -> int:
    """Read a whole number in capitals back, unit by unit."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            high, low = text.rsplit(unit, 1)
            return whole_number(high) * size + whole_number(low)
    total = digit = 0
    for character in text:
        if character in UNITS:
            total += digit * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


def read_back(text: str) -> int:
    """Return the fen that a sum in capitals stands for."""
    yuan, _, rest = text.rpartition("元")
    fen = whole_number(yuan) * 100
    for unit, size in (("角", 10), ("分", 1)):
        if unit in rest:
            fen += DIGITS[rest[rest.index(unit) - 1]] * size
    return fen


@given(st.integers(min_value=0, max_value=10**17))
def test_every_sum_in_capitals_reads_back_as_itself(fen: int) -> None:
    text = capitals(fen)
    assert read_back(text) == fen
    assert "零零" not in text
    assert "零元" not in text or fen == 0
    assert text.endswith("分") != text.endswith("整")
