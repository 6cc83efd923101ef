"""The ledger as people read it, and the check that everything agrees to the fen."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from casebook import TO_APPROVAL, Casebook, course

from app.services.money.ledger import LedgerQuery, LedgerTotal, entries, ledger_total
from app.services.money.ledger_check import check_ledger
from app.services.unit_of_work import UnitOfWork

DAY, LATER = date(2024, 3, 1), date(2024, 5, 20)
APPROVED, COMPLETED = (*TO_APPROVAL, "approved"), (*TO_APPROVAL, "approved", "completed")


@pytest.fixture
def book(uow: UnitOfWork) -> Casebook:
    return Casebook(uow)


def paid_case(
    book: Casebook, *, code: str = "certificate-reward", unit_id: int | None = None, township: str = ""
) -> str:
    number = book.case(DAY, course(DAY, *COMPLETED), code=code, unit_id=unit_id, township=township)
    book.pay(number, LATER, 200000)
    return number


def test_an_entry_shows_case_person_unit_account_and_clause(book: Casebook) -> None:
    unit_id = book.unit("叶集木业")
    number = paid_case(book, unit_id=unit_id, township="三元镇")
    (row,) = entries(book.uow)
    assert (row.case_number, row.title, row.cited) == (number, "职业资格证书奖励", "《实施意见》第三部分第二段")
    assert (row.unit_name, row.township, row.granted_fen, row.amount_fen) == ("叶集木业", "三元镇", 200000, 200000)
    assert (row.term, row.paid_on, row.bank, row.account_number) == (
        "一次性",
        LATER,
        "徽商银行叶集支行",
        "6217000010012345678",
    )
    assert len(row.identity_number) == len(row.credit_code) == 18
    assert row.remark == ""


def test_what_came_back_is_negative_and_names_the_payment_it_takes_back(book: Casebook) -> None:
    number = book.case(DAY, course(DAY, *APPROVED))
    book.pay(number, LATER, 200000)
    book.pay(number, LATER, 200000, kind="returned", note="账号有误")
    book.pay(number, LATER, 200000)
    book.pay(number, LATER, 50000, kind="counter")
    first, back, again, counter = entries(book.uow)
    assert [row.amount_fen for row in (first, back, again, counter)] == [200000, -200000, 200000, -50000]
    assert back.remark == f"退票：冲减 2024-05-20 凭证 {first.voucher}；账号有误"
    assert counter.remark == f"冲正：冲减 2024-05-20 凭证 {again.voucher}"


def test_instalments_are_named_by_their_place(book: Casebook) -> None:
    number = book.case(DAY, course(DAY, *APPROVED), granted=30000, instalments=(20000, 10000))
    book.pay(number, LATER, 20000)
    assert [row.term for row in entries(book.uow)] == ["第1期 第1次"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (LedgerQuery(), 2),
        (LedgerQuery(year=2024), 2),
        (LedgerQuery(year=2023), 0),
        (LedgerQuery(code="skill-upgrade"), 1),
        (LedgerQuery(township="姚李镇"), 1),
        (LedgerQuery(text="甲木业"), 1),
        (LedgerQuery(text=" 6217000010012345678 "), 2),
        (LedgerQuery(text="100%"), 0),
        (LedgerQuery(text="YJJG-2024", township="姚李镇"), 1),
    ],
)
def test_entries_are_found_by_year_type_township_and_text(book: Casebook, query: LedgerQuery, found: int) -> None:
    paid_case(book, unit_id=book.unit("甲木业"), township="三元镇")
    paid_case(book, code="skill-upgrade", township="姚李镇")
    assert len(entries(book.uow, query)) == found
    assert ledger_total(book.uow, query) == LedgerTotal(found, found * 200000)


def test_a_page_of_entries_goes_on_where_the_last_one_ended(book: Casebook) -> None:
    numbers = [paid_case(book) for _ in range(5)]
    pages = [entries(book.uow, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [row.case_number for page in pages for row in page] == numbers
    assert [len(page) for page in pages] == [2, 2, 1, 0]


def test_a_folder_in_order_has_no_problems(book: Casebook) -> None:
    paid_case(book)
    book.case(DAY)
    book.case(DAY, course(DAY, "accepted"), eligible=False)
    book.case(DAY, course(DAY, "accepted"))
    book.case(DAY, course(DAY, *TO_APPROVAL, "rejected"))
    book.case(DAY, course(DAY, *APPROVED), granted=30000, instalments=(20000, 10000))
    book.case(DAY, course(DAY, *TO_APPROVAL, "completed"), granted=0)
    assert check_ledger(book.uow) == []


WRONGS = [
    ("UPDATE case_instalments SET amount_fen = 199999", "各期合计却为 1,999.99 元"),
    ("UPDATE case_instalments SET amount_fen = 199999", "第 1 期应付 1,999.99 元，台账净额却为 2,000.00 元"),
    ("UPDATE cases SET state = 'rejected', granted_fen = NULL", "未经批准，却已有拨付计划"),
    ("UPDATE cases SET state = 'approved'", "已付清，却未办结"),
    ("DELETE FROM ledger_entries", "已办结，却核定 2,000.00 元、已拨付 0.00 元"),
    ("UPDATE ledger_entries SET kind = 'counter', direction = -1", "台账净额却为 -2,000.00 元"),
    ("UPDATE cases SET decided_on = NULL", "没有决定日期"),
    ("UPDATE case_claims SET live = 0", "没有占用其唯一性标识"),
    ("UPDATE cases SET eligible = 0", "却仍占用唯一性标识"),
]


@pytest.mark.parametrize(("damage", "told"), WRONGS)
def test_every_disagreement_is_told_in_one_sentence_with_its_case(book: Casebook, damage: str, told: str) -> None:
    number = paid_case(book)
    tamper(book.uow, damage)
    problems = check_ledger(book.uow)
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith(number) and problem.count("。") == 1 for problem in problems)


def tamper(uow: UnitOfWork, damage: str) -> None:
    """Change the file behind the program's back, its triggers off."""
    connection = sqlite3.connect(str(uow.engine.url.database))
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(damage)
    connection.commit()
    connection.close()
