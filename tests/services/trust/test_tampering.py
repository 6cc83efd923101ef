"""Data changed from outside, triggers and all out of the way: verify names what does not hold any more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from payment_desk import PaymentDesk
from tampering import outside, tamper
from working_office import CLERK, Office

from app.services.cases.course import State
from app.services.letters import issuing
from app.services.letters.kinds import APPROVAL
from app.services.letters.paper.fonts import Fonts
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.storage.database import FILE_NAME, make_engine
from app.services.trust.findings import Check, findings
from app.services.trust.verifying import glance, verify
from app.services.unit_of_work import UnitOfWork

RESOURCES = Path(__file__).parents[3] / "resources"
SEAL = "账目签封"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, office_template: UnitOfWork) -> UnitOfWork:
    """An office in which something of everything has happened; copied, never changed."""
    path = tmp_path_factory.mktemp("lived") / FILE_NAME
    shutil.copyfile(str(office_template.engine.url.database), path)
    uow = replace(office_template, engine=make_engine(path))
    office = Office(uow)
    desk = PaymentDesk(office)
    for year in (str(office.today.year), str(office.today.year + 1)):
        enter_budget(desk.uow, NewBudget(year, "区级财政", "900,000.00", "叶财预〔2024〕6号", office.today.isoformat()))
    desk.paid(*desk.approved(2))
    office.at(State.APPROVED)
    office.at(State.ACCEPTED)
    office.file()
    issuing.issue(office.acting(CLERK), APPROVAL, [office.at(State.APPROVED)], Fonts(RESOURCES / "fonts"))
    assert verify(uow).problems == ()
    uow.engine.dispose()
    return uow


@pytest.fixture
def office(lived_in: UnitOfWork, tmp_path: Path) -> Iterator[UnitOfWork]:
    path = tmp_path / FILE_NAME
    shutil.copyfile(str(lived_in.engine.url.database), path)
    engine = make_engine(path)
    yield replace(lived_in, engine=engine)
    engine.dispose()


TAMPERINGS = (
    ("a sum paid", "UPDATE ledger_entries SET amount_fen = amount_fen - 1 WHERE id = 1", SEAL, "拨付台账第 1 号"),
    ("an account paid to", "UPDATE ledger_entries SET account_number = '1' WHERE id = 2", SEAL, "拨付台账第 2 号"),
    ("a voucher", "UPDATE ledger_entries SET voucher = 'X' WHERE id = 2", SEAL, "ledger_entries"),
    ("a payment taken out", "DELETE FROM ledger_entries WHERE id = 2", SEAL, "已被删除"),
    (
        "a payment put in",
        "INSERT INTO ledger_entries SELECT 99, instalment_id, kind, direction, amount_fen, paid_on, voucher, bank,"
        " account_name, account_number, note, at, account, source, run_id, NULL FROM ledger_entries WHERE id = 1",
        SEAL,
        "拨付台账第 99 号（ledger_entries）不是由本程序写入的",
    ),
    ("a seal taken out", "DELETE FROM row_seals WHERE id = 3", SEAL, "第 3 号缺失"),
    ("the last seals taken out", "DELETE FROM row_seals WHERE id > 3", SEAL, "整体替换"),
    ("a budget", "UPDATE budget_entries SET amount_fen = amount_fen + 1", SEAL, "预算第 1 号"),
    ("an instalment", "UPDATE case_instalments SET amount_fen = amount_fen + 1 WHERE id = 1", SEAL, "拨付计划第 1 号"),
    ("a line of a run", "UPDATE payment_run_lines SET account_number = '1'", SEAL, "拨付批次第 1 号"),
    ("an instalment's sum", "UPDATE case_instalments SET amount_fen = amount_fen + 1", "各期合计＝核定金额", "核定"),
    ("paid too much", "UPDATE ledger_entries SET amount_fen = amount_fen * 2 WHERE id = 1", "净拨付不超过应付", "应付"),
    (
        "taken back otherwise",
        "UPDATE ledger_entries SET reverses_id = 1 WHERE id = 2",
        "退票、冲正对得上原拨付",
        "第 1 号",
    ),
    ("completed unpaid", "UPDATE cases SET state = 'completed' WHERE state = 'approved'", "付清才办结", "已办结"),
    ("a decision without a day", "UPDATE cases SET decided_on = NULL", "决定有日期", "决定日期"),
    ("a key let go", "UPDATE case_claims SET live = 0", "唯一性标识该占才占", "没有占用"),
    ("a key held twice", "KEYS", "唯一性标识不重复", "同一个唯一性标识"),
    ("a state", "UPDATE cases SET state = 'reviewed' WHERE state = 'accepted'", "案件状态＝办理记录", "复核通过"),
    ("one hand in all", "UPDATE case_steps SET account = '李晓梅'", "四眼原则", "李晓梅"),
    ("a line opened", "UPDATE payment_run_lines SET state = 'open' WHERE position = 1", "拨付批次＝台账", "状态"),
    ("a budget too small", "UPDATE budget_entries SET amount_fen = 1", "预算、承诺与台账", "超出"),
    (
        "a sum corrected",
        "UPDATE cases SET corrected_fen = 1 WHERE state = 'completed'",
        "追回、抵扣与台账",
        "更正后的核定",
    ),
    ("a case number skipped", "UPDATE series SET last = last + 1 WHERE name = 'YJJG'", "编号连续", "案件编号"),
    ("a run gone from the count", "UPDATE series SET last = 0 WHERE name = 'FK'", "编号连续", "拨付批次编号"),
    ("a letter's bytes", "UPDATE letter_files SET content = x'00'", "文书存档", "文书"),
    ("a letter's file", "DELETE FROM letter_files", "文书存档", "文书"),
    ("an audit entry", "UPDATE audit_entries SET detail = 'x' WHERE id = 5", "审计链", "第 5 条"),
    ("an audit entry's books", "UPDATE audit_entries SET books = '' WHERE books <> ''", "审计链", "被改动"),
    ("the end of the chain", "DELETE FROM audit_entries WHERE id > 9", SEAL, "末尾缺失"),
    ("a seal of no key", "UPDATE audit_entries SET seal = 'x' WHERE id = 4", "审计链", "第 4 条"),
    ("a reference", "UPDATE case_steps SET case_id = 999 WHERE id = 1", "数据库文件", "case_steps"),
    ("a guard", "DROP TRIGGER tr_ledger_entries_update", "防改动保护", "ledger_entries"),
    ("a guard made idle", "IDLE", "防改动保护", "case_steps"),
    ("an index", "DROP INDEX uq_case_claims_live", "防改动保护", "uq_case_claims_live"),
)
SCRIPTS = {
    "KEYS": (
        "DROP INDEX uq_case_claims_live",
        "UPDATE case_claims SET live = 1, scope = 's', key = 'k' WHERE key = (SELECT min(key) FROM case_claims one WHERE one.case_id = case_claims.case_id)",
    ),
    "IDLE": (
        "DROP TRIGGER IF EXISTS tr_case_steps_update",
        "CREATE TRIGGER tr_case_steps_update BEFORE UPDATE ON case_steps BEGIN SELECT 1; END",
    ),
}


@pytest.mark.parametrize(
    ("statement", "name", "says"), [case[1:] for case in TAMPERINGS], ids=[case[0] for case in TAMPERINGS]
)
def test_what_was_changed_from_outside_is_named(office: UnitOfWork, statement: str, name: str, says: str) -> None:
    if "TRIGGER" in "".join(SCRIPTS.get(statement, (statement,))):
        with outside(office) as connection:
            for one in SCRIPTS.get(statement, (statement,)):
                connection.execute(one)
    else:
        tamper(office, *SCRIPTS.get(statement, (statement,)))
    found = {one.name: one for one in verify(office).findings}
    assert name in found, list(found)
    assert says in " ".join(found[name].problems)
    assert found[name].head.startswith(f"{name}：{found[name].count} 处，请")


def test_money_rows_sealed_anew_from_a_place_on_no_longer_fit_the_audit_chain(office: UnitOfWork) -> None:
    from app.services.trust.row_seals import SEALED, columns_of, row_digest

    tamper(office, "UPDATE ledger_entries SET amount_fen = amount_fen - 1 WHERE id = 1")
    models = {model.__tablename__: sealed for model, sealed in SEALED.items()}
    with outside(office) as connection:
        connection.execute("DROP TRIGGER tr_row_seals_update")
        before = ""
        for number, table, row_id in connection.execute("SELECT id, of_table, row_id FROM row_seals").fetchall():
            query = f"SELECT {columns_of(models[table])} FROM {table} WHERE {models[table].key} = ?"  # noqa: S608
            before = row_digest(before, table, connection.execute(query, (row_id,)).fetchone())
            connection.execute("UPDATE row_seals SET digest = ? WHERE id = ?", (before, number))
    told = [one for one in verify(office).problems if "整体替换" in one]
    assert told
    assert "审计链第" in told[0]


def test_every_start_sees_a_lost_guard_a_gap_and_a_torn_end(office: UnitOfWork) -> None:
    assert glance(office) == ()
    tamper(
        office,
        "UPDATE audit_entries SET detail = 'x' WHERE id = (SELECT max(id) FROM audit_entries)",
        "UPDATE series SET last = last + 1 WHERE name = 'YJJG'",
    )
    with outside(office) as connection:
        connection.execute("DROP TRIGGER tr_scans_delete")
    assert [one.name for one in glance(office)] == ["防改动保护", "编号连续", "审计链"]


def test_many_places_are_counted_and_the_first_are_told() -> None:
    (found,) = findings([Check("规则", "请核查。", lambda count: (f"第 {one} 处" for one in range(count)))], 7)
    assert found.told(2) == ("规则：7 处，请核查。", "第 0 处", "第 1 处", "另有 5 处。")
    (found,) = findings([Check("规则", "请核查。", lambda count: map(str, range(count)))], 5_000)
    assert found.head == "规则：1,000 处以上，请核查。"
