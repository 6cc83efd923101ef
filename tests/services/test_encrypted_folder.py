"""Who opens an encrypted folder and who does not: passwords, one-time passwords, lock-out, the key file, the sheet."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, OWN, ROOT, LoginOffice
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, APPROVER, CLERK, NAMES

from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.database import FILE_NAME, is_plain
from app.services.storage.key_file import NAME, SHEET, parse_key_file, read_key_file, write_key_file
from app.services.storage.recovering import NewPassword, keep_apart, new_sheet, recover
from app.services.storage.recovery_code import new_code, read_code
from app.services.storage.tries import NAME as TRIES
from app.services.storage.unlocking import Door, enter, unlock_folder
from app.services.trust import account_care, accounts, logins
from app.services.trust.account_care import Standing
from app.services.trust.accounts import Role
from app.services.trust.login_guards import demand_login
from app.services.trust.logins import AccountLocked, Renewal
from app.services.trust.verifying import verify

NEW = "Neues-Wort-77"
BOSS = NAMES[ADMINISTRATOR]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK, APPROVER))
    yield made
    made.folder.engine.dispose()


def door(office: LoginOffice) -> Door:
    return Door(CHEAP, clock=office.watch)


def come_in(office: LoginOffice, name: str, password: str) -> Renewal:
    """Open the closed folder anew and log in."""
    folder, entered = enter(office.places, door(office), name, password)
    folder.engine.dispose()
    return entered.renewal


def key_of(office: LoginOffice) -> bytes:
    assert office.folder.key
    return office.folder.key


def test_the_database_is_opened_by_a_password_and_by_nothing_else(office: LoginOffice) -> None:
    path = office.places.data / FILE_NAME
    assert not is_plain(path)
    with closing(sqlite3.connect(path)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM accounts")
    assert come_in(office, BOSS, OWN[ADMINISTRATOR]) is Renewal.NONE
    assert come_in(office, f" {NAMES[CLERK]} ", OWN[CLERK]) is Renewal.NONE
    for name, word in ((BOSS, OWN[CLERK]), (NAMES[CLERK], "Falsches-Wort-9"), ("没有此人", OWN[CLERK])):
        with pytest.raises(UserError, match="账号或密码不对"):
            come_in(office, name, word)
    with pytest.raises(UserError, match="--as"):
        data_folder.open_folder(office.places)
    assert data_folder.needs_login(office.places)


def test_neither_the_key_nor_a_name_stands_in_the_key_file(office: LoginOffice) -> None:
    content = (office.places.data / NAME).read_text(encoding="utf-8")
    assert key_of(office).hex() not in content
    assert not any(name in content for name in NAMES.values())
    assert key_of(office).hex() not in repr(office.folder) + repr(office.folder.vault)
    assert len(json.loads(content)["slots"]) == 3


def test_a_new_password_opens_and_the_old_one_no_longer_does(office: LoginOffice) -> None:
    logins.set_own(office.acting(CLERK), CHEAP, OWN[CLERK], NEW, NEW)
    assert come_in(office, NAMES[CLERK], NEW) is Renewal.NONE
    with pytest.raises(UserError, match="账号或密码不对"):
        come_in(office, NAMES[CLERK], OWN[CLERK])
    assert read_key_file(office.places.data / NAME).open(NAMES[CLERK], OWN[CLERK]) is None


def test_an_administrator_resets_without_the_old_password(office: LoginOffice) -> None:
    account_care.reset(office.acting(ADMINISTRATOR), CHEAP, NAMES[CLERK], FIRST)
    assert come_in(office, NAMES[CLERK], FIRST) is Renewal.FIRST
    folder = unlock_folder(office.places, door(office), NAMES[CLERK], FIRST)
    logins.set_own(folder.acting_as(NAMES[CLERK]), CHEAP, FIRST, NEW, NEW)
    folder.engine.dispose()
    assert come_in(office, NAMES[CLERK], NEW) is Renewal.NONE
    for gone in (FIRST, OWN[CLERK]):
        with pytest.raises(UserError):
            come_in(office, NAMES[CLERK], gone)


def test_who_is_out_of_use_opens_nothing_until_taken_back(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    accounts.deactivate(boss, NAMES[CLERK])
    assert read_key_file(office.places.data / NAME).open(NAMES[CLERK], OWN[CLERK]) is None
    account_care.reset(boss, CHEAP, NAMES[CLERK], FIRST)
    assert come_in(office, NAMES[CLERK], FIRST) is Renewal.FIRST


def test_whenever_the_program_ends_between_two_files_one_password_opens(office: LoginOffice) -> None:
    vault = office.folder.vault
    assert vault
    vault.add(vault.slot_for(NAMES[CLERK], NEW))  # as if it ended before the database was written
    assert come_in(office, NAMES[CLERK], OWN[CLERK]) is Renewal.NONE
    with pytest.raises(UserError, match="账号或密码不对"):
        come_in(office, NAMES[CLERK], NEW)
    vault.add(vault.slot_for("已离职", NEW))  # as if it ended before a slot was withdrawn
    come_in(office, BOSS, OWN[ADMINISTRATOR])
    assert not vault.opens_for("已离职")


def test_five_wrong_passwords_lock_before_anything_is_open_and_are_audited_later(office: LoginOffice) -> None:
    clerk = NAMES[CLERK]
    for _ in range(4):
        with pytest.raises(UserError, match="账号或密码不对"):
            come_in(office, clerk, "Falsches-Wort-9")
    with pytest.raises(AccountLocked):
        come_in(office, clerk, "Falsches-Wort-9")
    with pytest.raises(AccountLocked):
        come_in(office, clerk, OWN[CLERK])
    with pytest.raises(UserError, match="账号或密码不对"):
        come_in(office, "没有此人", "x")
    content = (office.places.data / TRIES).read_text(encoding="utf-8")
    assert clerk not in content
    assert "没有此人" not in content
    come_in(office, BOSS, OWN[ADMINISTRATOR])
    told = [(account, action, detail) for account, action, detail in office.audited() if action == "登录失败"]
    assert [detail.split("，")[1] for _, _, detail in told] == ["密码不对"] * 5 + ["账号不存在或已停用"]
    lines = {one.name: one.standing for one in account_care.account_lines(office.acting(ADMINISTRATOR))}
    assert lines[clerk] is Standing.LOCKED
    office.watch.on(minutes=16)
    assert come_in(office, clerk, OWN[CLERK]) is Renewal.NONE
    with pytest.raises(UserError, match="账号或密码不对"):  # counted from one again
        come_in(office, clerk, "Falsches-Wort-9")


def test_an_administrator_ends_a_lock_out_that_happened_at_the_closed_folder(office: LoginOffice) -> None:
    for _ in range(5):
        with pytest.raises(UserError):
            come_in(office, NAMES[CLERK], "Falsches-Wort-9")
    account_care.unlock(office.acting(ADMINISTRATOR), NAMES[CLERK])
    assert come_in(office, NAMES[CLERK], OWN[CLERK]) is Renewal.NONE


def test_a_spoilt_file_of_tries_counts_as_empty(office: LoginOffice) -> None:
    for content in ("", "[]", '{"failures": 5, "minutes": 15, "names": {"a": 1}}'):
        (office.places.data / TRIES).write_text(content, encoding="utf-8")
        assert come_in(office, NAMES[CLERK], OWN[CLERK]) is Renewal.NONE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "不见了"),
        (b"", "已损坏"),
        (b"{}", "已损坏"),
        (b'{"format": 1, "slots": 3}', "已损坏"),
        (b"\xff", "已损坏"),
    ],
)
def test_a_missing_or_spoilt_key_file_is_said_with_the_way_out(
    office: LoginOffice, content: bytes | None, said: str
) -> None:
    path = office.places.data / NAME
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    for attempt in (
        lambda: come_in(office, BOSS, OWN[ADMINISTRATOR]),
        lambda: data_folder.needs_login(office.places),
        lambda: data_folder.open_folder(office.places),
    ):
        with pytest.raises(UserError, match=said) as refused:
            attempt()
        assert "用备份恢复" in refused.value.text


def test_a_key_file_that_costs_the_machine_too_much_is_no_key_file(office: LoginOffice) -> None:
    read = json.loads((office.places.data / NAME).read_text(encoding="utf-8"))
    read["argon2id"]["memory_kib"] = 1 << 40
    with pytest.raises(ValueError, match="format"):
        parse_key_file(json.dumps(read).encode())


def test_the_key_of_another_folder_opens_nothing(office: LoginOffice, tmp_path: Path) -> None:
    other = LoginOffice(tmp_path / "other", Watch(NOW), roles=())
    other.folder.engine.dispose()
    (office.places.data / NAME).write_bytes((other.places.data / NAME).read_bytes())
    before = (office.places.data / FILE_NAME).read_bytes()
    with pytest.raises(UserError, match="与密钥不相配"):
        come_in(office, BOSS, OWN[ADMINISTRATOR])
    assert (office.places.data / FILE_NAME).read_bytes() == before


def test_verify_sees_a_key_file_changed_by_another_hand(office: LoginOffice) -> None:
    path = office.places.data / NAME
    assert verify(office.folder).problems == ()
    content = read_key_file(path)
    write_key_file(path, replace(content, slots=content.slots[:1]))
    found = " ".join(verify(office.folder).problems)
    assert "改动过" in found
    assert NAMES[CLERK] in found


def test_the_sheet_opens_and_gives_an_administrator_a_new_password(office: LoginOffice) -> None:
    sheet = new_sheet(office.acting(ADMINISTRATOR))
    typed = sheet.code.lower().replace("-", " ")
    folder = recover(office.places, door(office), typed, NewPassword(BOSS, NEW))
    folder.engine.dispose()
    assert come_in(office, BOSS, NEW) is Renewal.NONE
    with pytest.raises(UserError):
        come_in(office, BOSS, OWN[ADMINISTRATOR])
    assert ("用恢复单重设密码") in [action for _, action, _ in office.audited()]
    assert sheet.code not in repr(sheet)


def test_a_new_sheet_makes_the_one_before_void(office: LoginOffice) -> None:
    before, after = (new_sheet(office.acting(ADMINISTRATOR)) for _ in range(2))
    with pytest.raises(UserError, match="已换过新的恢复单"):
        recover(office.places, door(office), before.code, NewPassword(BOSS, NEW))
    assert read_key_file(office.places.data / NAME).open(SHEET, read_code(after.code)) == key_of(office)
    come_in(office, BOSS, OWN[ADMINISTRATOR])
    recover(office.places, door(office), after.code, NewPassword(BOSS, NEW)).engine.dispose()


@pytest.mark.parametrize(
    ("name", "password", "code", "said"),
    [
        (NAMES[CLERK], NEW, "", "不是在用的管理员"),
        ("没有此人", NEW, "", "不是在用的管理员"),
        (BOSS, "kurz", "", "8 位以上"),
        (BOSS, NEW, "ABC", "应有 8 组"),
        (BOSS, NEW, new_code(), "不能打开"),
    ],
    ids=["a clerk", "nobody", "a weak password", "half a code", "another folder's code"],
)
def test_what_the_sheet_does_not_do_is_refused_and_nothing_changes(
    office: LoginOffice, name: str, password: str, code: str, said: str
) -> None:
    sheet = new_sheet(office.acting(ADMINISTRATOR))
    with pytest.raises(UserError, match=said):
        recover(office.places, door(office), code or sheet.code, NewPassword(name, password))
    assert come_in(office, BOSS, OWN[ADMINISTRATOR]) is Renewal.NONE


def test_only_an_administrator_has_a_sheet_made_and_never_beside_the_key(office: LoginOffice, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="须由管理员办理"):
        new_sheet(office.acting(CLERK))
    for place in (office.places.data / "恢复单.pdf", office.places.data / "备份" / "x.pdf"):
        with pytest.raises(UserError, match="不能放在数据文件夹里"):
            keep_apart(office.places, place)
    with pytest.raises(UserError, match="不能写入"):
        keep_apart(office.places, tmp_path / "nowhere" / "x.pdf")
    assert keep_apart(office.places, tmp_path / "x.pdf") == tmp_path / "x.pdf"


def test_a_key_left_without_its_database_is_never_taken_for_a_new_folder(office: LoginOffice) -> None:
    office.folder.engine.dispose()
    (office.places.data / FILE_NAME).unlink()
    before = (office.places.data / NAME).read_bytes()
    for attempt in (
        lambda: data_folder.exists(office.places),
        lambda: data_folder.set_up(office.places),
        lambda: data_folder.set_up_with_login(office.places, data_folder.FirstAdministrator(BOSS, NEW), CHEAP),
        lambda: come_in(office, BOSS, OWN[ADMINISTRATOR]),
    ):
        with pytest.raises(UserError, match="却没有数据库"):
            attempt()
    assert (office.places.data / NAME).read_bytes() == before


def test_a_folder_with_login_that_was_never_encrypted_opens_as_before(tmp_path: Path) -> None:
    places, watch = Places(tmp_path / "old", ROOT / "resources", ROOT / "migrations"), Watch(NOW)
    made = data_folder.set_up(places, clock=watch)
    with made.begin() as work:
        demand_login(work)
        accounts.create(work, BOSS, (Role.ADMINISTRATOR,), CHEAP.hashed(FIRST), own=True)
    made.engine.dispose()
    assert data_folder.needs_login(places)
    folder, entered = enter(places, Door(CHEAP, clock=watch), BOSS, FIRST)
    assert (entered.account, folder.vault) == (BOSS, None)
    boss = folder.acting_as(BOSS)
    logins.set_own(boss, CHEAP, FIRST, NEW, NEW)
    account_care.open_account(boss, CHEAP, NAMES[CLERK], [Role.CLERK], FIRST)
    account_care.reset(boss, CHEAP, NAMES[CLERK], FIRST)
    accounts.deactivate(boss, NAMES[CLERK])
    with pytest.raises(UserError, match="没有加密"):
        new_sheet(boss)
    folder.engine.dispose()
    assert sorted(path.name for path in places.data.iterdir()) == [FILE_NAME, "yeji.lock"]
