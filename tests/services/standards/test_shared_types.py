"""Which types share a ground of no duplicate benefit is a dated reading that an administrator may change."""

from datetime import date

import pytest
from policy_samples import SHIPPED, assess
from working_office import ADMINISTRATOR, Office

from app.services.errors import UserError
from app.services.policy.precedents import Grant, Precedents
from app.services.policy.standards import Entry
from app.services.standards import parameters
from app.services.standards.policy_overview import overview
from app.services.standards.standards_entry import NewValue, enter_value
from app.services.standards.standards_shown import history, shown
from app.services.unit_of_work import UnitOfWork

NAME = "不重复享受：同一证书"
FROM = date(2021, 9, 2)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def value(text: str) -> NewValue:
    return NewValue(NAME, "", text, "2021-09-02", "叶人社〔2021〕9号")


@pytest.mark.parametrize(
    ("listed", "applied_on", "payable"),
    [
        (("skill-upgrade", "certificate-reward"), FROM, 0),  # 2,000 alone, of 3,500 granted for the same certificate
        (("certificate-reward",), FROM, 200000),
        (("skill-upgrade",), FROM, 200000),
        ((), FROM, 200000),
        ((), date(2021, 9, 1), 0),  # cases of the day before keep the reading of theirs
    ],
)
def test_only_the_types_that_share_in_force_are_reckoned_together(
    listed: tuple[str, ...], applied_on: date, payable: int
) -> None:
    known = SHIPPED.plus([Entry(NAME, "", FROM, "叶人社〔2021〕9号", listed)])
    others = Precedents()
    alone = assess("certificate-reward", parameters=known, applied_on=applied_on)
    for ground in alone.grounds:
        others.grant(ground.pool.name, ground.key, Grant("YJJG-2021-000001", "skill-upgrade", 350000, 350000))
    found = assess("certificate-reward", others, known, applied_on=applied_on)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, 200000, payable)


def test_it_is_entered_and_read_by_titles(office: Office) -> None:
    office.acting(ADMINISTRATOR)
    enter_value(office.uow, value("职业资格证书奖励"))
    row = next(one for one in shown(office.uow) if one.name == NAME)
    assert (row.value, row.note) == ("职业资格证书奖励", "可填：研修提升补助、职业资格证书奖励")
    assert [one.value for one in history(office.uow, NAME, "")] == [
        "职业资格证书奖励",
        "研修提升补助、职业资格证书奖励",
    ]
    with office.uow.read() as work:
        assert work.parameters.at(FROM).value(NAME) == ("certificate-reward",)
    types = {one.code: one for one in overview(office.uow).types}
    assert "研修提升补助" not in types["certificate-reward"].shared
    assert types["skill-upgrade"].shared == ""


def test_a_type_that_cannot_rest_on_the_ground_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="不能填“技能荣誉奖励”，只能在研修提升补助、职业资格证书奖励中选填"):
        enter_value(office.acting(ADMINISTRATOR), value("研修提升补助\n技能荣誉奖励"))


@pytest.mark.parametrize("name", ["不重复享受：没有的分组", "不重复享受："])
def test_a_group_that_does_not_exist_is_refused(office: Office, name: str) -> None:
    entry = Entry(name, "", FROM, "文号", ("certificate-reward",))
    with pytest.raises(UserError, match="没有“不重复享受"):
        parameters.enter(office.acting(ADMINISTRATOR), [entry])
