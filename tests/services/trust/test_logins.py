"""Logging in: who is let in, who is locked out and for how long, and what the audit chain keeps of it."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, OWN, LoginOffice
from standing_clock import Watch
from working_office import ADMINISTRATOR, APPROVER, CLERK, NAMES

from app.services.cases.course import MOVES
from app.services.errors import UserError
from app.services.places import Places
from app.services.policy.standards import GUARDS, Entry
from app.services.standards import parameters
from app.services.storage import data_folder
from app.services.storage.data_folder import FirstAdministrator
from app.services.trust import account_care, logins
from app.services.trust.accounts import Role, deactivate
from app.services.trust.attendance import Attendance, PasswordWanted
from app.services.trust.login_guards import require_recent_password
from app.services.trust.logins import WRONG, Renewal
from app.services.trust.passwords import Passwords

CLERK_NAME = NAMES[CLERK]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path, Watch(datetime(2024, 11, 5, 9, 30)), roles=(CLERK, APPROVER))
    yield made
    made.folder.engine.dispose()


def fail(office: LoginOffice, times: int = 1) -> str:
    """The sentence of the last of so many wrong passwords."""
    for _ in range(times):
        with pytest.raises(UserError) as refused:
            office.log_in(CLERK, "Falsches-Wort-9")
    return refused.value.text


def actions(office: LoginOffice) -> list[str]:
    return [f"{account} {action}" for account, action, _ in office.audited()]


def set_guard(office: LoginOffice, key: str, value: int) -> None:
    entry = Entry(GUARDS, key, office.watch().date(), "内部规定", Decimal(value))
    parameters.enter(office.acting(ADMINISTRATOR), (entry,))


def test_the_right_password_lets_in_and_is_in_the_chain(office: LoginOffice) -> None:
    entered = office.log_in(CLERK)
    assert (entered.account, entered.renewal) == (CLERK_NAME, Renewal.NONE)
    assert office.audited()[-1] == (CLERK_NAME, "登录", "窗口")


def test_a_name_with_blanks_around_it_is_the_name(office: LoginOffice) -> None:
    assert logins.log_in(office.folder, CHEAP, f" {CLERK_NAME} ", OWN[CLERK]).account == CLERK_NAME


def test_an_unknown_name_and_a_wrong_password_are_refused_in_the_same_words(office: LoginOffice) -> None:
    assert fail(office) == WRONG
    with pytest.raises(UserError) as unknown:
        logins.log_in(office.folder, CHEAP, "没有此人", "Falsches-Wort-9")
    assert unknown.value.text == WRONG


def test_what_was_typed_as_an_unknown_name_is_not_kept_for_it_may_be_a_password(office: LoginOffice) -> None:
    with pytest.raises(UserError):
        logins.log_in(office.folder, CHEAP, OWN[CLERK], "x")
    assert office.audited()[-1] == ("", "登录失败", "账号不存在或已停用")


def test_an_unknown_name_costs_a_comparison_too(office: LoginOffice) -> None:
    compared: list[str] = []

    class Counting(Passwords):
        def matches(self, stored: str, password: str) -> bool:
            compared.append(stored)
            return super().matches(stored, password)

    with pytest.raises(UserError):
        logins.log_in(office.folder, Counting(passes=1, memory_kib=8, lanes=1), "没有此人", "x")
    assert compared == [""]


def test_five_failures_lock_for_fifteen_minutes_even_against_the_right_password(office: LoginOffice) -> None:
    assert fail(office, 4) == WRONG
    assert "09:45" in fail(office)
    office.watch.on(minutes=14)
    with pytest.raises(UserError, match="已锁定，09:45"):
        office.log_in(CLERK)
    office.watch.on(minutes=1)
    assert office.log_in(CLERK).account == CLERK_NAME
    seen = actions(office)
    assert seen.count(f"{CLERK_NAME} 登录失败") == 5
    assert seen.count(f"{CLERK_NAME} 锁定账号") == 1
    assert seen.count(f"{CLERK_NAME} 登录被拒") == 1


def test_after_the_lock_has_run_out_five_more_tries_are_free(office: LoginOffice) -> None:
    fail(office, 5)
    office.watch.on(minutes=15)
    assert fail(office, 4) == WRONG
    assert "已锁定" in fail(office)


def test_a_success_between_failures_counts_anew(office: LoginOffice) -> None:
    fail(office, 4)
    office.log_in(CLERK)
    assert fail(office, 4) == WRONG


def test_one_account_s_failures_do_not_lock_another(office: LoginOffice) -> None:
    fail(office, 5)
    assert office.log_in(APPROVER).account == NAMES[APPROVER]


def test_failures_at_the_locked_window_and_before_a_deed_count_as_well(office: LoginOffice) -> None:
    clerk = office.acting(CLERK)
    for _ in range(2):
        with pytest.raises(UserError, match="账号或密码不对"):
            logins.unlock(clerk, CHEAP, "x")
        with pytest.raises(UserError, match="账号或密码不对"):
            logins.confirm(clerk, CHEAP, "x", "批准")
    assert "已锁定" in fail(office)


def test_an_administrator_unlocks_early(office: LoginOffice) -> None:
    fail(office, 5)
    account_care.unlock(office.acting(ADMINISTRATOR), CLERK_NAME)
    assert office.log_in(CLERK).account == CLERK_NAME
    with pytest.raises(UserError, match="没有锁定"):
        account_care.unlock(office.acting(ADMINISTRATOR), CLERK_NAME)


def test_a_one_time_password_is_to_be_replaced_before_anything_else(office: LoginOffice) -> None:
    account_care.reset(office.acting(ADMINISTRATOR), CHEAP, CLERK_NAME, FIRST)
    assert office.log_in(CLERK, FIRST).renewal is Renewal.FIRST
    with pytest.raises(UserError, match="账号或密码不对"):
        office.log_in(CLERK)
    logins.set_own(office.acting(CLERK), CHEAP, FIRST, OWN[CLERK], OWN[CLERK])
    assert office.log_in(CLERK).renewal is Renewal.NONE


def test_a_password_is_renewed_after_half_a_year(office: LoginOffice) -> None:
    office.watch.on(179)
    assert office.log_in(CLERK).renewal is Renewal.NONE
    office.watch.on(1)
    assert office.log_in(CLERK).renewal is Renewal.EXPIRED


@pytest.mark.parametrize(("days", "renewal"), [(0, Renewal.NONE), (90, Renewal.EXPIRED)])
def test_the_administrator_sets_the_renewal_or_switches_it_off(
    office: LoginOffice, days: int, renewal: Renewal
) -> None:
    set_guard(office, "密码有效期", days)
    office.watch.on(120)
    assert office.log_in(CLERK).renewal is renewal


@pytest.mark.parametrize(
    ("new", "again", "field", "said"),
    [
        ("Kurz-1", "Kurz-1", "new", "须 8 位以上"),
        ("nurkleinezeichen1", "nurkleinezeichen1", "new", "至少 3 种"),
        (f"{CLERK_NAME}-Abc-1", f"{CLERK_NAME}-Abc-1", "new", "不含账号名称"),
        ("Neues-Wort-1", "Neues-Wort-2", "again", "不一致"),
        (OWN[CLERK], OWN[CLERK], "new", "相同"),
    ],
)
def test_a_new_password_that_will_not_do_says_what_is_wrong_with_it(
    office: LoginOffice, new: str, again: str, field: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as refused:
        logins.set_own(office.acting(CLERK), CHEAP, OWN[CLERK], new, again)
    assert refused.value.field == field
    assert office.log_in(CLERK).account == CLERK_NAME


def test_the_rule_of_classes_can_be_switched_off(office: LoginOffice) -> None:
    set_guard(office, "密码字符种类", 0)
    logins.set_own(office.acting(CLERK), CHEAP, OWN[CLERK], "nurkleinezeichen", "nurkleinezeichen")
    assert office.log_in(CLERK, "nurkleinezeichen").account == CLERK_NAME


def test_changing_one_s_password_needs_the_old_one_and_failures_count(office: LoginOffice) -> None:
    for _ in range(4):
        with pytest.raises(UserError, match="原密码不对") as refused:
            logins.set_own(office.acting(CLERK), CHEAP, "x", "Neues-Wort-1", "Neues-Wort-1")
        assert refused.value.field == "old"
    assert "已锁定" in fail(office)


def test_what_asks_for_the_password_again_is_free_for_fifteen_minutes(office: LoginOffice) -> None:
    attendance = Attendance(office.watch())
    approver = office.folder.acting_as(NAMES[APPROVER], attendance)

    def ask() -> None:
        with approver.begin() as work:
            require_recent_password(work, "批准")

    office.watch.on(minutes=14)
    ask()
    office.watch.on(minutes=1)
    with pytest.raises(PasswordWanted, match="批准"):
        ask()
    logins.confirm(approver, CHEAP, OWN[APPROVER], "批准")
    ask()
    office.watch.on(minutes=-60)
    with pytest.raises(PasswordWanted):
        ask()


def test_leaving_locking_and_coming_back_are_in_the_chain(office: LoginOffice) -> None:
    clerk = office.acting(CLERK)
    logins.lock(clerk, "15 分钟没有操作")
    logins.unlock(clerk, CHEAP, OWN[CLERK])
    logins.log_out(clerk)
    assert [(action, detail) for _, action, detail in office.audited()[-3:]] == [
        ("锁定屏幕", "15 分钟没有操作"),
        ("解除屏幕锁定", ""),
        ("退出", ""),
    ]


def test_nobody_s_password_is_stored_or_written_down(office: LoginOffice) -> None:
    fail(office)
    office.folder.engine.dispose()
    content = (office.places.data / "yeji.db").read_bytes()
    for word in (*OWN.values(), FIRST, "Falsches-Wort-9"):
        assert word.encode() not in content


def test_an_account_out_of_use_is_let_in_no_more_and_cannot_come_back_from_a_locked_window(office: LoginOffice) -> None:
    deactivate(office.acting(ADMINISTRATOR), CLERK_NAME)
    assert fail(office) == WRONG
    with pytest.raises(UserError, match="账号或密码不对"):
        logins.unlock(office.acting(CLERK), CHEAP, OWN[CLERK])
    account_care.reset(office.acting(ADMINISTRATOR), CHEAP, CLERK_NAME, FIRST)
    assert office.log_in(CLERK, FIRST).renewal is Renewal.FIRST


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [
        ("", "Eigenes-Wort-1", "name"),
        ("local", "Eigenes-Wort-1", "name"),
        ("Ｌocal ", "Eigenes-Wort-1", "name"),
        ("张主任", "kurz", "new"),
    ],
)
def test_a_folder_is_not_made_with_an_administrator_who_is_not_fit(
    tmp_path: Path, office: LoginOffice, name: str, password: str, field: str
) -> None:
    places = Places(tmp_path / "other", office.places.resources, office.places.migrations)
    with pytest.raises(UserError) as refused:
        data_folder.set_up_with_login(places, FirstAdministrator(name, password), CHEAP)
    assert refused.value.field == field
    assert not data_folder.exists(places)


def test_a_folder_with_login_is_opened_by_nobody_without_one(office: LoginOffice) -> None:
    for account in ("local", NAMES[ADMINISTRATOR]):
        with pytest.raises(UserError, match="须登录"):
            data_folder.open_folder(office.places, account)


def test_no_role_named_administrator_takes_a_step() -> None:
    assert all(Role.ADMINISTRATOR not in move.roles and Role.AUDITOR not in move.roles for move in MOVES)
