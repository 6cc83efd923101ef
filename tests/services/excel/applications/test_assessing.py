"""Assessing a file without storing, with a data folder or without one."""

from datetime import date
from pathlib import Path

import pytest
from applications_by_hand import REWARD, ROOT, TITLES, TODAY, file_of, sheet

from app.services.errors import UserError
from app.services.excel.applications.assessing import as_json, assess_workbook
from app.services.excel.applications.importing import import_workbook
from app.services.places import Places
from app.services.policy.standards import PUBLISHED, Entry
from app.services.storage.data_folder import set_up


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "来文.xlsx"
    path.write_bytes(file_of(sheet(TITLES["certificate-reward"], REWARD)))
    return path


def test_without_a_data_folder_the_file_alone_counts_and_nothing_is_made(places: Places, sent: Path) -> None:
    (row,) = as_json(assess_workbook(places, sent, today=TODAY))
    assert (row["eligible"], row["payable_fen"]) == (True, 200000)
    assert not places.data.exists()


def test_standards_given_go_on_top(places: Places, sent: Path) -> None:
    later = Entry(PUBLISHED, "", date.min, "测试", date(2022, 1, 1))
    (row,) = as_json(assess_workbook(places, sent, entries=[later], today=TODAY))
    assert row["eligible"] is False
    assert any("发布日期" in reason["text"] for reason in row["reasons"] if not reason["ok"])


def test_with_a_data_folder_stored_cases_are_seen(places: Places, sent: Path) -> None:
    office = set_up(places)
    import_workbook(office, sent)
    office.engine.dispose()
    shown = assess_workbook(places, sent, today=TODAY)
    assert [bool(row.repeated) for row in shown.rows] == [True]
    assert shown.rows[0].assessment is not None
    assert shown.rows[0].assessment.eligible  # a draft holds no key


def test_a_file_that_is_no_workbook_is_one_sentence(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"nothing")
    with pytest.raises(UserError):
        assess_workbook(places, path)
