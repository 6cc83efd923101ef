"""What the environment does to a data folder, case by case: one Chinese sentence with a way out, nothing half-stored."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from login_office import CHEAP, OWN, ROOT, LoginOffice
from sqlalchemy import event, text
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, NAMES, Office

from app.commands import run
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import Occasion, back_up
from app.services.storage.data_folder import FirstAdministrator, open_folder, set_up_with_login
from app.services.storage.database import FILE_NAME, driver_of
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.trouble import StorageTrouble
from app.services.storage.unlocking import Door, enter
from app.services.storage.whereabouts import is_share, refuse_network
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

BOSS = NAMES[ADMINISTRATOR]
WAYS_OUT = ("请管理员", "请放回", "请等它", "请先")


def path_of(uow: UnitOfWork) -> Path:
    return Path(str(uow.engine.url.database))


def pragma(uow: UnitOfWork, statement: str) -> None:
    """Have every connection of a folder begin with a statement."""
    event.listen(uow.engine, "connect", lambda connection, _: connection.execute(statement))
    uow.engine.dispose()


def hold(uow: UnitOfWork) -> None:
    """Another program holds the database and does not let go."""
    pragma(uow, "PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path_of(uow), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    event.listen(uow.engine, "engine_disposed", lambda _: other.close())


def fill(uow: UnitOfWork) -> None:
    """The disk has no room for another page."""
    with closing(sqlite3.connect(path_of(uow))) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    pragma(uow, f"PRAGMA max_page_count = {pages}")


def take_away(uow: UnitOfWork) -> None:
    """The stick is pulled out under the open folder."""
    folder = path_of(uow).parent
    folder.rename(folder.with_name("weg"))


def spoil(uow: UnitOfWork) -> None:
    """Every page behind the first is overwritten."""
    path = path_of(uow)
    uow.engine.dispose()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (fill, "磁盘已满"),
        (lambda uow: pragma(uow, "PRAGMA query_only = 1"), "只能读、不能写"),
        (hold, "占用"),
        (take_away, "不见了"),
        (spoil, "已损坏"),
    ],
    ids=["full", "read-only", "locked", "pulled out", "damaged"],
)
def test_what_happens_while_one_works_is_a_sentence(
    uow: UnitOfWork, happens: Callable[[UnitOfWork], None], says: str
) -> None:
    office = Office(uow)
    office.file()
    happens(uow)
    with pytest.raises(StorageTrouble, match=says) as refused, uow.begin() as work:
        work.session.execute(
            text("INSERT INTO folder_settings (name, value) VALUES ('x', :long)"), {"long": "x" * 9000}
        )
    assert "没有保存任何内容" in refused.value.text
    assert any(way in refused.value.text for way in WAYS_OUT)


def test_pages_of_an_encrypted_database_that_were_overwritten_are_damage_not_a_crash(tmp_path: Path) -> None:
    office = LoginOffice(tmp_path, Watch(NOW), roles=())
    spoil(office.folder)
    with pytest.raises(StorageTrouble, match="用最近的备份恢复"):
        list_cases(office.folder)
    office.folder.engine.dispose()


def write_plain(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE x (y)")


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (lambda data: (data / FILE_NAME).write_bytes(b""), "是空的"),
        (lambda data: (data / FILE_NAME).write_bytes((data / FILE_NAME).read_bytes()[:3000]), "已损坏"),
        (lambda data: write_plain(data / FILE_NAME), "不是本程序"),
        (lambda data: (data / KEYS).unlink(), "密钥文件"),
        (lambda data: (data / KEYS).write_bytes(b"{}"), "密钥文件"),
        (lambda data: (data / FILE_NAME).unlink(), "却没有数据库"),
        (lambda data: ((data / FILE_NAME).unlink(), (data / FILE_NAME).mkdir()), "请管理员"),
    ],
    ids=["empty", "cut", "foreign", "no keys", "spoilt keys", "no database", "a folder instead"],
)
def test_what_lies_there_when_one_opens_is_a_sentence_in_service_and_command(
    tmp_path: Path,
    spoilt: Callable[[Path], object],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")
    set_up_with_login(places, FirstAdministrator(BOSS, OWN[ADMINISTRATOR]), CHEAP).engine.dispose()
    spoilt(places.data)
    with pytest.raises(UserError, match=says):
        enter(places, Door(CHEAP), BOSS, OWN[ADMINISTRATOR])
    (tmp_path / "word.txt").write_text(OWN[ADMINISTRATOR])
    monkeypatch.setenv("YEJI_PASSWORD_FILE", str(tmp_path / "word.txt"))
    assert run(["cases", "--data", str(places.data), "--as", BOSS]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert says in said.err


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        ("\\\\server\\人社局\\数据", True),
        ("//server/share", True),
        ("\\\\?\\UNC\\server\\share", True),
        ("\\\\?\\C:\\数据", False),
        ("D:\\数据", False),
        ("/home/x", False),
    ],
)
def test_a_path_that_names_a_computer_is_a_share(folder: str, shared: bool) -> None:
    assert is_share(folder) is shared


def test_a_folder_on_a_network_drive_is_refused_with_the_way_out(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    (tmp_path / "net").mkdir()
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/net nfs4 rw 0 0\n")
    refuse_network(tmp_path / "local", mounts)
    with pytest.raises(UserError, match="网络盘或共享文件夹"):
        refuse_network(tmp_path / "net" / "数据", mounts)
    refuse_network(tmp_path / "net", tmp_path / "no mounts here")


def test_a_full_place_for_backups_leaves_those_that_are_there(uow: UnitOfWork) -> None:
    made = back_up(uow, Occasion.ASKED).path
    before = made.read_bytes()
    with closing(uow.engine.raw_connection()) as pooled:
        assert driver_of(pooled)
    (made.parent / "20241105-093000-手动.yjbak").touch()
    folder = made.parent
    folder.rename(folder.with_name("weg"))
    folder.write_text("no folder")
    with pytest.raises(UserError, match="写不进去"):
        back_up(uow, Occasion.DAILY)
    assert (folder.with_name("weg") / made.name).read_bytes() == before


def test_an_open_folder_of_one_who_may_not_write_is_said(tmp_path: Path) -> None:
    places = Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")
    data_folder.set_up(places).engine.dispose()
    (places.data / "yeji.lock").unlink()
    (places.data / "yeji.lock").mkdir()  # as where no file can be made
    with pytest.raises(UserError, match="不能写入或已不在"):
        open_folder(places)
