"""The trace that every change of a case leaves: its new state, its version, and the step as written."""

from __future__ import annotations

from datetime import date

from app.models import Case, CaseStep
from app.services.cases.course import State
from app.services.unit_of_work import Work


def stepped(
    work: Work,
    case: Case,
    step: str,
    states: tuple[State, State],
    *,
    reason: str,
    stage: str = "",
    day: date | None = None,
) -> CaseStep:
    """Put a case into the second of two states and add the step that led there; not flushed. `day` is today by default."""
    before, after = states
    case.state = after
    case.version += 1
    written = CaseStep(
        case_id=case.id,
        at=work.now,
        on_day=day or work.today,
        account=work.account,
        step=step,
        from_state=before,
        to_state=after,
        reason=reason,
        stage=stage,
    )
    work.session.add(written)
    return written
