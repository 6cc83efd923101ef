import pytest
from working_office import ADMINISTRATOR, CLERK, NAMES, Office

from app.services.errors import UserError
from app.services.trust.accounts import accounts, deactivate
from app.services.unit_of_work import UnitOfWork


def test_an_administrator_puts_an_account_out_of_use(uow: UnitOfWork) -> None:
    office = Office(uow)
    deactivate(office.acting(ADMINISTRATOR), NAMES[CLERK])
    assert NAMES[CLERK] not in [account.name for account in accounts(uow)]
    with pytest.raises(UserError, match="没有在用的账号"):
        deactivate(office.acting(ADMINISTRATOR), NAMES[CLERK])


@pytest.mark.parametrize("name", ["local", NAMES[ADMINISTRATOR]])
def test_neither_the_built_in_nor_the_own_account_can_be_closed(uow: UnitOfWork, name: str) -> None:
    with pytest.raises(UserError, match="不能停用"):
        deactivate(Office(uow).acting(ADMINISTRATOR), name)


def test_a_clerk_closes_no_account(uow: UnitOfWork) -> None:
    office = Office(uow)
    with pytest.raises(UserError, match="须由管理员办理"):
        deactivate(office.acting(CLERK), "local")
