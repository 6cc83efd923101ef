"""What the yearly evaluation of the money asks for (十.2): how much was granted, how fast, how openly, for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import accumulate
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import aliased

from app.models import Case, CaseStep, LedgerEntry
from app.models.cases import DECIDED
from app.services.calendar.deadlines import Calendar
from app.services.clawbacks.year_changes import Span
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.standards import LIMITS
from app.services.reports.figures import YearFigures, span_of
from app.services.reports.year_counts import approved
from app.services.unit_of_work import Work

COUNTED_LIMITS = ("复核", "会签", "公示", "审批")


class Measure(Enum):
    """What an indicator's part and whole are, and so how its value is shown."""

    COUNT = "count"  # a plain number, no whole
    RATE = "rate"  # cases of cases
    MONEY_RATE = "money rate"  # fen of fen
    AVERAGE = "average"  # days a case
    MONEY_AVERAGE = "money average"  # fen a case


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the evaluation, with how it is computed; its value is `part`, or `part` by `whole`."""

    name: str
    basis: str
    part: int
    whole: int | None = None
    measure: Measure = Measure.COUNT


@dataclass(frozen=True, slots=True)
class Pace:
    """Of the cases decided in a year: how many, their working days together, and how many kept the limit."""

    cases: int
    days: int
    in_time: int
    limit: int


class WorkingDays:
    """Working days between any two of a span of days, counted once."""

    def __init__(self, known: Calendar, first: date, last: date) -> None:
        self._first = first
        days = (first + timedelta(days=index) for index in range((last - first).days + 1))
        self._until = tuple(accumulate((known.is_working_day(day) for day in days), initial=0))

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`, 0 when there are none."""
        if end <= start:
            return 0
        return self._until[(end - self._first).days + 1] - self._until[(start - self._first).days + 1]


def indicators(work: Work, figures: YearFigures) -> tuple[Indicator, ...]:
    """The figures of the evaluation of a year, in the order of its sheet."""
    total, pace = figures.total, pace_of(work, figures.year)
    decided = total.approved + total.refused
    persons, units, shown, published = _reach(work, figures.year)
    payments, returned = _payments(work, figures.year)
    limits = f"{pace.limit} 个工作日（{'、'.join(COUNTED_LIMITS)}时限之和）"
    owed = total.paid_fen + total.pending_fen
    return (
        Indicator("审结件数", "本年作出批准或不予批准决定的件数", decided),
        Indicator("批准率", "批准件数 ÷ 审结件数", total.approved, decided, Measure.RATE),
        Indicator("平均办理工作日", "自受理次日至作出决定，补正所用时间不计", pace.days, pace.cases, Measure.AVERAGE),
        Indicator("按期办结率", f"{limits}内审结的件数 ÷ 受理后审结的件数", pace.in_time, pace.cases, Measure.RATE),
        Indicator("公示率", "经过公示的批准件数 ÷ 应公示的批准件数", shown, published, Measure.RATE),
        Indicator("拨付率", "已拨付金额 ÷（已拨付金额＋待拨付金额）", total.paid_fen, owed, Measure.MONEY_RATE),
        Indicator("退票率", "退票笔数 ÷ 发放笔数", returned, payments, Measure.RATE),
        Indicator("受益人数", "获批金额大于零的案件所涉人员，同一人计一次", persons),
        Indicator("受益单位数", "获批金额大于零的案件所涉单位，同一单位计一次", units),
        Indicator("件均批准金额", "批准金额 ÷ 批准件数", total.granted_fen, total.approved, Measure.MONEY_AVERAGE),
    )


def pace_of(work: Work, year: int) -> Pace:
    """How fast the cases that were accepted and are decided in a year went; time for supplements does not count."""
    span = span_of(work, year)
    in_force = work.parameters.at(span.cutoff)
    limit = sum(int(str(in_force.value(LIMITS, name) or 0)) for name in COUNTED_LIMITS)
    calendar = WorkingDays(work.calendar, *_reckoned(work, span))
    spent = [(calendar.between(start, end), cases) for start, end, cases in _durations(work, span)]
    days = sum(each * cases for each, cases in spent)
    in_time = sum(cases for each, cases in spent if each <= limit)
    for start, end, pauses in _paused(work, span):
        whole = calendar.between(start, end)
        stopped = sum(calendar.between(*pause) for pause in pauses)
        days -= stopped
        in_time += whole > limit >= whole - stopped
    return Pace(sum(cases for _, cases in spent), days, in_time, limit)


def _reckoned(work: Work, span: Span) -> tuple[date, date]:
    """The days between which a case decided in the year can have been open."""
    first = work.session.execute(select(func.min(Case.accepted_on))).scalar_one()
    return min(first or span.start, span.start), span.end


def _durations(work: Work, span: Span) -> list[tuple[date, date, int]]:
    """From when to when accepted cases decided in a year took, and how many of each."""
    counted = and_(
        Case.state.in_(DECIDED), Case.accepted_on.is_not(None), Case.decided_on.between(span.start, span.end)
    )
    ends = case((counted, Case.accepted_on)), case((counted, Case.decided_on))
    rows = work.session.execute(select(*ends, func.count()).group_by(*ends))
    return [(start, end, cases) for start, end, cases in rows if start is not None]


def _paused(work: Work, span: Span) -> Iterable[tuple[date, date, list[tuple[date, date]]]]:
    """Acceptance, decision and pauses of cases decided in a year that were sent back for papers after acceptance."""
    after = aliased(CaseStep)
    back = (
        select(after.on_day)
        .where(after.case_id == CaseStep.case_id, after.id > CaseStep.id, after.to_state != "supplement")
        .order_by(after.id)
        .limit(1)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(Case.id, Case.accepted_on, Case.decided_on, CaseStep.on_day, back)
        .select_from(CaseStep)
        .join(Case, Case.id == CaseStep.case_id)
        .where(
            CaseStep.to_state == "supplement",
            CaseStep.from_state != "supplement",
            CaseStep.id > Case.accepted_order,
            Case.state.in_(DECIDED),
            Case.decided_on.between(span.start, span.end),
        )
    )
    found: dict[int, tuple[Any, Any, list[tuple[date, date]]]] = {}
    for case_id, accepted_on, decided_on, start, end in rows:
        found.setdefault(case_id, (accepted_on, decided_on, []))[2].append((start, end))
    return found.values()


def _reach(work: Work, year: int) -> tuple[int, int, int, int]:
    """Of the cases approved in a year: persons and units that got something, cases published, cases to be published."""
    span = span_of(work, year)
    money = [subsidy.code for subsidy in CATALOGUE if subsidy.money]
    public = [subsidy.code for subsidy in CATALOGUE if subsidy.money and subsidy.published]
    counted = and_(approved(span.start, span.end), Case.code.in_(money))
    granted, due = and_(counted, Case.granted_fen > 0), and_(counted, Case.code.in_(public))
    row = work.session.execute(
        select(
            func.count(case((granted, Case.person_id)).distinct()),
            func.count(case((granted, Case.unit_id)).distinct()),
            func.count(case((and_(due, Case.public_from.is_not(None)), 1))),
            func.count(case((due, 1))),
        )
    ).one()
    return row[0], row[1], row[2], row[3]


def _payments(work: Work, year: int) -> tuple[int, int]:
    span = span_of(work, year)
    row = work.session.execute(
        select(
            func.count().filter(LedgerEntry.kind == "payment"), func.count().filter(LedgerEntry.kind == "returned")
        ).where(LedgerEntry.paid_on.between(span.start, span.end))
    ).one()
    return row[0], row[1]
