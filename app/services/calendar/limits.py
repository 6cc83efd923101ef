"""By when a case in a state must go on, from the office's own time limits in working days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.services.cases.course import State
from app.services.policy.standards import LIMITS, Parameters
from app.services.unit_of_work import Work

LIMIT_OF = {
    State.DRAFT: "受理",
    State.ACCEPTED: "复核",
    State.SUPPLEMENT: "补正",
    State.REVIEWED: "复核",
    State.COUNTERSIGN: "会签",
    State.PUBLICITY: "公示",
    State.APPROVAL: "审批",
    State.APPROVED: "拨付",
}


def working_days(parameters: Parameters, name: str, day: date) -> int:
    """A time limit in working days as in force on a day."""
    value = parameters.at(day).value(LIMITS, name)
    return int(value) if isinstance(value, Decimal) else 0


def due_on(work: Work, state: State, day: date) -> date | None:
    """The last day for what comes next in a state that was entered on a day; None when nothing is waited for."""
    name = LIMIT_OF.get(state)
    if name is None:
        return None
    return work.calendar.add(day, working_days(work.parameters, name, day))
