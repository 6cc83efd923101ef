"""Stored cases as checks see them; read from the stored JSON without building the facts of each type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import and_

from app.models import Case
from app.models.cases import CLOSED
from app.services.doubts.evidence import Span, Stated
from app.services.policy.months import Month

COUNTED = and_(Case.state.not_in(CLOSED), Case.corrected_fen.is_distinct_from(0))
"""Cases that checks count: neither closed nor revoked in full."""
COLUMNS = (
    *(Case.id, Case.number, Case.code, Case.state, Case.applied_on, Case.applicant, Case.unit_name),
    *(Case.batch_id, Case.batch_row, Case.facts),
)


class Paid(NamedTuple):
    """What was paid on a case net of returns, in fen, and when last."""

    fen: int
    last: date


class OneText(dict[Any, Any]):
    """Equal values as one object: what many cases say alike is kept once."""

    def __missing__(self, value: Any) -> Any:
        """The first one that was met."""
        self[value] = value
        return value


def stated(row: Any, paid: Paid | None = None, one: OneText | None = None) -> Stated:
    """A case from the columns named in COLUMNS; `one` keeps what cases read together say alike."""
    one = OneText() if one is None else one
    case_id, number, code, state, applied_on, applicant, unit_name, batch, batch_row, stored = row
    facts = from_json(stored)
    name = facts.get("person_name") or ""
    unit_name = one[unit_name]
    same = {name: name, unit_name: unit_name}  # one text where two would weigh twice
    return Stated(
        case_id=case_id,
        number=number,
        code=one[code],
        state=one[state],
        applied_on=one[applied_on],
        applicant=same.get(applicant, applicant),
        to_person=bool(name) and applicant == name,
        person=facts.get("identity_number") or "",
        person_name=name,
        unit=one[facts.get("credit_code") or ""],
        unit_name=unit_name,
        batch=batch,
        batch_row=batch_row,
        phone=facts.get("phone") or "",
        account=facts.get("account_number") or "",
        account_name=same.get(payee := facts.get("account_name") or "", payee),
        certificate=(facts.get("certificate") or "").upper(),
        invoice=(facts.get("invoice") or "").upper(),
        funded=bool(facts.get("already_funded")),
        wages=facts.get("wages"),
        claimed=_claimed(facts),
        employed=_employed(facts, applied_on),
        paid_fen=paid.fen if paid else 0,
        paid_on=paid.last if paid else None,
    )


def _claimed(facts: Mapping[str, Any]) -> Span | None:
    """The months asked for, or those of a training class."""
    if facts.get("first_month"):
        return Span(Month.parse(facts["first_month"]), Month.parse(facts["last_month"]))
    if facts.get("begun_on"):
        return Span(_month(facts["begun_on"]), _month(facts["finished_on"]))
    return None


def _employed(facts: Mapping[str, Any], applied_on: date) -> Span | None:
    """When the person worked at the unit: months with wages or an appointment, since the hiring, in the training year."""
    if facts.get("wages") is not None or facts.get("appointed_from"):
        return _claimed(facts)
    if facts.get("hired_on"):
        return Span(_month(facts["hired_on"]), _month_of(applied_on))
    if facts.get("introduced_on") and facts.get("insured_months"):
        first = _month(facts["introduced_on"])
        return Span(first, first.plus(facts["insured_months"] - 1))
    if facts.get("apprenticed_on"):
        first = _month(facts["apprenticed_on"]).plus(12 * ((facts.get("training_year") or 1) - 1))
        return Span(first, max(first, min(first.plus(11), _month_of(applied_on))))
    return None


@lru_cache(4096)
def _month(day: str) -> Month:
    return Month.parse(day[:7])


@lru_cache(4096)
def _month_of(day: date) -> Month:
    return Month.of(day)
