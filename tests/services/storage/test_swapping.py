"""A restore is wholly done or not at all, whenever the program ends; and only one who is alone may do it."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from login_office import CHEAP, OWN, ROOT, LoginCases, LoginOffice
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, CLERK, NAMES

from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import Occasion, back_up
from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.database import FILE_NAME, damage_of
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.presence import is_free
from app.services.storage.remains import DatabaseLost
from app.services.storage.restoring import restore_folder
from app.services.storage.swapping import DECIDED
from app.services.storage.unlocking import Door, enter
from app.services.trust import audit_trail, logins
from app.services.worklists.case_list import list_cases

BOSS, NEW = NAMES[ADMINISTRATOR], "Neues-Wort-77"
STEPS = ("replace", "unlink", "mkdir")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK,))
    LoginCases(made).file()
    yield made
    made.folder.engine.dispose()


def killed_at(step: int, deed: Callable[[], object]) -> bool:
    """Do something in a process that ends, without any clearing up, before its file step number `step`; whether it did."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = step

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                os._exit(9)
            return real(*given, **named)

        return call

    for name in STEPS:
        setattr(Path, name, counted(getattr(Path, name)))
    try:
        deed()
        os._exit(0)
    finally:
        os._exit(1)


def moved(places: Places, to: Path) -> Places:
    """The same folder copied elsewhere."""
    shutil.copytree(places.data, to)
    return Places(to, places.resources, places.migrations)


def test_wherever_a_restore_is_killed_the_next_start_finds_all_of_the_old_or_all_of_the_new(
    office: LoginOffice, tmp_path: Path
) -> None:
    boss = office.acting(ADMINISTRATOR)
    made, key = back_up(boss, Occasion.ASKED).path, office.folder.key
    logins.set_own(office.acting(CLERK), CHEAP, OWN[CLERK], NEW, NEW)
    LoginCases(office).file()
    office.folder.engine.dispose()
    (office.places.data / f"{FILE_NAME}-journal").write_bytes(b"")
    outcomes = []
    for step in range(1, 40):
        places = moved(office.places, tmp_path / str(step))
        killed = killed_at(step, partial(restore_folder, places, made, BOSS, office.watch, key))
        assert data_folder.exists(places)
        assert damage_of(places.data / FILE_NAME, key) == ""
        word = {1: OWN[CLERK], 2: NEW}  # the key file is of the same day as the database
        cases = 1 if any(places.data.glob("恢复前-*.db")) else 2
        folder, _ = enter(places, Door(CHEAP, clock=office.watch), NAMES[CLERK], word[cases])
        assert len(list_cases(folder)) == cases
        assert any(one.action == "恢复备份" for one in audit_trail.each(folder)) == (cases == 1)
        folder.engine.dispose()
        assert not (places.data / DECIDED).exists()
        if cases == 1:
            assert damage_of(next(places.data.glob("恢复前-*.db")), key) == ""
            assert len(list(places.data.glob("恢复前-*.keys"))) == 1
        outcomes.append(cases)
        if not killed:
            break
    assert outcomes == sorted(outcomes, reverse=True)
    assert outcomes.count(1) >= 6  # it was killed within the swap itself
    assert outcomes.count(2) >= 3


def test_wherever_a_first_set_up_is_killed_there_is_a_folder_or_none(tmp_path: Path) -> None:
    first, outcomes = FirstAdministrator(BOSS, OWN[ADMINISTRATOR]), []
    for step in range(5, 40):  # before that nothing but the preparing folder is there
        places = Places(tmp_path / str(step), ROOT / "resources", ROOT / "migrations")
        killed = killed_at(step, partial(data_folder.set_up_with_login, places, first, CHEAP))
        there = data_folder.exists(places)
        if there:
            enter(places, Door(CHEAP), BOSS, first.password)[0].engine.dispose()
        outcomes.append(there)
        if not killed:
            break
    assert outcomes == sorted(outcomes)
    assert outcomes.count(True) >= 3


def test_nothing_is_put_in_place_of_what_somebody_has_open(office: LoginOffice) -> None:
    boss = office.acting(ADMINISTRATOR)
    made = back_up(boss, Occasion.ASKED).path
    other, _ = enter(office.places, Door(CHEAP, clock=office.watch), NAMES[CLERK], OWN[CLERK])
    boss.engine.dispose()
    assert not is_free(office.places.data)
    with pytest.raises(UserError, match="还有别的窗口或命令开着"):
        restore_folder(office.places, made, BOSS, office.watch, office.folder.key)
    assert list_cases(other)
    other.engine.dispose()
    assert not list(office.places.data.glob("恢复前-*"))
    assert is_free(office.places.data)
    restore_folder(office.places, made, BOSS, office.watch, office.folder.key)


@pytest.mark.parametrize("left", [KEYS, f"{FILE_NAME}-journal", "备份/20241105-093000-每日.yjbak", "恢复前-1.db"])
def test_what_an_office_left_is_never_taken_for_a_new_folder(tmp_path: Path, left: str) -> None:
    places = Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")
    path = places.data / left
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    with pytest.raises(DatabaseLost, match="却没有数据库"):
        data_folder.exists(places)
    with pytest.raises(DatabaseLost, match="用最近的备份恢复"):
        data_folder.set_up(places)
    assert not (places.data / FILE_NAME).exists()


def test_an_empty_folder_and_one_with_a_log_alone_are_new(tmp_path: Path) -> None:
    places = Places(tmp_path, ROOT / "resources", ROOT / "migrations")
    (tmp_path / "日志").mkdir()
    assert not data_folder.exists(places)
