"""Data of the first tables arrive whole in the tables of today: letters with their files, plans with their year."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import column, insert, table

from app.services.letters.issuing import stored
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.database import APPLICATION_ID, FILE_NAME, make_engine
from app.services.storage.migrating import open_database

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 9, 0)
STAMP = "2025-03-01 09:00:00.000000"
OLD = {
    "accounts": {"id": 1, "name": "local", "created_at": STAMP, "active": 1},
    "account_roles": {"account_id": 1, "role": "clerk"},
    "cases": {
        "id": 1, "number": "YJJG-2025-000001", "code": "certificate-reward", "state": "approved", "version": 7,
        "applied_on": "2025-02-01", "filed_at": STAMP, "batch_row": "", "applicant": "张伟", "unit_name": "",
        "township": "", "search": "", "facts": '{"certificate": "s001", "phone": "13805640000", "account_number": null}', "eligible": 1, "warned": 0, "gross_fen": 300000,
        "payable_fen": 300000, "granted_fen": 300000, "assessment": "", "decided_on": "2025-03-01", "came_from": "",
        "proposal": "", "proposal_reason": "", "held": 0, "hold_reason": "",
    },
    "letters": {
        "id": 5, "number": "叶人社技补〔2025〕1号", "kind": "补贴核准通知书", "series": "技补", "year": 2025, "serial": 1,
        "case_id": 1, "issued_on": "2025-03-01", "issued_at": STAMP, "issued_by": "local", "verification": "AAAA",
        "content": "{}", "digest": "0" * 64,
    },
    "letter_files": {"letter_id": 5, "content": b"%PDF"},
}  # fmt: skip


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A data folder as the first version of the tables left it, with a granted case in two parts and its letter."""
    places = Places(tmp_path, ROOT / "resources", ROOT / "migrations")
    config = Config()
    config.set_main_option("script_location", str(places.migrations))
    engine = make_engine(tmp_path / FILE_NAME, migrating=True)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for name, row in OLD.items():
            connection.execute(insert(table(name, *map(column, row))), row)
        for position, years in ((1, 0), (2, 1)):
            connection.exec_driver_sql(
                "INSERT INTO case_instalments (case_id, position, label, amount_fen, years_after, needs_check)"
                " VALUES (1, ?, '', 150000, ?, 0)",
                (position, years),
            )
    engine.dispose()
    return places


def test_a_letter_and_its_file_are_the_same_after_the_tables_have_changed(places: Places) -> None:
    uow = data_folder.open_folder(places)
    assert stored(uow, "叶人社技补〔2025〕1号") == b"%PDF"
    uow.engine.dispose()


def test_only_what_was_due_with_the_approval_is_committed_in_its_year(places: Places) -> None:
    engine = open_database(places.data, places.migrations, NOW)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT position, budget_year, cancelled_fen FROM case_instalments").all()
        assert rows == [(1, 2025, 0), (2, None, 0)]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_file_as_it_was_lies_beside_the_new_one(places: Places) -> None:
    open_database(places.data, places.migrations, NOW).dispose()
    [copy] = places.data.glob("迁移前-0001-*.db")
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    old.close()


def test_a_letter_about_nothing_known_stops_the_change_and_leaves_the_old_file(places: Places) -> None:
    with sqlite3.connect(places.data / FILE_NAME) as old:
        old.execute("UPDATE letters SET case_id = 99")
    old.close()
    before = (places.data / FILE_NAME).read_bytes()
    with pytest.raises(Exception, match="核对不符"):
        open_database(places.data, places.migrations, NOW)
    assert (places.data / FILE_NAME).read_bytes() == before


def test_what_cases_state_alike_is_found_in_cases_filed_before(places: Places) -> None:
    engine = open_database(places.data, places.migrations, NOW)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT case_id, kind, key FROM case_marks ORDER BY kind").all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [(1, "certificate", "S001"), (1, "phone", "13805640000")]


def test_names_registered_before_are_found_by_their_beginning(places: Places) -> None:
    with sqlite3.connect(places.data / FILE_NAME) as old:
        old.execute("INSERT INTO persons (identity_number, name, phone) VALUES ('34150419900101123X', '单雄信', '')")
    old.close()
    engine = open_database(places.data, places.migrations, NOW)
    with engine.connect() as connection:
        words = connection.exec_driver_sql("SELECT word FROM name_words WHERE name = '单雄信'").scalars().all()
    engine.dispose()
    assert {"单雄信", "雄信", "信", "sxx", "dxx", "shanxiongxin", "danxiongxin"} <= set(words)


def test_money_that_is_sealed_is_not_sealed_again(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / FILE_NAME, migrating=True)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(
            "INSERT INTO closed_years (year, closed_on, figures, at, account) VALUES (2025, '2026-01-05', '', ?, '')",
            (STAMP,),
        )
    engine.dispose()
    engine = open_database(tmp_path, ROOT / "migrations", NOW)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM row_seals").scalar() == 0
    engine.dispose()
