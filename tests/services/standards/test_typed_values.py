"""Values as an administrator types them: each read as its standard is counted, and lists that give the answers of a form."""

from datetime import date
from decimal import Decimal

import pytest
from working_office import ADMINISTRATOR, Office

from app.services.errors import UserError
from app.services.policy.catalogue import BY_CODE
from app.services.policy.standards import Value
from app.services.standards.standards_entry import NewValue, enter_value
from app.services.unit_of_work import UnitOfWork

DAY = date(2024, 1, 1)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def typed(name: str, text: str, key: str = "") -> NewValue:
    return NewValue(name, key, text, DAY.isoformat(), "叶政〔2024〕1号")


@pytest.mark.parametrize(
    ("name", "key", "text", "value"),
    [
        ("奖励最低得分", "", "85.5", Decimal("85.5")),
        ("奖励最低得分", "", "100", Decimal(100)),
        ("奖励最低就业人数", "", "30", Decimal(30)),
        ("培训费上限", "", "1,200.50", Decimal("1200.50")),
        ("新型学徒制补助比例", "", "60", Decimal(60)),
        ("先垫后补标准", "技师", "0.2万元", Decimal(2000)),
        ("会签部门", "", "区财政局\n区审计局\n区财政局", ("区财政局", "区审计局")),
        ("解释口径", "文号", "叶人社〔2024〕5号", "叶人社〔2024〕5号"),
    ],
)
def test_a_value_is_read_as_it_is_counted(office: Office, name: str, key: str, text: str, value: Value) -> None:
    enter_value(office.acting(ADMINISTRATOR), typed(name, text, key))
    with office.uow.read() as work:
        assert work.parameters.at(DAY).value(name, key) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("奖励最低得分", "100.5", "100"),
        ("奖励最低得分", "85.555", "小数"),
        ("奖励最低就业人数", "30.5", "整数"),
        ("培训费上限", "-1", "新值“-1”读不出"),
    ],
)
def test_what_cannot_be_counted_so_is_refused(office: Office, name: str, text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        enter_value(office.acting(ADMINISTRATOR), typed(name, text))


def test_a_category_of_trainees_can_be_added_from_its_day_on(office: Office) -> None:
    asked = next(question for question in BY_CODE["free-training-fee"].questions if question.label == "人员类别")
    enter_value(office.acting(ADMINISTRATOR), typed("重点群体类别", "脱贫劳动力\n退役士兵\n残疾人"))
    with office.uow.read() as work:
        before, since = (work.parameters.at(day).lists() for day in (date(2023, 12, 31), DAY))
    assert asked.options(before) == ("贫困劳动者", "脱贫劳动力", "退役士兵", "就业援助对象")
    assert asked.options(since) == ("脱贫劳动力", "退役士兵", "残疾人")
