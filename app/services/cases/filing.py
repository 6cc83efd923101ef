"""Filing: applications become draft cases, many at once, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import func, literal, select

from app.models import Base, Case
from app.services import numbering
from app.services.bulk import insert_many
from app.services.calendar.limits import due_on
from app.services.cases.course import State
from app.services.cases.parties import Register
from app.services.cases.pinyin_index import pinyin_of
from app.services.doubts.marks import keep_marks
from app.services.doubts.running import run
from app.services.policy.catalogue import BY_CODE
from app.services.policy.claims import Claim, Ground
from app.services.policy.kernel import AnySubsidy
from app.services.policy.terms import Payee
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import Work

Progress = Callable[[int, int], None]
TABLES = Base.metadata.tables
FILED = "file"
SLICE = 5000
FOUND_BY = frozenset({"identity", "credit", "code"})


class Assessed(Protocol):
    """What is stored of an assessment, sums in fen."""

    @property
    def eligible(self) -> bool:
        """Whether it may have anything."""

    @property
    def gross_fen(self) -> int:
        """What it gives alone."""

    @property
    def payable_fen(self) -> int:
        """What is left of that."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person has to look at."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The keys that it takes."""

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """What it rests on."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An application ready to be stored; `row` says where in a workbook it stood (工作表 第N行)."""

    code: str
    facts: Any
    assessment: Assessed
    row: str = ""


def file_cases(
    work: Work, filings: Sequence[Filing], batch_id: int | None = None, progress: Progress | None = None
) -> list[str]:
    """Store drafts with persons, units, keys and grounds; their numbers, in order. None of the keys is live yet.

    `progress` hears rows done and rows in all, to the end, and may raise Cancelled. UserError unless a clerk files.
    """
    session = work.session
    require_role(session, work.account, {Role.CLERK}, "登记申请")
    if not filings:
        return []
    year = work.today.year
    serial = numbering.take(session, numbering.CASES, year, len(filings))
    numbers = [numbering.case_number(year, serial + place) for place in range(len(filings))]
    first = (session.execute(select(func.max(Case.id))).scalar() or 0) + 1
    conflicts: list[str] = []
    for start in range(0, len(filings), SLICE):
        if progress:
            progress(start, len(filings))
        end = start + SLICE
        conflicts += _store_slice(work, filings[start:end], numbers[start:end], first + start, batch_id)
    _store_steps(work, first)

    def tell(*_of_checks: object) -> None:
        if progress:
            progress(len(filings), len(filings))

    run(work, range(first, first + len(filings)), tell)
    told = f"{numbers[0]} 至 {numbers[-1]}" if len(numbers) > 1 else numbers[0]
    work.note("登记申请", told, "；".join([f"{len(numbers)} 件", *conflicts]))
    return numbers


def _store_slice(
    work: Work, filings: Sequence[Filing], numbers: Sequence[str], first: int, batch_id: int | None
) -> list[str]:
    """Store cases with their persons, units, keys and grounds, from the id `first` on; what contradicts the register."""
    register = Register(work.session, [filing.facts for filing in filings])
    limit = due_on(work, State.DRAFT, work.today)
    rows = [
        _case_row(filing, number, register)
        | {"id": case_id, "filed_at": work.now, "due_on": _due(work, filing, limit), "batch_id": batch_id}
        for case_id, (filing, number) in enumerate(zip(filings, numbers, strict=True), first)
    ]
    insert_many(work.session, TABLES["cases"], rows)
    _store_keys(work, filings, first)
    return register.conflicts


def _due(work: Work, filing: Filing, limit: date | None) -> date | None:
    """The limit runs from receipt: the day of filing (`limit`), or that of an application dated later."""
    later: date = filing.facts.applied_on
    return due_on(work, State.DRAFT, later) if later > work.today else limit


def _case_row(filing: Filing, number: str, register: Register) -> dict[str, Any]:
    facts, found = filing.facts, filing.assessment
    return {
        "number": number,
        "code": filing.code,
        "state": State.DRAFT,
        "batch_row": filing.row,
        **stated_columns(number, BY_CODE[filing.code], facts, register),
        "eligible": found.eligible,
        "warned": bool(found.warnings),
        "gross_fen": found.gross_fen,
        "payable_fen": found.payable_fen,
    }


def stated_columns(number: str, subsidy: AnySubsidy, facts: Any, register: Register) -> dict[str, Any]:
    """The columns of a case that follow from its facts alone, by name; written anew when the facts change."""
    person_name, unit_name = getattr(facts, "person_name", None) or "", getattr(facts, "unit_name", None) or ""
    paid_to_unit = subsidy.payee(facts) is Payee.UNIT
    return {
        "applied_on": facts.applied_on,
        "person_id": register.person_id(facts),
        "unit_id": register.unit_id(facts),
        "applicant": (unit_name if paid_to_unit else person_name) or person_name or unit_name,
        "unit_name": unit_name,
        "township": getattr(facts, "township", None) or "",
        "search": search_text(number, subsidy, facts),
        "facts": facts.model_dump_json(),
    }


def search_text(number: str, subsidy: AnySubsidy, facts: Any) -> str:
    """What a case is found by: its number, names with their pinyin, and every number that its facts hold."""
    names = [name for field in ("person_name", "unit_name") if (name := getattr(facts, field, None))]
    values = (getattr(facts, question.name) for question in subsidy.questions if question.kind.name in FOUND_BY)
    return " ".join([number, *names, *map(pinyin_of, names), *(value for value in values if value)])


def _store_steps(work: Work, first: int) -> None:
    """The first step of every case from an id on, in one statement."""
    steps, cases = TABLES["case_steps"], TABLES["cases"]
    stated = {"at": work.now, "on_day": work.today, "account": work.account, "step": FILED, "to_state": State.DRAFT}
    values = [literal(value, steps.c[name].type) for name, value in stated.items()]
    filed = select(cases.c.id, *values).where(cases.c.id >= first)
    work.session.execute(steps.insert().from_select(["case_id", *stated], filed))


def _store_keys(work: Work, filings: Sequence[Filing], first: int) -> None:
    """A key twice within one case is one key; what others may state too is kept beside."""
    keep_marks(work.session, ((case_id, filing.facts) for case_id, filing in enumerate(filings, first)))
    claims: dict[tuple[int, str, str], str] = {}
    grounds: dict[tuple[int, str, str], None] = {}
    for case_id, filing in enumerate(filings, first):
        for claim in filing.assessment.claims:
            claims[case_id, claim.scope, claim.key] = claim.tally
        for ground in filing.assessment.grounds:
            grounds[case_id, ground.pool.name, ground.key] = None
    if claims:
        rows = [
            {"case_id": case_id, "scope": scope, "key": key, "tally": tally, "live": False}
            for (case_id, scope, key), tally in claims.items()
        ]
        insert_many(work.session, TABLES["case_claims"], rows)
    if grounds:
        rows = [{"case_id": case_id, "pool": pool, "key": key} for case_id, pool, key in grounds]
        insert_many(work.session, TABLES["case_grounds"], rows)
