"""Backups of an encrypted folder: they carry what opens them, restore elsewhere, and show every flipped bit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP, FIRST, OWN, ROOT, LoginCases, LoginOffice
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, CLERK, NAMES

from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import backup_care
from app.services.storage.backups import Occasion, back_up, problem_of
from app.services.storage.data_folder import set_up
from app.services.storage.database import FILE_NAME, damage_of
from app.services.storage.key_file import NAME
from app.services.storage.recovering import NewPassword, new_sheet, recover
from app.services.storage.restoring import Opener, key_for, restore_folder, want_opener
from app.services.storage.sealed_backup import is_sealed, keys_in
from app.services.storage.unlocking import Door, enter
from app.services.trust import account_care, logins
from app.services.trust.verifying import verify
from app.services.worklists.case_list import list_cases

BOSS = NAMES[ADMINISTRATOR]
NEW = "Neues-Wort-77"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK,))
    LoginCases(made).file()
    yield made
    made.folder.engine.dispose()


def spread(count: int, below: int) -> list[int]:
    """So many places all over a file, none a neighbour of the next."""
    return [number * 2_654_435_761 % below for number in range(1, count + 1)]


def elsewhere(folder: Path) -> Places:
    return Places(folder, ROOT / "resources", ROOT / "migrations")


def test_a_backup_is_verified_with_its_key_and_carries_the_key_file(office: LoginOffice) -> None:
    made = back_up(office.acting(ADMINISTRATOR), Occasion.ASKED).path
    assert is_sealed(made)
    assert problem_of(made, office.folder.key) == ""
    assert problem_of(made) == "加密的备份须用备份当日的账号和密码打开"
    assert problem_of(made, bytes(32)) != ""
    content = keys_in(made)
    assert content is not None
    assert content.open(BOSS, OWN[ADMINISTRATOR]) == office.folder.key
    assert {one.name for one in made.parent.iterdir()} == {made.name, f"{made.name}.sha256"}


def test_on_another_computer_it_opens_with_the_passwords_of_its_day(office: LoginOffice, tmp_path: Path) -> None:
    made = back_up(office.acting(ADMINISTRATOR), Occasion.ASKED).path
    account_care.reset(office.acting(ADMINISTRATOR), CHEAP, NAMES[CLERK], FIRST)
    places = elsewhere(tmp_path / "new")
    with pytest.raises(UserError, match="不能用这个账号和密码打开"):
        key_for(made, None, lambda: Opener(NAMES[CLERK], FIRST))
    key = key_for(made, None, lambda: Opener(NAMES[CLERK], OWN[CLERK]))
    restore_folder(places, made, NAMES[CLERK], office.watch, key)
    folder, entered = enter(places, Door(CHEAP, clock=office.watch), NAMES[CLERK], OWN[CLERK])
    assert entered.account == NAMES[CLERK]
    assert len(list_cases(folder)) == 1
    assert verify(folder).problems == ()
    folder.engine.dispose()


def test_on_another_computer_the_sheet_of_its_day_opens_it(office: LoginOffice, tmp_path: Path) -> None:
    sheet = new_sheet(office.acting(ADMINISTRATOR))
    made = back_up(office.acting(ADMINISTRATOR), Occasion.ASKED).path
    places = elsewhere(tmp_path / "new")
    with pytest.raises(UserError, match="恢复码"):
        key_for(made, None, lambda: Opener("", "ABC"))
    key = key_for(made, None, lambda: Opener("", sheet.code))
    restore_folder(places, made, BOSS, office.watch, key)
    recover(places, Door(CHEAP, clock=office.watch), sheet.code, NewPassword(BOSS, NEW)).engine.dispose()
    enter(places, Door(CHEAP, clock=office.watch), BOSS, NEW)[0].engine.dispose()


def test_restoring_in_place_takes_the_key_file_with_it_and_keeps_the_replaced_one(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    made = back_up(boss, Occasion.ASKED).path
    logins.set_own(office.acting(CLERK), CHEAP, OWN[CLERK], NEW, NEW)
    before = (office.places.data / NAME).read_bytes()
    key = key_for(made, boss, want_opener)
    boss.engine.dispose()
    replaced = restore_folder(office.places, made, BOSS, office.watch, key)
    assert replaced.with_suffix(".keys").read_bytes() == before
    assert damage_of(replaced, key) == ""
    enter(office.places, Door(CHEAP, clock=office.watch), NAMES[CLERK], OWN[CLERK])[0].engine.dispose()


def test_a_plain_backup_in_place_of_an_encrypted_folder_leaves_no_key_beside_it(
    office: LoginOffice, tmp_path: Path
) -> None:
    plain = set_up(elsewhere(tmp_path / "plain"), clock=office.watch)
    made = back_up(plain, Occasion.ASKED).path
    plain.engine.dispose()
    office.folder.engine.dispose()
    assert key_for(made, office.folder, want_opener) is None
    replaced = restore_folder(office.places, made, BOSS, office.watch)
    assert not (office.places.data / NAME).exists()
    assert replaced.with_suffix(".keys").exists()


def test_the_backup_of_another_folder_is_not_restored_unasked(office: LoginOffice, tmp_path: Path) -> None:
    other = LoginOffice(tmp_path / "other", Watch(NOW), roles=())
    made = back_up(other.acting(ADMINISTRATOR), Occasion.ASKED).path
    other.folder.engine.dispose()
    with pytest.raises(UserError, match="另一个数据文件夹"):
        key_for(made, office.folder, want_opener)


def test_the_drill_and_the_check_of_the_list_work_on_encrypted_backups(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    made = back_up(boss, Occasion.ASKED)
    assert backup_care.drill(boss, made) == ()
    assert backup_care.check(boss, made.path) == "完好"
    assert len(list(made.path.parent.iterdir())) == 2


def test_flipped_bits_are_found(office: LoginOffice, tmp_path: Path) -> None:
    key = office.folder.key
    office.folder.engine.dispose()
    whole = (office.places.data / FILE_NAME).read_bytes()
    path = tmp_path / FILE_NAME
    shutil.copyfile(office.places.data / FILE_NAME, path)
    missed = []
    with path.open("r+b") as file:
        for bit in spread(120, len(whole) * 8):
            file.seek(bit // 8)
            file.write(bytes([whole[bit // 8] ^ 1 << bit % 8]))
            file.flush()
            if damage_of(path, key) == "":
                missed.append(bit)
            file.seek(bit // 8)
            file.write(whole[bit // 8 : bit // 8 + 1])
            file.flush()
    assert missed == []
    assert damage_of(path, key) == ""


def test_flipped_bits_in_a_backup_without_its_checksum_are_found(office: LoginOffice) -> None:
    made = back_up(office.acting(ADMINISTRATOR), Occasion.ASKED).path
    made.with_name(made.name + ".sha256").unlink()
    whole = made.read_bytes()
    for bit in spread(30, len(whole) // 4096 * 4096 * 8):
        spoilt = bytearray(whole)
        spoilt[bit // 8] ^= 1 << bit % 8
        made.write_bytes(spoilt)
        assert problem_of(made, office.folder.key) != "", bit
    made.write_bytes(whole[:-20])
    assert problem_of(made, office.folder.key) != ""
