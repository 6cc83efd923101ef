"""A data folder with any number of cases and all that hangs on them, written straight into the tables."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.services.cases.name_words import index_older
from app.services.cases.pinyin_index import pinyin_of
from app.services.storage.database import FILE_NAME, connect, make_engine
from app.services.storage.migrating import open_database
from benchmarks.queue_facts import facts_text

TODAY = date(2024, 11, 5)
CLERK, REVIEWER = "李晓梅", "张伟"
SHARES = (("completed", 70), ("approved", 6), ("rejected", 4), ("withdrawn", 2), ("draft", 5), ("accepted", 6),
          ("supplement", 1), ("reviewed", 2), ("countersign", 1), ("publicity", 1), ("approval", 2))  # fmt: skip
TOWNSHIPS = ("史河街道", "平岗街道", "三元镇", "姚李镇", "洪集镇", "孙岗乡", "区外")
CODES = ("certificate-reward", "skill-upgrade", "apprenticeship")
STAMP = "2024-01-01 09:00:00.000000"
DAYS = 3600
CHUNK = 20_000
Row = dict[str, Any]


def build(folder: Path, migrations: Path, cases: int, key: bytes | None = None) -> Engine:
    """An office with so many cases over ten years, two of each person and fifty of each unit; encrypted with a `key`."""
    open_database(folder, migrations, datetime(2024, 11, 5, 9), key).dispose()
    with closing(connect(folder / FILE_NAME, key)) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN")
        _put(connection, "accounts", [{"id": i, "name": n, "created_at": STAMP, "active": 1, "failures": 0,
             "password": "", "one_time": 0} for i, n in enumerate((CLERK, REVIEWER), 1)])  # fmt: skip
        _put(connection, "account_roles", [{"account_id": 1, "role": "clerk"}, {"account_id": 2, "role": "reviewer"}])
        dice = random.Random(7)
        for start in range(1, cases + 1, CHUNK):
            ids = range(start, min(start + CHUNK, cases + 1))
            _put(connection, "persons", (_person(number) for number in ids if number % 2))
            _put(connection, "units", (_unit(number) for number in ids if number % 50 == 1))
            rows = [_case(number, cases, dice) for number in ids]
            _put(connection, "cases", rows)
            for table, found in _hanging(rows).items():
                _put(connection, table, found)
        years = connection.execute("SELECT substr(number, 6, 4), max(id) FROM cases GROUP BY 1").fetchall()
        for name in ("YJJG", "技补"):
            _put(connection, "series", ({"name": name, "year": int(year), "last": last} for year, last in years))
        connection.execute("COMMIT")
    engine = make_engine(folder / FILE_NAME, key)
    with engine.begin() as connected:
        index_older(connected)
    return engine


def name_of(person: int) -> str:
    """The name of a person by id; a hundred thousand are all different."""
    third = chr(0x4E00 + person // 100 % 5000)
    return "王李张刘陈杨黄赵吴周"[person % 10] + "伟芳娜敏静丽强磊军洋"[person // 10 % 10] + third


def unit_of(unit: int) -> str:
    """The name of a unit by id."""
    return f"安徽叶集{name_of(unit * 7)}木业有限公司"


def identity_of(person: int) -> str:
    """The identity number of a person by id; numbers do not follow the order of applications."""
    return f"3415041990{person * 48_271 % 100_000_000:08d}"


def _put(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    ready = iter(rows)
    first = next(ready, None)
    if first is None:
        return
    sql = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({', '.join('?' * len(first))})"
    connection.execute(sql, tuple(first.values()))
    connection.executemany(sql, (tuple(row.values()) for row in ready))


def _person(number: int) -> Row:
    person = (number + 1) // 2
    return {"id": person, "identity_number": identity_of(person), "name": name_of(person), "phone": ""}


def _unit(number: int) -> Row:
    unit = (number - 1) // 50 + 1
    return {"id": unit, "credit_code": f"91341504MA{unit:08d}", "name": unit_of(unit), "kind": "民营企业",
            "township": TOWNSHIPS[unit % 7], "contact": "", "phone": ""}  # fmt: skip


def _case(number: int, cases: int, dice: random.Random) -> Row:
    applied = TODAY - timedelta(days=(cases - number) * DAYS // cases)
    (state,) = dice.choices([name for name, _ in SHARES], [share for _, share in SHARES])
    granted = state in ("approved", "completed")
    fen = dice.choice((100_000, 200_000, 300_000, 350_000))
    person, unit = (number + 1) // 2, number % (cases // 50) + 1
    name, title = name_of(person), f"YJJG-{applied.year}-{number:06d}"
    open_until = TODAY + timedelta(days=dice.randrange(-5, 40))
    words = (title, name, unit_of(unit), pinyin_of(name), pinyin_of(unit_of(unit)))
    return {
        "id": number, "number": title, "code": CODES[number % 3], "state": state, "version": 1,
        "applied_on": applied.isoformat(), "filed_at": STAMP, "person_id": person, "unit_id": unit, "batch_row": "",
        "applicant": name, "unit_name": unit_of(unit), "township": TOWNSHIPS[unit % 7], "warned": number % 20 == 0,
        "search": f"{' '.join(words)} {identity_of(person)} 91341504MA{unit:08d} S{number:018d}",
        "facts": facts_text(number, applied, name, identity_of(person), unit_of(unit), f"91341504MA{unit:08d}"),
        "eligible": 1, "gross_fen": fen, "payable_fen": fen, "granted_fen": fen if granted else None,
        "accepted_order": number, "accepted_on": None if state in ("draft", "withdrawn") else applied.isoformat(),
        "came_from": "", "proposal": "", "proposal_reason": "", "assessment": "", "held": 0, "hold_reason": "",
        "decided_on": applied.isoformat() if granted or state == "rejected" else None,
        "due_on": None if state in ("completed", "rejected", "withdrawn") else open_until.isoformat(),
    }  # fmt: skip


def _hanging(rows: list[Row]) -> dict[str, Iterator[Row]]:
    """What hangs on cases, by table; letters, instalments and payments on those granted."""
    granted = [row for row in rows if row["granted_fen"] is not None]
    paid = [row for row in granted if row["state"] == "completed"]
    return {
        "case_steps": ({"id": row["id"], "case_id": row["id"], "at": STAMP, "on_day": row["applied_on"], "account": CLERK,
            "step": "accept", "from_state": "draft", "to_state": "accepted", "reason": "", "stage": "accept"}
            for row in rows),
        "case_claims": ({"case_id": row["id"], "scope": row["code"], "key": f"证书|S{row['id']:018d}", "tally": "",
            "live": row["state"] not in ("draft", "rejected", "withdrawn")} for row in rows),
        "case_grounds": ({"case_id": row["id"], "pool": "certificate",
            "key": f"{identity_of(row['person_id'])}|S{row['id']:018d}"} for row in rows),
        "case_marks": ({"case_id": row["id"], "kind": kind, "key": f"{letter}{row['id']:0{width}d}"} for row in rows
            for kind, letter, width in (("certificate", "S", 18), ("phone", "138", 8))),
        "letters": ({"id": row["id"], "number": f"叶人社技补〔{row['number'][5:9]}〕{row['id']}号",
            "kind": "补贴核准通知书", "series": "技补", "year": int(row["number"][5:9]), "serial": row["id"],
            "case_id": row["id"], "occasion_id": 0, "issued_on": row["decided_on"], "issued_at": STAMP,
            "issued_by": CLERK, "verification": f"V{row['id']}", "content": "{}", "digest": "0" * 64}
            for row in granted),
        "case_instalments": ({"id": row["id"], "case_id": row["id"], "position": 1, "label": "一次性",
            "amount_fen": row["granted_fen"], "years_after": 0, "needs_check": 0, "due_on": row["decided_on"],
            "budget_year": int(row["number"][5:9]), "cancelled_fen": 0} for row in granted),
        "ledger_entries": ({"id": row["id"], "instalment_id": row["id"], "kind": "payment", "direction": 1,
            "amount_fen": row["granted_fen"], "paid_on": row["decided_on"], "voucher": "记-1", "bank": "",
            "account_name": "", "account_number": "", "note": "", "at": STAMP, "account": CLERK, "source": ""}
            for row in paid),
    }  # fmt: skip
