"""A data folder with any number of cases, written straight into the tables, to time the queue on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert

from app.models import Account, AccountRole, Case, CaseStep, Person, Series
from app.services.storage.migrating import open_database

TODAY = date(2024, 11, 5)
SHARES = (("completed", 70), ("approved", 6), ("rejected", 4), ("withdrawn", 2), ("draft", 5), ("accepted", 6),
          ("supplement", 1), ("reviewed", 2), ("countersign", 1), ("publicity", 1), ("approval", 2))  # fmt: skip
TOWNSHIPS = ("史河街道", "平岗街道", "三元镇", "姚李镇", "洪集镇", "孙岗乡", "区外")
CODES = ("certificate-reward", "skill-upgrade", "apprenticeship")
CHUNK = 20_000


def build(folder: Path, migrations: Path, cases: int) -> Engine:
    """An office with so many cases over ten years and half as many persons; the account is 张伟, a reviewer."""
    engine = open_database(folder, migrations, datetime(2024, 11, 5, 9))
    with engine.begin() as connection:
        connection.execute(
            insert(Account), {"id": 1, "name": "张伟", "created_at": datetime(2024, 1, 1), "active": True}
        )
        connection.execute(insert(AccountRole), {"account_id": 1, "role": "reviewer"})
        connection.execute(insert(Series), [{"name": "YJJG", "year": y, "last": cases} for y in range(2015, 2025)])
        dice = random.Random(7)
        for start in range(1, cases + 1, CHUNK):
            ids = range(start, min(start + CHUNK, cases + 1))
            connection.execute(insert(Person), list(_persons(ids)))
            rows = [_case(number, cases, dice) for number in ids]
            connection.execute(insert(Case), rows)
            connection.execute(insert(CaseStep), [_step(row) for row in rows])
    return engine


def _persons(ids: range) -> Iterator[dict[str, object]]:
    for number in ids:
        if number % 2 == 0:
            yield {
                "id": number // 2,
                "identity_number": f"3415041990{number:08d}"[:18],
                "name": _name(number),
                "phone": "",
            }


def _name(number: int) -> str:
    return "王李张刘陈杨黄赵吴周"[number % 10] + "伟芳娜敏静丽强磊军洋"[number // 10 % 10] + chr(0x4E00 + number % 5000)


def _case(number: int, cases: int, dice: random.Random) -> dict[str, object]:
    applied = TODAY - timedelta(days=(cases - number) * 3600 // cases)
    (state,) = dice.choices([name for name, _ in SHARES], [share for _, share in SHARES])
    decided = state in ("approved", "completed")
    fen = dice.choice((100_000, 200_000, 300_000, 350_000))
    unit = f"安徽叶集{_name(number // 50)}木业有限公司"
    open_until = TODAY + timedelta(days=dice.randrange(-5, 40))
    title = f"YJJG-{applied.year}-{number:06d}"
    return {
        "id": number, "number": title, "code": CODES[number % 3], "state": state, "applied_on": applied,
        "filed_at": datetime(2024, 1, 1), "person_id": number // 2 or None, "applicant": _name(number),
        "unit_name": unit, "township": TOWNSHIPS[number // 50 % 7], "warned": number % 20 == 0, "eligible": True,
        "search": f"{title} {_name(number)} {unit} wangwei ww anhuiyejimuye ahyjmy 3415041990{number:08d} S{number:018d}",
        "facts": "事实" * 250, "gross_fen": fen, "payable_fen": fen, "granted_fen": fen if decided else None,
        "accepted_order": number, "batch_row": "", "came_from": "", "proposal": "", "proposal_reason": "",
        "assessment": "", "hold_reason": "", "decided_on": applied if decided else None,
        "due_on": None if state in ("completed", "rejected", "withdrawn") else open_until,
    }  # fmt: skip


def _step(row: dict[str, object]) -> dict[str, object]:
    return {"case_id": row["id"], "at": datetime(2024, 1, 1), "on_day": row["applied_on"], "account": "李晓梅",
            "step": "accept", "from_state": "draft", "to_state": "accepted", "reason": "", "stage": "accept"}  # fmt: skip
