import traceback
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.logs import BYTES, FOLDER, LOG, impersonal, open_log, write_crash
from app.services.unit_of_work import UnitOfWork


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ValueError: 张伟 341504199001011231", "ValueError: □□ #####"),
        ("File /home/王芳/x.py, line 1234", "File /home/□□/x.py, line 1234"),
        ("138-0564-0000, 6217 0000 1001 2345 678", "#####, #####"),
        ("2024-11-05 09:30:00 lines 12, 34", "2024-11-05 09:30:00 lines 12, 34"),
        ("𬭊 6217000010012345678X", "□ #####X"),
        ("dictionary changed size during iteration", "dictionary changed size during iteration"),
    ],
)
def test_reports_name_nobody(text: str, kept: str) -> None:
    assert impersonal(text) == kept


def test_the_log_says_what_happened_but_not_about_whom(tmp_path: Path) -> None:
    with open_log(tmp_path) as log:
        log.info("opened %s", "张伟")
    text = (tmp_path / FOLDER / LOG).read_text(encoding="utf-8")
    assert "INFO opened □□" in text


def test_a_full_log_is_put_aside_and_five_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    for start in range(7):
        (folder / LOG).write_text(str(start) * BYTES)
        with open_log(tmp_path) as log:
            log.info("begun")
    assert sorted(path.name for path in folder.iterdir()) == [
        "程序.1.log",
        "程序.2.log",
        "程序.3.log",
        "程序.4.log",
        LOG,
    ]
    assert (folder / "程序.1.log").read_text().startswith("6")


def test_each_crash_has_a_report_of_its_own(tmp_path: Path) -> None:
    now = datetime(2024, 11, 5, 9, 30)
    one, other = (write_crash(tmp_path, f"RuntimeError: {name}", now) for name in ("李晓梅", "x"))
    assert one != other
    assert one.read_text(encoding="utf-8") == "RuntimeError: □□□"


def test_a_report_of_an_error_in_the_database_shows_nothing_of_what_was_stored(uow: UnitOfWork, tmp_path: Path) -> None:
    name = "-".join(("zhang", "wei"))

    def fail() -> None:
        with uow.begin() as work:
            work.session.execute(text("INSERT INTO accounts (name) VALUES (:a)"), {"a": name})

    with pytest.raises(IntegrityError) as failed:
        fail()
    report = write_crash(tmp_path, "".join(traceback.format_exception(failed.value)), datetime(2024, 11, 5))
    said = report.read_text(encoding="utf-8")
    assert "IntegrityError" in said
    assert name not in said
    assert str(Path.home()) not in said


def test_where_the_data_folder_is_gone_a_report_is_kept_and_the_folder_not_made_anew(tmp_path: Path) -> None:
    report = write_crash(tmp_path / "weg", "RuntimeError: x", datetime(2024, 11, 5))
    assert report.read_text(encoding="utf-8") == "RuntimeError: x"
    assert not (tmp_path / "weg").exists()
    report.unlink()
    (tmp_path / "file").write_text("")
    with open_log(tmp_path / "file") as log:
        log.info("no place for a log")
