"""What is left of a claim when the conditions were lost on a day (资格丧失)."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.services.money.remainders import Standing
from app.services.policy.months import Month


def kept_months(facts: Any, lost_on: date) -> int:
    """How many of the months claimed remain: those up to and with the month of the loss; 0 when it came before them."""
    last = min(facts.last_month, Month.of(lost_on))
    return max(0, int(facts.first_month.until(last)))


def cut_months(facts: Any, lost_on: date) -> Any:
    """The facts with the months up to the loss, wages in proportion, rounded half up to the fen; None when none remain."""
    kept, claimed = kept_months(facts, lost_on), int(facts.first_month.until(facts.last_month))
    if not kept:
        return None
    if kept >= claimed:
        return facts
    changes: dict[str, Any] = {"last_month": facts.first_month.plus(kept - 1)}
    if (wages := getattr(facts, "wages", None)) is not None:
        changes["wages"] = (wages * kept * 2 + claimed) // (claimed * 2)
    return facts.model_copy(update=changes)


def lost_part(part: Standing, lost_on: date) -> bool:
    """Whether an instalment belongs to the time after the loss: unpaid, or one of a later year not due by then."""
    instalment = part.instalment
    later = instalment.years_after > 0 and (instalment.due_on is None or instalment.due_on > lost_on)
    return part.left_fen > 0 or later
