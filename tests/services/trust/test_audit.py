import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from tampering import outside, tamper

from app.models.append_only import APPEND_ONLY
from app.services.money.ledger_check import check_ledger
from app.services.trust.audit import BEGINNING
from app.services.trust.chain_check import check_chain
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork


def note(uow: UnitOfWork, *subjects: str) -> None:
    with uow.begin() as work:
        for subject in subjects:
            work.note("办理", subject, "说明")


def test_an_untouched_chain_holds(uow: UnitOfWork) -> None:
    note(uow, "甲", "乙", "丙")
    with uow.read() as work:
        found = check_chain(work.session)
    assert found.first_bad is None
    assert found.entries >= 3
    assert found.head != BEGINNING


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET subject = '丁' WHERE subject = '乙'",
        "UPDATE audit_entries SET account = 'x' WHERE subject = '乙'",
        "DELETE FROM audit_entries WHERE subject = '乙'",
    ],
)
def test_a_change_or_a_gap_is_found_at_its_place(uow: UnitOfWork, statement: str) -> None:
    note(uow, "甲", "乙", "丙")
    with uow.read() as work:
        place = work.session.execute(text("SELECT id FROM audit_entries WHERE subject = '乙'")).scalar_one()
    tamper(uow, statement)
    with uow.read() as work:
        assert check_chain(work.session).first_bad == place
    found = verify(uow)
    assert not found.ok
    assert any(f"第 {place} 条" in problem for problem in found.problems)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM audit_entries", "UPDATE accounts SET created_at = datetime(created_at, '+1 second')"],
    ids=["nothing left", "an act later than the last entry"],
)
def test_an_end_cut_off_is_found_by_what_was_done_later(uow: UnitOfWork, statement: str) -> None:
    tamper(uow, statement)
    assert any("末尾缺失" in problem for problem in verify(uow).problems)


@pytest.mark.parametrize("table", [each.__tablename__ for each in APPEND_ONLY])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_guard_taken_from_the_database_is_found(uow: UnitOfWork, table: str, act: str) -> None:
    assert verify(uow).ok
    with outside(uow) as connection:
        connection.execute(f"DROP TRIGGER tr_{table}_{act}")
    assert any(table in problem and "防改动" in problem for problem in verify(uow).problems)


def test_no_guard_of_the_database_is_left_unchecked(uow: UnitOfWork) -> None:
    with uow.read() as work:
        guards = set(work.session.execute(text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    assert guards == {each.__tablename__ for each in APPEND_ONLY}


def test_a_file_damaged_inside_is_one_sentence(uow: UnitOfWork) -> None:
    path = Path(str(uow.engine.url.database))
    uow.engine.dispose()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    (problem,) = verify(uow).problems
    assert "已损坏" in problem


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET subject = ''", "DELETE FROM audit_entries"])
def test_the_database_itself_refuses_to_change_the_chain(uow: UnitOfWork, statement: str) -> None:
    note(uow, "甲")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), outside(uow) as connection:
        connection.execute(statement)
    with pytest.raises(DatabaseError, match="not authorized"), uow.begin() as work:
        work.session.execute(text(statement))


def test_nothing_of_an_action_that_fails_is_kept(uow: UnitOfWork) -> None:
    with uow.read() as work:
        before = check_chain(work.session).entries
    with pytest.raises(ZeroDivisionError):
        _note_and_fail(uow)
    with uow.read() as work:
        assert check_chain(work.session).entries == before
    assert check_ledger(uow) == []


def _note_and_fail(uow: UnitOfWork) -> None:
    with uow.begin() as work:
        work.note("办理", "甲")
        raise ZeroDivisionError
