"""Drawing by lot: anyone who knows list, rule and seed draws the same, and nobody can bend it by the order of the list."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.supervision.drawing import assigned, drawn, lot

NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=30, unique=True)


@pytest.mark.parametrize(
    ("seed", "names", "text"),
    [
        ("2026136", ("YJJG-2026-000001",), "2026136|YJJG-2026-000001"),
        ("红球 03", ("91341504MA2N00001X", "李晓梅"), "红球 03|91341504MA2N00001X|李晓梅"),
    ],
)
def test_a_lot_is_the_digest_of_seed_and_names(seed: str, names: tuple[str, ...], text: str) -> None:
    assert lot(seed, *names) == sha256(text.encode("utf-8")).hexdigest()


def test_a_draw_worked_with_a_digest_tool() -> None:
    # 7|A 42974aaa, 7|B e45b0ded, 7|C d79c5368, 7|D 93a4676a
    assert drawn("7", "BDCA", 3) == ["A", "D", "C"]


@given(seed=st.text(min_size=1), members=NAMES, shuffled=st.randoms())
def test_the_order_of_the_list_has_no_influence(seed: str, members: list[str], shuffled: Random) -> None:
    other = members.copy()
    shuffled.shuffle(other)
    wanted = (len(members) + 1) // 2
    chosen = drawn(seed, members, wanted)
    assert chosen == drawn(seed, other, wanted)
    assert len(set(chosen)) == wanted
    assert set(chosen) <= set(members)


@given(seed=st.text(min_size=1), members=NAMES)
def test_a_larger_draw_begins_with_the_smaller_one(seed: str, members: list[str]) -> None:
    whole = drawn(seed, members, len(members))
    assert sorted(whole) == sorted(members)
    assert drawn(seed, members, 1) == whole[:1]


def test_another_seed_draws_others() -> None:
    members = [f"YJJG-2026-{number:06d}" for number in range(200)]
    assert drawn("1", members, 20) != drawn("2", members, 20)
    assert assigned("1", members[0], ["甲", "乙", "丙"], 2) == assigned("1", members[0], ["丙", "乙", "甲"], 2)
