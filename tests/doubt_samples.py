"""Cases as checks see them, to be changed a little by each test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from app.services.doubts.evidence import Evidence, Finding, Listed, Span, Stated
from app.services.policy.months import Month

TODAY = date(2024, 11, 5)
GOOD = Stated(
    case_id=0,
    number="",
    code="certificate-reward",
    state="draft",
    applied_on=date(2024, 11, 1),
    applicant="张伟",
    to_person=True,
    person="341504199001011231",
    person_name="张伟",
    unit="91341504MA2N0XYT07",
    unit_name="叶集木业有限公司",
)


def span(first: str = "", last: str = "") -> Span:
    """Months written as 2024-01; open on a side that is left out."""
    return Span(Month.parse(first) if first else None, Month.parse(last) if last else None)


def case(case_id: int, **changes: Any) -> Stated:
    """A case with an id and number of its own."""
    return GOOD._replace(case_id=case_id, number=f"YJJG-2024-{case_id:06d}", **changes)


def person(case_id: int, name: str, **changes: Any) -> Stated:
    """A case of a person of its own, paid to the person."""
    return case(
        case_id, person=f"3415041990{case_id:08d}", person_name=name, applicant=name, **{"account_name": name} | changes
    )


def seen(*cases: Stated, **more: Any) -> Evidence:
    """Evidence of these cases alone."""
    return Evidence(TODAY, cases, **more)


def listed(kind: str, **changes: Any) -> Listed:
    """A row on the person of GOOD."""
    own: dict[str, Any] = {
        "list_id": 1,
        "kind": kind,
        "list_date": date(2024, 10, 31),
        "source": "区社保中心",
        "person": GOOD.person,
        "name": "张伟",
        "unit": "",
        "start": None,
        "end": None,
    }
    return Listed(**own | changes)


def hit(check: Callable[[Evidence], Iterable[Finding]], evidence: Evidence) -> list[int]:
    """The ids of the cases on which a check finds something, in order."""
    return sorted(finding.case_id for finding in check(evidence))
