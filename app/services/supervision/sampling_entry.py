"""What somebody types to begin a random check, read into its scope and plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.errors import UserError
from app.services.policy.values import Unreadable, read_day
from app.services.supervision.sampling import Plan, Scope

SEPARATORS = "、，,；; \n\t"


@dataclass(frozen=True)
class TypedDraw:
    """The form as typed; `subject` is case or unit, `code` and `township` may be empty."""

    subject: str
    first: str
    last: str
    wanted: str
    inspectors: str
    per_member: str
    code: str = ""
    township: str = ""


def read_draw(typed: TypedDraw) -> tuple[Scope, Plan]:
    """The scope and the plan; UserError with its field (first, last, wanted, inspectors, per_member)."""
    names = typed.inspectors
    for separator in SEPARATORS:
        names = names.replace(separator, "、")
    inspectors = tuple(name for name in names.split("、") if name)
    if not inspectors:
        raise UserError("请填写检查人员名单，姓名之间用顿号隔开。", "inspectors")
    scope = Scope(typed.subject, _day(typed.first, "first"), _day(typed.last, "last"), typed.code, typed.township)
    if scope.start > scope.end:
        raise UserError("起始日期晚于截止日期，请改正。", "last")
    return scope, Plan(_whole(typed.wanted, "wanted"), inspectors, _whole(typed.per_member, "per_member"))


def _day(text: str, field: str) -> date:
    try:
        return read_day(text.strip())
    except Unreadable as error:
        raise UserError(f"日期“{text}”读不出（{error.text}），请改正。", field) from error


def _whole(text: str, field: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and int(plain) > 0):
        raise UserError(f"“{text}”应为大于 0 的整数，请改正。", field)
    return int(plain)
