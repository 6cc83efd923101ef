"""An assessment as the store keeps it: in words, so that a decision reads for ever as it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from app.services.policy.assessments import Assessment, Component, Deduction, Instalment, Step
from app.services.policy.claims import Claim, Ground


@dataclass(frozen=True, slots=True)
class InWords:
    """The fields of an assessment with its conditions and components written out, in the order of the stored JSON."""

    code: str
    applied_on: date
    eligible: bool
    gross_fen: int
    payable_fen: int
    steps: tuple[Step, ...]
    components: tuple[Component, ...]
    deductions: tuple[Deduction, ...]
    instalments: tuple[Instalment, ...]
    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    least_fen: int | None = None
    reading: str = ""


_STORED = TypeAdapter(InWords)


def as_stored(assessment: Assessment) -> str:
    """The assessment as JSON."""
    fields = {name: getattr(assessment, name) for name in InWords.__slots__}
    return _STORED.dump_json(InWords(**fields)).decode()


def as_assessed(text: str) -> Assessment:
    """The assessment that was written; its words stand as they are."""
    stored = _STORED.validate_json(text)
    return Assessment(
        code=stored.code,
        applied_on=stored.applied_on,
        eligible=stored.eligible,
        gross_fen=stored.gross_fen,
        payable_fen=stored.payable_fen,
        notes=[(s.ok, s.text, s.detail, (), s.clause, s.basis, s.earliest) for s in stored.steps],
        parts=[(c.label, c.amount_fen, c.formula, (), c.clause, c.source) for c in stored.components],
        deductions=stored.deductions,
        instalments=stored.instalments,
        claims=stored.claims,
        grounds=stored.grounds,
        missing=stored.missing,
        warnings=stored.warnings,
        least_fen=stored.least_fen,
        reading=stored.reading,
    )
