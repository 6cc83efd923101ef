"""A program that ended in the middle of writing: the database opens as it was before, and nobody calls it damaged."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from standing_clock import Watch

from app.models import SCHEMA, AuditEntry
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import backups, data_folder
from app.services.storage.backups import problem_of, write_backup
from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.database import FILE_NAME, damage_of, make_engine, version_of
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[3]
NOW = datetime(2024, 11, 5, 9, 30)
CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)


def folder(tmp_path: Path, *, encrypted: bool) -> UnitOfWork:
    places = Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")
    if not encrypted:
        return data_folder.set_up(places, clock=Watch(NOW))
    return data_folder.set_up_with_login(places, FirstAdministrator("方主任", "Gruess-Gott-1"), CHEAP, (), Watch(NOW))


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_it_opens_as_it_was_before(tmp_path: Path, *, encrypted: bool) -> None:
    uow = folder(tmp_path, encrypted=encrypted)
    left = tmp_path / "left"
    left.mkdir()
    with uow.begin() as work:
        before = work.session.scalars(select(AuditEntry.id)).all()
        work.session.connection().exec_driver_sql("PRAGMA cache_size = 5")
        work.note_many(("试写", f"{number}", "x" * 3000) for number in range(200))
        for name in (FILE_NAME, f"{FILE_NAME}-journal"):  # pages have been written, the journal is needed
            shutil.copyfile(tmp_path / "data" / name, left / name)
        work.session.rollback()
    assert (left / FILE_NAME).read_bytes() != (tmp_path / "data" / FILE_NAME).read_bytes()
    assert version_of(left / FILE_NAME, uow.key) == SCHEMA
    assert damage_of(left / FILE_NAME, uow.key) == ""
    engine = make_engine(left / FILE_NAME, uow.key)
    with engine.connect() as connection:
        assert connection.scalars(select(AuditEntry.id)).all() == before
    engine.dispose()
    uow.engine.dispose()


def test_the_journal_of_another_programs_database_is_not_played_back(tmp_path: Path) -> None:
    uow = folder(tmp_path, encrypted=False)
    uow.engine.dispose()
    path = tmp_path / "data" / FILE_NAME
    content = bytearray(path.read_bytes())
    content[68:72] = bytes(4)
    path.write_bytes(content)
    journal = path.with_name(f"{FILE_NAME}-journal")
    journal.write_bytes(b"theirs")
    with pytest.raises(UserError, match="不是本程序的数据"):
        version_of(path)
    assert (path.read_bytes(), journal.read_bytes()) == (bytes(content), b"theirs")


def test_a_backup_taken_over_an_older_one_is_good_at_every_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uow, target = folder(tmp_path, encrypted=False), tmp_path / "备份.yjbak"
    write_backup(uow, target)
    with uow.begin() as work:
        work.note("试写")

    def ended(path: Path, _content: bytes) -> None:
        raise UserError(path.name)

    with monkeypatch.context() as patched:
        patched.setattr(backups, "save_bytes", ended)
        with pytest.raises(UserError, match="sha256"):
            write_backup(uow, target)
    assert problem_of(target) == ""
    write_backup(uow, target)
    assert problem_of(target) == ""
    assert target.with_name("备份.yjbak.sha256").exists()
    uow.engine.dispose()


def test_a_schema_whose_names_are_no_text_any_more_is_damage(tmp_path: Path) -> None:
    uow = folder(tmp_path, encrypted=False)
    uow.engine.dispose()
    path = tmp_path / "data" / FILE_NAME
    path.write_bytes(
        path.read_bytes().replace(b"case_steps", b"case_st\xa0ps").replace(b"CREATE TABLE", b"CREATE TABL\xa0")
    )
    with pytest.raises(UserError, match="已损坏"):
        version_of(path)
