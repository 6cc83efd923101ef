"""同上 is no answer: it may mean the cell above, or the one above that."""

import pytest
from applications_by_hand import REWARD, TITLES, looked_at, sheet

NAME = TITLES["certificate-reward"]


@pytest.mark.parametrize("label", ["姓名", "证书编号", "职业工种", "开户银行", "单位名称", "技能等级"])
@pytest.mark.parametrize("ditto", ["同上", "〃", " ″ ", '"'])
def test_a_ditto_is_an_error_wherever_it_would_be_stored(label: str, ditto: str) -> None:
    [row] = looked_at(sheet(NAME, {**REWARD, label: ditto})).rows
    assert [error.header for error in row.errors] == [label]


def test_a_remark_may_say_so() -> None:
    [row] = looked_at(sheet(NAME, {**REWARD, "备注": "同上"})).rows
    assert not row.errors
