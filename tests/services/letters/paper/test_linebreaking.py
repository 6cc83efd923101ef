from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.letters.paper.linebreaking import NOT_AT_END, NOT_AT_START, break_lines, closing_width, may_break

HANZI = "叶集区人社局补贴核准通知书"
LETTER_TEXT = st.text(alphabet=HANZI + "，。；：（）《》“”—0123456789ABX*.-% ", min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("叶", "集", True),
        ("叶", "，", False),
        ("叶", "）", False),
        ("叶", "—", False),
        ("（", "叶", False),
        ("《", "实", False),
        ("2", "0", False),
        ("2", ".", False),
        ("*", "1", False),
        ("G", "-", False),
        ("6", "年", True),
        ("第", "1", True),
    ],
)
def test_a_line_ends_only_where_the_rules_allow(before: str, after: str, allowed: bool) -> None:
    assert may_break(before, after) is allowed


def test_a_closing_mark_at_the_end_needs_half_its_width() -> None:
    assert break_lines("叶集区，局", [10.0] * 5, 35, 35) == [(0, 4), (4, 5)]
    assert break_lines("叶集区，局", [10.0] * 5, 34, 34) == [(0, 2), (2, 5)]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert break_lines("A" * 25, [5.0] * 25, 50, 50) == [(0, 10), (10, 20), (20, 25)]


def test_spaces_do_not_open_a_line() -> None:
    assert break_lines("叶集  区局", [10.0] * 6, 20, 20) == [(0, 2), (4, 6)]


@given(LETTER_TEXT, st.integers(min_value=60, max_value=450))
def test_lines_are_whole_fit_and_obey_the_rules(text: str, room: int) -> None:
    widths = [8.0 if character.isascii() else 16.0 for character in text]
    lines = break_lines(text, widths, room, room)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")
    for (start, end), (following, _) in pairwise(lines):
        last = closing_width(text[end - 1], widths[end - 1])
        assert sum(widths[start : end - 1]) + last <= room + 0.1
        breakable = any(may_break(text[at - 1], text[at]) for at in range(start + 1, end))
        if breakable and following == end:
            assert text[following] not in NOT_AT_START
            assert text[end - 1] not in NOT_AT_END
            assert may_break(text[end - 1], text[following])
