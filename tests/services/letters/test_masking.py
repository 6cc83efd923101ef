"""Numbers of persons are shown in part, wherever they stand and whatever their length."""

import pytest

from app.services.letters.masking import masked_answer, masked_number, masked_within


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("34150419900307123X", "341504********123X"),
        ("6217000012340123", "6217********0123"),
        ("6217000010012345678", "6217***********5678"),
        ("13805640000", "138****0000"),
        ("0564-6498001", "0564****8001"),
        ("123456789012", "1234****9012"),
        ("12345678901", "*******8901"),
        ("123456789", "*****6789"),
        ("12345678", "********"),
        ("", ""),
    ],
)
def test_numbers_of_persons_hide_their_middle(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张小明（341504201001011238）、张小红", "张小明（341504********1238）、张小红"),
        ("来电 13805640000，证号34150419900307123X。", "来电 138****0000，证号341504********123X。"),
        ("34150419900307123x", "341504********123x"),
        (
            "YJJG-2024-000001，凭证 PZ-13805640000-1，2,000.00 元",
            "YJJG-2024-000001，凭证 PZ-13805640000-1，2,000.00 元",
        ),
        ("91341504MA2TX1Y85L", "91341504MA2TX1Y85L"),
        ("9f341504199003071234ab", "9f341504199003071234ab"),
    ],
)
def test_of_a_text_only_the_numbers_of_persons_are_hidden(text: str, shown: str) -> None:
    assert masked_within(text) == shown


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("account", "62170000", "********"),
        ("phone", "13805640000", "138****0000"),
        ("family", "张小明（341504201001011238）", "张小明（341504********1238）"),
        ("credit", "91341504MA2TX1Y85L", "91341504MA2TX1Y85L"),
        ("text", "中级木工", "中级木工"),
    ],
)
def test_an_answer_is_hidden_by_its_kind(kind: str, text: str, shown: str) -> None:
    assert masked_answer(kind, text) == shown
