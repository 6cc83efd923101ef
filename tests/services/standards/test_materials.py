"""Material lists: shipped for every type, dated, entered by administrators only."""

from dataclasses import replace
from datetime import date

import pytest
from policy_samples import SHIPPED
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.errors import UserError
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.material_lists import Form, Material, unpacked
from app.services.policy.standards import Parameters
from app.services.standards.materials import TypedMaterial, enter_list, lists_of, materials_of, materials_today
from app.services.unit_of_work import UnitOfWork

CODE = "certificate-reward"
GOOD = TypedMaterial("职业资格证书", "《实施意见》三.2", "原件及复印件", "1", deferrable=False)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_every_type_ships_with_a_list_that_cites_its_place(subsidy: AnySubsidy) -> None:
    materials = materials_of(SHIPPED, subsidy.code, date(2024, 1, 1))
    assert len(materials) >= 3
    assert any(one.basis == f"《实施意见》{subsidy.clause.short}" for one in materials)
    assert len({one.name for one in materials}) == len(materials)


def test_no_list_is_in_force_before_the_first_but_that_of_the_opinion_is_as_old_as_it() -> None:
    day = date(2017, 12, 31)
    entered = [replace(one, opening=False) for one in SHIPPED.entries]
    assert materials_of(Parameters(entered), CODE, day) == ()
    assert materials_of(SHIPPED, CODE, day) == materials_of(SHIPPED, CODE, date(2018, 1, 1))


def test_a_material_is_the_same_after_it_has_been_stored() -> None:
    material = Material("劳动合同", "三.2", Form.COPY, 2, deferrable=True)
    assert material.packed == "劳动合同｜三.2｜复印件｜2｜是"
    assert unpacked(material.packed) == material


def test_a_new_list_takes_over_from_its_day_and_the_old_one_stays(office: Office) -> None:
    before = materials_today(office.uow, CODE)
    assert enter_list(office.acting(ADMINISTRATOR), CODE, [GOOD], "20250101", "叶人社〔2024〕9号") == 1
    assert materials_today(office.uow, CODE) == before
    (new,) = materials_today(office.uow, CODE, date(2025, 1, 1))
    assert (new.name, new.form, new.copies, new.deferrable) == ("职业资格证书", Form.BOTH, 1, False)
    assert [(one.start, one.source) for one in lists_of(office.uow, CODE)] == [
        (date(2025, 1, 1), "叶人社〔2024〕9号"),
        (date(2018, 1, 1), "三.2"),
    ]


def test_a_clerk_enters_no_list(office: Office) -> None:
    with pytest.raises(UserError, match="管理员"):
        enter_list(office.acting(CLERK), CODE, [GOOD], "2025-01-01", "叶人社〔2024〕9号")


@pytest.mark.parametrize(
    ("changes", "start", "source", "said", "field"),
    [
        ({"name": " "}, "2025-01-01", "文", "第 1 项材料的材料名称没有填", "0"),
        ({"basis": ""}, "2025-01-01", "文", "第 1 项材料的依据没有填", "0"),
        ({"name": "甲｜乙"}, "2025-01-01", "文", "分隔符", "0"),
        ({"form": "扫描件"}, "2025-01-01", "文", "“扫描件”不是", "0"),
        ({"copies": "两份"}, "2025-01-01", "文", "份数“两份”", "0"),
        ({"copies": "0"}, "2025-01-01", "文", "份数“0”", "0"),
        ({}, "明年", "文", "起始日期“明年”读不出", "start"),
        ({}, "2025-01-01", " ", "请填写来源文号", "source"),
    ],
)
def test_what_cannot_be_entered_is_said_at_its_place(
    office: Office, changes: dict[str, str], start: str, source: str, said: str, field: str
) -> None:
    line = TypedMaterial(**{**vars(GOOD), **changes})
    with pytest.raises(UserError, match=said) as refused:
        enter_list(office.acting(ADMINISTRATOR), CODE, [line], start, source)
    assert refused.value.field == field


def test_an_empty_list_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="职业资格证书奖励”的材料清单是空的"):
        enter_list(office.acting(ADMINISTRATOR), CODE, [], "2025-01-01", "文")
