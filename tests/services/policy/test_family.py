"""Children in one answer, as applicants write them."""

import pytest

from app.services.policy.catalogue import BY_CODE
from app.services.policy.family import Member, members, read_children
from app.services.policy.values import Unreadable

FIRST, SECOND = "341504201501011238", "341504201703050024"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("张小明", "张小明"),
        ("张小明、张小红", "张小明、张小红"),
        ("张小明，张小红；张小兰", "张小明、张小红、张小兰"),
        ("张小明\n张小红", "张小明、张小红"),
        (f"张小明{FIRST}、张小红 {SECOND}", f"张小明（{FIRST}）、张小红（{SECOND}）"),
        (f"张小明（{FIRST}）、张小红", f"张小明（{FIRST}）、张小红"),
        (f"张小明: {FIRST}", f"张小明（{FIRST}）"),
        (f"张小明({FIRST})", f"张小明（{FIRST}）"),
        ("欧阳 小明", "欧阳小明"),
    ],
)
def test_children_are_read_and_read_again_as_they_were_written(typed: str, read: str) -> None:
    assert read_children(typed) == read
    assert read_children(read) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("张小明341504201501011239", "校验码不符"),
        ("张小明34150420150101", "应为18位"),
        (FIRST, "应写成姓名"),
        (f"张小明{FIRST}、张小红{FIRST}", "身份证号相同"),
        (12, "应写成姓名"),
    ],
)
def test_what_cannot_be_read_says_which_child(typed: str | int, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_children(typed)
    assert said in refused.value.text


def test_the_form_reads_children_through_their_question() -> None:
    question = next(one for one in BY_CODE["household-registration"].questions if one.name == "children")
    assert question.reader({})(f"张小明 {FIRST}，张小红") == f"张小明（{FIRST}）、张小红"


def test_members_come_with_their_relation_the_spouse_first() -> None:
    assert members("李敏", SECOND, f"张小明（{FIRST}）、张小红") == (
        Member("配偶", "李敏", SECOND),
        Member("子女", "张小明", FIRST),
        Member("子女", "张小红", ""),
    )
    assert members(None, None, None) == ()
