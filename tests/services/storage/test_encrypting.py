"""A folder made without encryption is encrypted: everything is in it, everybody has a key, nothing half-done."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, OWN, ROOT
from sqlalchemy import select
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, CLERK, NAMES, Office

from app.models import Account
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import Occasion, back_up, backups_in
from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.database import FILE_NAME, is_plain
from app.services.storage.encrypting import encrypt_folder
from app.services.storage.plain_copies import delete_plain_copies, plain_copies
from app.services.storage.recovering import NewPassword, recover
from app.services.storage.sealed_backup import is_sealed
from app.services.storage.unlocking import Door, enter
from app.services.trust import accounts
from app.services.trust.accounts import Role
from app.services.trust.attendance import Attendance
from app.services.trust.login_guards import demand_login
from app.services.trust.logins import Renewal
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

BOSS, OWNED = NAMES[ADMINISTRATOR], OWN[ADMINISTRATOR]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")


@pytest.fixture
def plain(places: Places) -> Iterator[UnitOfWork]:
    """A plain folder with a case and a clerk."""
    made = data_folder.set_up(places, clock=Watch(NOW))
    Office(made).file()
    yield made
    made.engine.dispose()


def test_a_plain_folder_is_encrypted_with_all_that_is_in_it(places: Places, plain: UnitOfWork) -> None:
    before = len(list_cases(plain))
    known = {one.name for one in accounts.accounts(plain)} - {"local"}
    made = encrypt_folder(plain, places, CHEAP, FirstAdministrator(BOSS, OWNED))
    assert {name for name, _ in made.first} == known - {BOSS}
    assert not is_plain(places.data / FILE_NAME)
    assert is_plain(made.replaced)
    folder, entered = enter(places, Door(CHEAP, clock=Watch(NOW)), BOSS, OWNED)
    assert entered.renewal is Renewal.NONE
    assert len(list_cases(folder)) == before
    assert verify(folder).problems == ()
    assert "local" not in {one.name for one in accounts.accounts(folder)}
    folder.engine.dispose()
    for name, word in made.first:
        folder, entered = enter(places, Door(CHEAP, clock=Watch(NOW)), name, word)
        folder.engine.dispose()
        assert entered.renewal is Renewal.FIRST
    recover(places, Door(CHEAP, clock=Watch(NOW)), made.sheet.code, NewPassword(BOSS, "Neues-Wort-77")).engine.dispose()
    with pytest.raises(UserError, match="已经加密"):
        encrypt_folder(folder, places, CHEAP, FirstAdministrator(BOSS, OWNED))


def test_a_folder_with_login_is_encrypted_by_its_administrator_and_the_own_password(
    places: Places, plain: UnitOfWork
) -> None:
    with plain.begin() as work:
        demand_login(work)
        stored = work.session.scalars(select(Account).where(Account.name == BOSS)).one()
        stored.password, stored.password_at = CHEAP.hashed(OWNED), NOW
        accounts.create(work, "后来的人", (Role.CLERK,), CHEAP.hashed(FIRST), own=True)
    boss = plain.acting_as(BOSS, Attendance(NOW))
    for name, word, said in ((BOSS, "Falsches-Wort-9", "账号或密码不对"), ("后来的人", FIRST, "登录的管理员")):
        with pytest.raises(UserError, match=said):
            encrypt_folder(boss, places, CHEAP, FirstAdministrator(name, word))
    made = encrypt_folder(boss, places, CHEAP, FirstAdministrator(BOSS, OWNED))
    assert "后来的人" in dict(made.first)
    enter(places, Door(CHEAP, clock=Watch(NOW)), BOSS, OWNED)[0].engine.dispose()
    with pytest.raises(UserError, match="账号或密码不对"):
        enter(places, Door(CHEAP, clock=Watch(NOW)), "后来的人", FIRST)


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [("", OWNED, "管理员的账号"), ("local", OWNED, "不能用 local"), (BOSS + "二", "kurz", "8 位以上")],
)
def test_what_will_not_do_leaves_the_folder_as_it_was(
    places: Places, plain: UnitOfWork, name: str, word: str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        encrypt_folder(plain, places, CHEAP, FirstAdministrator(name, word))
    assert is_plain(places.data / FILE_NAME)


def test_who_may_not_administer_encrypts_nothing(places: Places, plain: UnitOfWork) -> None:
    clerk = plain.acting_as(NAMES[CLERK])
    with pytest.raises(UserError, match="须由管理员办理"):
        encrypt_folder(clerk, places, CHEAP, FirstAdministrator("新管理员", OWNED))


def test_a_program_that_ends_meanwhile_leaves_the_old_folder(places: Places, plain: UnitOfWork) -> None:
    plain.engine.dispose()
    if not (child := os.fork()):
        setattr(Path, "replace", lambda *_: os._exit(9))  # noqa: B010 - killed before any file takes its place
        encrypt_folder(plain, places, CHEAP, FirstAdministrator("新管理员", OWNED))
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not data_folder.needs_login(places)


def test_copies_from_before_are_found_and_deleted_by_an_administrator_alone(places: Places, plain: UnitOfWork) -> None:
    back_up(plain, Occasion.ASKED)
    assert plain_copies(plain) == ()
    made = encrypt_folder(plain, places, CHEAP, FirstAdministrator(BOSS, OWNED))
    folder, _ = enter(places, Door(CHEAP, clock=Watch(NOW)), BOSS, OWNED)
    found = plain_copies(folder)
    assert made.replaced in found
    assert len([path for path in found if path.suffix == ".yjbak"]) == 2
    with pytest.raises(UserError, match="管理员"):
        delete_plain_copies(folder.acting_as(NAMES[CLERK]), found)
    assert plain_copies(folder) == found
    delete_plain_copies(folder.acting_as(BOSS, Attendance(NOW)), found)
    assert plain_copies(folder) == ()
    (kept,) = backups_in(places.data / "备份")
    assert is_sealed(kept.path)
    assert verify(folder).problems == ()
    folder.engine.dispose()


def test_a_copy_that_cannot_be_deleted_is_named(places: Places, plain: UnitOfWork) -> None:
    encrypt_folder(plain, places, CHEAP, FirstAdministrator(BOSS, OWNED))
    folder, _ = enter(places, Door(CHEAP, clock=Watch(NOW)), BOSS, OWNED)
    stubborn = places.data / "加密前-1.db"
    stubborn.mkdir()
    with pytest.raises(UserError, match=r"加密前-1\.db 删不掉"):
        delete_plain_copies(folder.acting_as(BOSS, Attendance(NOW)), (*plain_copies(folder), stubborn))
    assert plain_copies(folder) == ()
    folder.engine.dispose()
