"""Seals of an encrypted folder: who cannot open the database cannot write chain and money anew."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from login_office import LoginOffice
from standing_clock import Watch
from tampering import outside, tamper
from working_office import ADMINISTRATOR, CLERK

from app.services.errors import UserError
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.trust.audit import link
from app.services.trust.chain_key import seal, seal_key
from app.services.trust.refusals import REFUSED, act_refused
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

KEY = bytes(range(32))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path, Watch(datetime(2024, 11, 5, 9, 30)), roles=(CLERK,))
    yield made
    made.folder.engine.dispose()


def note(uow: UnitOfWork, *subjects: str) -> None:
    with uow.begin() as work:
        work.note_many(("办理", subject, "") for subject in subjects)


def test_the_key_of_seals_is_drawn_as_rfc_5869_says() -> None:
    drawn = hmac.digest(b"\0" * 32, KEY, "sha256")
    assert seal_key(KEY) == hmac.digest(drawn, b"yeji audit chain\x01", "sha256")
    assert seal_key(None) is None
    assert seal(None, "x") == ""
    assert len(seal(KEY, "x")) == 64


def test_an_encrypted_folder_seals_every_entry_and_says_what_that_proves(office: LoginOffice) -> None:
    note(office.acting(ADMINISTRATOR), "甲", "乙")
    found = verify(office.folder)
    assert found.problems == ()
    assert found.proves.startswith("第 1 条起用数据库密钥签封")
    with outside(office.folder) as connection:
        assert connection.execute("SELECT count(*) FROM audit_entries WHERE length(seal) <> 64").fetchone() == (0,)


def test_a_plain_folder_says_that_only_paper_proves_anything(uow: UnitOfWork) -> None:
    assert "未加密" in verify(uow).proves
    assert "日结单" in verify(uow).proves


@pytest.mark.parametrize(
    ("forged", "says"),
    [("", "没有签封"), (seal(b"another key", "x"), "与数据库密钥不符")],
    ids=["unsealed again", "sealed with another key"],
)
def test_an_entry_forged_without_the_key_is_named(office: LoginOffice, forged: str, says: str) -> None:
    note(office.acting(ADMINISTRATOR), "甲")
    with outside(office.folder) as connection:
        number, at, before, books = connection.execute(
            "SELECT id, at, digest, books FROM audit_entries ORDER BY id DESC LIMIT 1"
        ).fetchone()
        digest = link(before, number + 1, datetime.fromisoformat(at), "甲", "批准", "", "", books)
        row = (number + 1, at, "甲", "批准", "", "", digest, books, forged)
        connection.execute("INSERT INTO audit_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    (problem,) = verify(office.folder).problems
    assert f"第 {number + 1} 条处" in problem
    assert says in problem


def test_entries_from_before_the_encryption_stay_good_and_are_told_apart(office: LoginOffice) -> None:
    tamper(office.folder, "UPDATE audit_entries SET seal = '' WHERE id <= 3")
    found = verify(office.folder)
    assert found.problems == ()
    assert found.proves.startswith("第 1 至 3 条是加密以前记的，没有签封；第 4 条起")


def test_sealed_entries_in_a_folder_without_the_key_cannot_be_checked(uow: UnitOfWork) -> None:
    with outside(uow) as connection:
        connection.execute("DROP TRIGGER tr_audit_entries_update")
        connection.execute("UPDATE audit_entries SET seal = ? WHERE id = 2", (seal(KEY, "x"),))
    assert "没有密钥" in verify(uow).problems[-1]


def test_a_money_row_of_an_encrypted_folder_bears_a_seal_that_cannot_be_made_without_the_key(
    office: LoginOffice,
) -> None:
    uow = office.acting(ADMINISTRATOR)
    for source in ("区级财政", "省级"):
        enter_budget(uow, NewBudget("2024", source, "1.00", "叶财预〔2024〕6号", "2024-01-01"))
    assert verify(office.folder).ok
    tamper(office.folder, "UPDATE row_seals SET seal = '' WHERE id = 2")
    assert [one.name for one in verify(office.folder).findings] == ["账目签封"]
    assert "预算第 2 号（budget_entries）的签封不是本程序所加" in verify(office.folder).problems[0]


def test_a_refused_deed_is_written_down_and_nothing_of_it_else(uow: UnitOfWork) -> None:
    def refused() -> None:
        with uow.begin() as work:
            work.note("办理", "甲")
            raise UserError("YJJG-2024-000007 已由 李晓梅 办理受理，身份证号 34150419900101123X，请换一个账号。")

    with pytest.raises(UserError, match="34150419900101123X"):
        refused()
    with outside(uow) as connection:
        last = connection.execute(
            "SELECT account, action, subject, detail FROM audit_entries ORDER BY id DESC LIMIT 1"
        ).fetchone()
        notes = connection.execute("SELECT count(*) FROM audit_entries WHERE subject = '甲'").fetchone()
    assert last == (
        "local",
        REFUSED,
        "YJJG-2024-000007",
        "YJJG-2024-000007 已由 李晓梅 办理受理，身份证号 **************123X，请换一个账号。",
    )
    assert notes == (0,)
    assert verify(uow).ok


def test_a_refusal_that_names_nothing_has_no_subject() -> None:
    assert act_refused("不行。") == (REFUSED, "", "不行。")
