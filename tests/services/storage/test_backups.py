"""Backups of a live database: verified, thinned, found damaged when they are, restored with the replaced data kept."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, file_of, sheet
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.errors import UserError
from app.services.excel.applications.importing import prepare, store
from app.services.places import Places
from app.services.storage import backup_care
from app.services.storage.backups import (
    Occasion,
    back_up,
    back_up_to,
    backups_in,
    choose_folder,
    folder_of,
    problem_of,
    write_backup,
)
from app.services.storage.database import FILE_NAME, make_engine
from app.services.storage.restoring import restore_folder
from app.services.trust.audit_trail import each
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

NOW = datetime(2024, 11, 5, 9, 30)
ROOT = Path(__file__).parents[3]


def restore(data: Path, path: Path, now: datetime) -> Path:
    """As the command does in a folder that nobody has open."""
    return restore_folder(Places(data, ROOT / "resources", ROOT / "migrations"), path, "local", lambda: now)


def at(uow: UnitOfWork, moment: datetime) -> UnitOfWork:
    """The same folder with the clock at a moment."""
    return replace(uow, clock=lambda: moment)


def cases_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM cases").fetchone()[0])


def test_a_backup_is_whole_verified_and_in_the_chain(uow: UnitOfWork) -> None:
    Office(uow).file()
    made = back_up(uow, Occasion.ASKED)
    assert made.path.parent == folder_of(uow) == Path(str(uow.engine.url.database)).parent / "备份"
    assert problem_of(made.path) == ""
    assert cases_in(made.path) == 1
    assert [one.path.name for one in backups_in(made.path.parent)] == ["20241105-093000-手动.yjbak"]
    assert any(one.action == "备份" for one in each(uow))


def test_what_somebody_is_writing_meanwhile_is_not_in_it(uow: UnitOfWork, tmp_path: Path) -> None:
    Office(uow).file()
    made = tmp_path / "中途.yjbak"
    with closing(sqlite3.connect(str(uow.engine.url.database), isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE cases SET applicant = '半路'")
        write_backup(uow, made)
        writing.execute("ROLLBACK")
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT applicant FROM cases").fetchone() != ("半路",)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-4096]), "校验和"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"local", b"LOCAL", 1)), "校验和"),
        (lambda path: path.unlink(), "不存在"),
        (lambda path: (path.write_bytes(b"PK" * 4000), path.with_name(path.name + ".sha256").unlink()), "损坏"),
        (lambda path: (path.write_bytes(b""), path.with_name(path.name + ".sha256").unlink()), "空"),
    ],
)
def test_a_spoilt_backup_is_never_restored(uow: UnitOfWork, spoil: Callable[[Path], object], says: str) -> None:
    made = back_up(uow, Occasion.ASKED).path
    data = Path(str(uow.engine.url.database)).parent
    uow.engine.dispose()
    before = (data / FILE_NAME).read_bytes()
    spoil(made)
    with pytest.raises(UserError, match=says):
        restore(data, made, NOW)
    assert (data / FILE_NAME).read_bytes() == before


def test_restoring_brings_back_what_was_and_keeps_what_is_replaced(uow: UnitOfWork) -> None:
    office = Office(uow)
    office.file()
    made = back_up(uow, Occasion.ASKED).path
    office.file()
    data = Path(str(uow.engine.url.database)).parent
    uow.engine.dispose()
    (data / f"{FILE_NAME}-journal").write_bytes(b"of the replaced file")
    replaced = restore(data, made, NOW)
    assert replaced == data / "恢复前-20241105-093000.db"
    assert not (data / f"{FILE_NAME}-journal").exists()
    assert (data / "恢复前-20241105-093000.db-journal").exists()
    (data / "恢复前-20241105-093000.db-journal").unlink()
    assert cases_in(replaced) == 2
    again = replace(uow, engine=make_engine(data / FILE_NAME))
    assert len(list_cases(again)) == 1
    again.engine.dispose()


def test_a_folder_without_data_takes_a_backup_too(uow: UnitOfWork, tmp_path: Path) -> None:
    made = back_up(uow, Occasion.ASKED).path
    restore(tmp_path / "新电脑", made, NOW)
    assert cases_in(tmp_path / "新电脑" / FILE_NAME) == 0


def test_the_ring_removes_with_its_checksums_what_it_no_longer_keeps(uow: UnitOfWork) -> None:
    for back in range(16, -1, -1):
        back_up(at(uow, NOW - timedelta(days=back)), Occasion.DAILY)
    folder = folder_of(uow)
    names = {path.name for path in folder.iterdir()}
    assert len(backups_in(folder)) < 17
    assert {name for name in names if name.endswith(".sha256")} == {
        f"{one.path.name}.sha256" for one in backups_in(folder)
    }


def test_one_backup_a_day_is_taken_by_itself_and_a_drill_a_month(uow: UnitOfWork) -> None:
    assert backup_care.daily(uow) is not None
    assert backup_care.daily(at(uow, NOW + timedelta(hours=6))) is None
    for days in (1, 29, 31):
        assert backup_care.daily(at(uow, NOW + timedelta(days=days))) is not None
    drills = [one for one in each(uow) if one.action == backup_care.DRILL]
    assert len(drills) == 2
    assert {one.detail for one in drills} == {"恢复后核对一致"}
    assert not list(folder_of(uow).glob("演练-*"))


@pytest.mark.parametrize(
    ("later", "text", "late"),
    [
        (timedelta(hours=3), "备份 今天 09:30 ✓", False),
        (timedelta(days=1), "备份 昨天 09:30 ✓", False),
        (timedelta(days=2), "备份 2 天前 09:30 逾期", True),
    ],
)
def test_the_age_is_said_and_red_after_a_working_day(uow: UnitOfWork, later: timedelta, text: str, late: bool) -> None:
    assert backup_care.age(uow).late
    back_up(uow, Occasion.DAILY)
    assert backup_care.age(at(uow, NOW + later)) == backup_care.BackupAge(text, late)


def test_a_weekend_makes_no_backup_late(uow: UnitOfWork) -> None:
    friday = datetime(2024, 11, 8, 9, 30)
    back_up(at(uow, friday), Occasion.DAILY)
    assert not backup_care.age(at(uow, friday + timedelta(days=3))).late
    assert backup_care.age(at(uow, friday + timedelta(days=4))).late


def test_the_administrator_chooses_where_they_go(uow: UnitOfWork, tmp_path: Path) -> None:
    office = Office(uow)
    with pytest.raises(UserError, match="须由管理员办理"):
        choose_folder(office.acting(CLERK), tmp_path / "移动硬盘")
    choose_folder(office.acting(ADMINISTRATOR), tmp_path / "移动硬盘")
    assert back_up(uow, Occasion.ASKED).path.parent == tmp_path / "移动硬盘"


def test_a_place_that_cannot_be_written_is_one_sentence(uow: UnitOfWork, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    with pytest.raises(UserError, match="写不进去"):
        choose_folder(Office(uow).acting(ADMINISTRATOR), tmp_path / "文件" / "夹")
    with pytest.raises(UserError, match="写不进去"):
        back_up_to(uow, tmp_path / "没有" / "a.yjbak")


def test_only_the_administrator_takes_one_elsewhere(uow: UnitOfWork, tmp_path: Path) -> None:
    office = Office(uow)
    with pytest.raises(UserError, match="须由管理员办理"):
        back_up_to(office.acting(CLERK), tmp_path / "a.yjbak")
    back_up_to(office.acting(ADMINISTRATOR), tmp_path / "a.yjbak")
    assert problem_of(tmp_path / "a.yjbak") == ""


@pytest.mark.parametrize(("rows", "backups"), [(1000, []), (1001, ["导入前"])])
def test_an_import_of_more_than_a_thousand_rows_is_preceded_by_a_backup(
    uow: UnitOfWork, rows: int, backups: list[str]
) -> None:
    prepared = prepare(uow, file_of(sheet(TITLES["certificate-reward"], REWARD)), name="多.xlsx")
    many = replace(prepared, preview=replace(prepared.preview, rows=prepared.preview.rows * rows))
    with pytest.raises(UserError, match="须由经办员办理"):
        store(Office(uow).acting(ADMINISTRATOR), many)
    assert [one.occasion for one in backups_in(folder_of(uow))] == backups


def test_a_backup_dated_by_a_clock_that_ran_ahead_is_none_to_rest_on(uow: UnitOfWork) -> None:
    ahead = at(uow, NOW + timedelta(days=900))
    backup_care.daily(ahead)
    assert backup_care.age(uow) == backup_care.BackupAge("备份 还没有", late=True)
    assert backup_care.daily(uow) is not None
    assert backup_care.age(uow).text == "备份 今天 09:30 ✓"
    assert sum(one.action == backup_care.DRILL for one in each(uow)) == 2
