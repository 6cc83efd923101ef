from datetime import date
from decimal import Decimal

import pytest

from app.services.errors import UserError
from app.services.policy.standards import PUBLISHED, Entry
from app.services.standards.parameters import confirm_publication, enter
from app.services.standards.standards_shown import shown
from app.services.trust.accounts import Role, add_account, role_named
from app.services.unit_of_work import UnitOfWork

EVERY_KIND = [
    Entry("培训费上限", "", date(2024, 1, 1), "皖人社发〔2024〕1号", Decimal("800.50")),
    Entry("急需紧缺职业目录", "", date(2024, 1, 1), "叶人社〔2024〕2号", ("木工", "数控铣工")),
    Entry("办理机关", "电话", date(2024, 1, 1), "叶人社〔2024〕3号", "0564-0640000"),
    Entry(PUBLISHED, "", date(2024, 1, 1), "叶政〔2024〕4号", date(2024, 1, 1)),
    Entry("复议前置", "", date(2024, 1, 1), "叶政〔2024〕5号", False),
]


def test_every_kind_of_value_comes_back_as_it_was_entered(uow: UnitOfWork) -> None:
    enter(uow, EVERY_KIND)
    with uow.read() as work:
        in_force = work.parameters.at(date(2024, 6, 1))
        assert [in_force.value(entry.name, entry.key) for entry in EVERY_KIND] == [entry.value for entry in EVERY_KIND]
        assert in_force.published == date(2024, 1, 1)


def test_an_administrator_confirms_the_day_of_publication(uow: UnitOfWork) -> None:
    add_account(uow, "管理员甲", [Role.ADMINISTRATOR])
    confirm_publication(uow.acting_as("管理员甲"), date(2019, 5, 1), "叶政〔2019〕7号")
    with uow.read() as work:
        assert (work.parameters.at(date(2020, 1, 1)).published, work.parameters.at(date(2020, 1, 1)).confirmed) == (
            date(2019, 5, 1),
            True,
        )


def test_a_clerk_enters_no_standards_and_makes_no_accounts(uow: UnitOfWork) -> None:
    add_account(uow, "李晓梅", [Role.CLERK])
    clerk = uow.acting_as("李晓梅")
    with pytest.raises(UserError, match="管理员"):
        enter(clerk, EVERY_KIND)
    with pytest.raises(UserError, match="管理员"):
        add_account(clerk, "王芳", [Role.REVIEWER])


def test_an_account_needs_a_name_and_a_role(uow: UnitOfWork) -> None:
    for name, roles in ((" ", [Role.CLERK]), ("王芳", [])):
        with pytest.raises(UserError, match="名称和至少一个角色"):
            add_account(uow, name, roles)
    assert role_named("审批人") is role_named("approver") is Role.APPROVER


def test_the_least_share_for_workers_is_shown_in_per_cent(uow: UnitOfWork) -> None:
    (row,) = (one for one in shown(uow) if one.name == "职工教育经费一线比例下限")
    assert (row.value, row.unit) == ("60", "%")
