"""What an administrator does to accounts, and what nobody can do to them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, OWN, LoginOffice
from standing_clock import Watch
from working_office import ADMINISTRATOR, APPROVER, AUDITOR, CLERK, NAMES, REVIEWER, Office

from app.services.errors import UserError
from app.services.trust import account_care, logins
from app.services.trust.account_care import Standing
from app.services.trust.accounts import add_account, deactivate
from app.services.trust.refusals import REFUSED
from app.services.unit_of_work import UnitOfWork

NAME = NAMES[CLERK]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path, Watch(datetime(2024, 11, 5, 9, 30)), roles=(CLERK, APPROVER))
    yield made
    made.folder.engine.dispose()


def standing(office: LoginOffice, name: str = NAME) -> Standing:
    return next(one.standing for one in account_care.account_lines(office.folder) if one.name == name)


def test_an_account_goes_from_new_to_in_use_to_locked_to_closed_and_back(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    account_care.open_account(boss, CHEAP, "新来的", [REVIEWER], FIRST)
    assert standing(office, "新来的") is Standing.NEW
    newcomer = office.folder.acting_as("新来的")
    logins.set_own(newcomer, CHEAP, FIRST, "Eigenes-Wort-9", "Eigenes-Wort-9")
    assert standing(office, "新来的") is Standing.IN_USE
    for _ in range(5):
        with pytest.raises(UserError):
            logins.log_in(office.folder, CHEAP, "新来的", "x")
    assert standing(office, "新来的") is Standing.LOCKED
    office.watch.on(minutes=15)
    assert standing(office, "新来的") is Standing.IN_USE
    boss = office.acting(ADMINISTRATOR)
    deactivate(boss, "新来的")
    assert standing(office, "新来的") is Standing.CLOSED
    account_care.reset(boss, CHEAP, "新来的", FIRST)
    assert standing(office, "新来的") is Standing.NEW
    assert ("重新启用账号", "新来的") in [(a, d) for _, a, d in subjects(office)]


def subjects(office: LoginOffice) -> list[tuple[str, str, str]]:
    from app.services.trust.audit_trail import each

    return [(line.account, line.action, line.subject) for line in each(office.folder)]


def test_the_list_tells_the_last_login(office: LoginOffice) -> None:
    office.watch.on(minutes=30)
    office.log_in(CLERK)
    last = {one.name: one.last_login for one in account_care.account_lines(office.folder)}
    assert last[NAME] == office.watch()
    assert last[NAMES[APPROVER]] is None


CARE: tuple[tuple[str, Callable[[UnitOfWork, str], None]], ...] = (
    ("open", lambda uow, name: account_care.open_account(uow, CHEAP, "戊", [CLERK], FIRST)),
    ("reset", lambda uow, name: account_care.reset(uow, CHEAP, name, FIRST)),
    ("unlock", account_care.unlock),
    ("roles", lambda uow, name: account_care.change_roles(uow, name, [REVIEWER])),
    ("deactivate", deactivate),
)


@pytest.mark.parametrize(("_deed", "care"), CARE, ids=[name for name, _ in CARE])
@pytest.mark.parametrize("role", [CLERK, APPROVER])
def test_nobody_but_an_administrator_cares_for_accounts(
    office: LoginOffice, role: object, _deed: str, care: Callable[[UnitOfWork, str], None]
) -> None:
    before = office.audited()
    uow = office.acting(CLERK if role is CLERK else APPROVER)
    with pytest.raises(UserError, match="须由管理员办理"):
        care(uow, NAMES[APPROVER if role is CLERK else CLERK])
    assert office.audited()[:-1] == before
    assert office.audited()[-1][1] == REFUSED


@pytest.mark.parametrize(("_deed", "care"), CARE[1:], ids=[name for name, _ in CARE[1:]])
def test_an_administrator_does_nothing_to_the_own_account(
    office: LoginOffice, _deed: str, care: Callable[[UnitOfWork, str], None]
) -> None:
    with pytest.raises(UserError, match=r"自己的账号|正在使用的账号"):
        care(office.acting(ADMINISTRATOR), NAMES[ADMINISTRATOR])


@pytest.mark.parametrize(("_deed", "care"), CARE[1:], ids=[name for name, _ in CARE[1:]])
def test_an_account_that_is_not_there_is_named(
    office: LoginOffice, _deed: str, care: Callable[[UnitOfWork, str], None]
) -> None:
    with pytest.raises(UserError, match="没有此人"):
        care(office.acting(ADMINISTRATOR), "没有此人")


def test_roles_change_and_the_chain_says_from_what_to_what(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    account_care.change_roles(boss, NAME, [REVIEWER, CLERK])
    assert office.audited()[-1] == (NAMES[ADMINISTRATOR], "变更角色", "经办员 → 经办员、复核员")
    before = len(office.audited())
    account_care.change_roles(boss, NAME, [CLERK, REVIEWER])
    assert len([one for one in office.audited() if one[1] != REFUSED]) == before
    with pytest.raises(UserError, match="至少要有一个角色"):
        account_care.change_roles(boss, NAME, [])


def test_an_office_is_never_left_without_an_administrator(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    account_care.open_account(boss, CHEAP, "副管理员", [ADMINISTRATOR], FIRST)
    second = office.folder.acting_as("副管理员")
    deactivate(second, NAMES[ADMINISTRATOR])
    with pytest.raises(UserError, match="须由管理员办理"):
        deactivate(boss, "副管理员")
    account_care.reset(second, CHEAP, NAMES[ADMINISTRATOR], FIRST)
    account_care.change_roles(boss, "副管理员", [CLERK])
    with pytest.raises(UserError, match="须由管理员办理"):
        account_care.change_roles(second, NAMES[ADMINISTRATOR], [CLERK])


@pytest.mark.parametrize("name", [f" {NAME}", NAME + "\u3000", "ＡＢＣ", "abc ", "a b c", "local", "LOCAL", "ｌocal"])
def test_a_name_that_could_be_taken_for_another_is_refused_even_when_that_one_is_closed(
    office: LoginOffice, name: str
) -> None:
    boss = office.acting(ADMINISTRATOR)
    account_care.open_account(boss, CHEAP, "Abc", [CLERK], FIRST)
    deactivate(boss, NAME)
    deactivate(boss, "Abc")
    with pytest.raises(UserError, match="已存在"):
        account_care.open_account(boss, CHEAP, name, [REVIEWER], FIRST)


def test_where_one_logs_in_no_account_is_without_password(office: LoginOffice) -> None:
    with pytest.raises(UserError, match="一次性密码"):
        add_account(office.acting(ADMINISTRATOR), "戊", [CLERK])
    with pytest.raises(UserError, match="8 位以上"):
        account_care.open_account(office.acting(ADMINISTRATOR), CHEAP, "戊", [CLERK], "kurz")


def test_a_plain_folder_has_no_passwords(uow: UnitOfWork) -> None:
    office = Office(uow)
    with pytest.raises(UserError, match="不设登录"):
        account_care.reset(office.acting(ADMINISTRATOR), CHEAP, NAME, FIRST)
    account_care.change_roles(uow, NAME, [AUDITOR])
    roles = {one.name: one.roles for one in account_care.account_lines(uow)}
    assert roles[NAME] == (AUDITOR,)


def test_nobody_learns_another_s_password_from_the_list(office: LoginOffice) -> None:
    shown = repr(account_care.account_lines(office.folder))
    assert not any(word in shown for word in (*OWN.values(), "$argon2"))
