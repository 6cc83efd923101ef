"""What the policy gives, reckoned on paper from the text alone: sums a type, E and G of a key, and what may be paid."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from app.services.unit_of_work import UnitOfWork

UPGRADE = {"高级技师": 500_000, "技师": 350_000, "高级工": 200_000}
REWARD = {"高级技师": 300_000, "技师": 200_000, "高级工": 100_000}
TITLES = {"中华技能大奖": 15_000_000, "全国技术能手": 10_000_000, "江淮杰出工匠": 8_000_000,
          "安徽省技能大奖": 6_000_000, "安徽省技术能手": 5_000_000}  # fmt: skip
CLASS_FEE, PREPAID = 80_050, 90_000  # the local standards that the tests enter, in fen
MONEY_BACK = """
    SELECT c.case_id, e.kind, o.kind, e.amount_fen FROM recovery_entries e
    JOIN clawbacks c ON c.id = e.clawback_id LEFT JOIN recovery_entries o ON o.id = e.reverses_id"""


def alone(code: str, facts: dict[str, Any]) -> int:
    """What a case gives by itself, in fen, by the column 金额 of the catalogue."""
    reckoned: dict[str, Callable[[dict[str, Any]], int]] = {
        "skill-upgrade": lambda case: UPGRADE[case["level"]],
        "certificate-reward": lambda case: REWARD[case["level"]],
        "settlement-subsidy": lambda _: 3_000_000,
        "scarce-talent-wage": lambda case: (int(case["wages"]) * 20 + 50) // 100,
        "honor-award": lambda case: TITLES[case["title"]],
        "free-training-fee": lambda case: min(int(case["fee"]), CLASS_FEE),
        "prepaid-training": lambda case: min(int(case["paid"]), PREPAID),
    }
    return reckoned[code](facts) if code in reckoned else 0


def key_of(code: str, facts: dict[str, Any]) -> tuple[Any, ...] | None:
    """Group and key of the table of 十.1; None for what stands by itself."""
    person = facts.get("identity_number")
    if code == "certificate-reward" or (code == "skill-upgrade" and facts["claimant"] == "职工个人"):
        return ("certificate", person, facts["certificate"])
    if code in ("settlement-subsidy", "scarce-talent-wage"):
        return ("introduction", person)
    if code == "honor-award":
        return ("honour", person)
    if code in ("free-training-fee", "prepaid-training"):
        return ("training", person, facts["occupation"], str(facts["finished_on"])[:4])
    return None


@dataclass(frozen=True)
class Granted:
    """An approved case on paper; all sums in fen."""

    code: str
    key: tuple[Any, ...] | None
    alone: int
    kept: int  # granted less cancelled less what came back of what was demanded


def granted_cases(uow: UnitOfWork) -> dict[str, Granted]:
    """Every approved or completed case by its number, read from the bare tables."""
    found: dict[str, Granted] = {}
    with uow.read() as work:
        run = work.session.connection().execute
        demanded: dict[int, int] = defaultdict(int)
        back: dict[int, int] = defaultdict(int)
        for case_id, kind, of, amount in run(text(MONEY_BACK)):
            side = demanded if "decision" in (kind, of) else back if {kind, of} & {"repayment", "set_off"} else None
            if side is not None:
                side[case_id] += -amount if kind == "correction" else amount
        cancelled: dict[int, int] = defaultdict(int)
        for case_id, amount in run(text("SELECT case_id, cancelled_fen FROM case_instalments")):
            cancelled[case_id] += amount
        rows = run(
            text(
                "SELECT id, number, code, facts, corrected_fen, granted_fen FROM cases WHERE state IN ('approved', 'completed')"
            )
        )
        for case_id, number, code, stored, corrected, granted in rows:
            facts = json.loads(stored)
            kept = granted - cancelled[case_id] - min(back[case_id], demanded[case_id])
            own = alone(code, facts) if corrected is None else corrected
            found[number] = Granted(code, key_of(code, facts), own, kept)
    return found


def payable(code: str, facts: dict[str, Any], others: dict[str, Granted]) -> int:
    """max(0, max over T of E(T) - G), and never more than this case alone would give, in fen."""
    own, key = alone(code, facts), key_of(code, facts)
    if key is None:
        return own
    beside = [one for one in others.values() if one.key == key]
    sums: dict[str, list[int]] = defaultdict(list)
    for type_, amount in [(code, own), *((one.code, one.alone) for one in beside)]:
        sums[type_].append(amount)
    ceiling = max(max(several) if key[0] == "honour" else sum(several) for several in sums.values())
    return min(own, max(0, ceiling - sum(one.kept for one in beside)))
