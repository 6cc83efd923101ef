import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.services.audit import BEGINNING, check_chain
from app.services.ledger_check import check_ledger
from app.services.unit_of_work import UnitOfWork
from app.services.verifying import verify


def note(uow: UnitOfWork, *subjects: str) -> None:
    with uow.begin() as work:
        for subject in subjects:
            work.note("办理", subject, "说明")


def tamper(uow: UnitOfWork, *statements: str) -> None:
    """Change the file as somebody with a database tool would: triggers out of the way first."""
    with uow.begin() as work:
        for name in ("update", "delete"):
            work.session.execute(text(f"DROP TRIGGER tr_audit_entries_{name}"))
        for statement in statements:
            work.session.execute(text(statement))


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
    assert f"第 {place} 条" in found.problems[0]


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET subject = ''", "DELETE FROM audit_entries"])
def test_the_database_itself_refuses_to_change_the_chain(uow: UnitOfWork, statement: str) -> None:
    note(uow, "甲")
    with pytest.raises(IntegrityError, match="append-only"), uow.begin() as work:
        work.session.execute(text(statement))


def test_nothing_of_an_action_that_fails_is_kept(uow: UnitOfWork) -> None:
    with uow.read() as work:
        before = check_chain(work.session).entries
    with pytest.raises(ZeroDivisionError), uow.begin() as work:
        work.note("办理", "甲")
        _ = 1 // 0
    with uow.read() as work:
        assert check_chain(work.session).entries == before
    assert check_ledger(uow) == []
