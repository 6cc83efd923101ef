"""政策测算 over stored cases: seconds of work by number of cases, all of them reckoned anew, one in twenty linked to another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import text

from app.services.cases.filing import Filing, file_cases
from app.services.places import Places
from app.services.policy.answers import APPLIED_ON, read_answers
from app.services.policy.catalogue import BY_CODE
from app.services.policy.precedents import Precedents
from app.services.policy.standards import Entry, Parameters
from app.services.reports.costing import WhatIf, cost
from app.services.storage.data_folder import set_up
from app.services.unit_of_work import UnitOfWork

LIMIT_SECONDS, LIMIT_CASES = 3.0, 100_000
SIZES = (10_000, 30_000, 100_000)
ROOT = Path(__file__).parents[1]
CODES = ("certificate-reward", "skill-upgrade", "apprenticeship", "settlement-subsidy")
FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2024, 12, 31)
CHANGES = (
    ("职业资格证书奖励标准", "高级工", 1500),
    ("研修提升补助标准", "高级工", 2500),
    ("新型学徒制补助比例", "", 70),
    ("生活补贴标准", "", 12000),
)


def seconds(cases: int) -> float:
    """Processor seconds of one 政策测算 over so many cases, from stored facts to the figures."""
    with tempfile.TemporaryDirectory() as folder:
        office = build(Path(folder), cases)
        entries = tuple(Entry(name, key, FIRST_DAY, "测算", Decimal(value)) for name, key, value in CHANGES)
        started = process_time()
        found = cost(office, WhatIf(entries, FIRST_DAY, LAST_DAY))
        taken = process_time() - started
        office.engine.dispose()
        if found.total.cases != cases or found.reckoned != cases or not found.total.changed:
            raise AssertionError(found.total)
        return taken


def build(folder: Path, cases: int) -> UnitOfWork:
    """An office with so many filed cases of four types, four in five of them granted and paid."""
    office = set_up(Places(folder, ROOT / "resources", ROOT / "migrations"))
    with office.begin() as work:
        filings = list(_filings(cases, work.parameters))
        file_cases(work, filings)
        work.session.execute(
            text(
                "UPDATE cases SET state = 'completed', granted_fen = payable_fen, decided_on = applied_on,"
                " accepted_order = id WHERE id % 5 > 0 AND eligible"
            )
        )
        work.session.execute(
            text("UPDATE case_claims SET live = 1 WHERE case_id IN (SELECT id FROM cases WHERE state = 'completed')")
        )
    return office


def _filings(cases: int, parameters: Parameters) -> Iterator[Filing]:
    models = {code: _example(code, parameters) for code in CODES}
    nothing = Precedents()
    for number in range(cases):
        code = CODES[number % len(CODES)]
        person = number - number % len(CODES) if number % 40 < len(CODES) else number
        facts = models[code].model_copy(update=_own(models[code], number, person))
        yield Filing(code, facts, BY_CODE[code].assess(facts, parameters, nothing))


def _own(facts: Any, number: int, person: int) -> dict[str, object]:
    told = {
        "applied_on": date(2023 + number % 2, 8 + number % 5, 1 + number % 28),
        "identity_number": f"3415041990{person:08d}",
        "certificate": f"S{person:018d}",
        "invoice": f"{number:010d}",
    }
    return {name: value for name, value in told.items() if name in type(facts).model_fields}


def _example(code: str, parameters: Parameters) -> Any:
    subsidy = BY_CODE[code]
    answers = {question.name: question.asked.example for question in subsidy.questions} | {APPLIED_ON: "2024-11-05"}
    answered = read_answers(subsidy, answers, parameters, LAST_DAY)
    if answered.facts is None:
        raise AssertionError(answered)
    return answered.facts


def main() -> None:
    """Print the seconds at three sizes."""
    for cases in SIZES:
        taken = seconds(cases)
        print(f"政策测算 {cases:>7,} cases  {taken:5.2f} s of work  {taken / cases * 1e6:4.0f} µs a case")


if __name__ == "__main__":
    main()
