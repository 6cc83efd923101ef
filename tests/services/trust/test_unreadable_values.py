"""A value that a damaged file makes into something else is a finding, whatever it has become."""

import sqlite3
from contextlib import closing

import pytest
from working_office import Office

from app.services.trust.verifying import glance, verify
from app.services.unit_of_work import UnitOfWork


@pytest.mark.parametrize("value", ["2024-13-05 09:30:00.000000", "王芳"])
def test_a_moment_that_is_none(uow: UnitOfWork, value: str) -> None:
    Office(uow)
    uow.engine.dispose()
    with closing(sqlite3.connect(str(uow.engine.url.database))) as plain:
        plain.execute("DROP TRIGGER tr_audit_entries_update")
        plain.execute("PRAGMA ignore_check_constraints = 1")
        plain.execute("UPDATE audit_entries SET at = ? WHERE id = (SELECT max(id) FROM audit_entries)", (value,))
        plain.commit()
    for problems in (verify(uow).problems, [one for found in glance(uow) for one in found.problems]):
        assert any("已损坏" in problem for problem in problems), problems
        assert not any("王芳" in problem for problem in problems)
