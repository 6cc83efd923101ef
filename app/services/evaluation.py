"""What the yearly evaluation of the money asks for (十.2): how much was granted, how fast, how openly, for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import accumulate

from sqlalchemy import Date, func, select

from app.models import Case, CaseStep, LedgerEntry
from app.services.deadlines import is_working_day
from app.services.figures import YearFigures, span_of
from app.services.policy.catalogue import CATALOGUE
from app.services.unit_of_work import Work
from app.services.year_counts import approved

LIMITS = "内部办理时限"
COUNTED_LIMITS = ("复核", "会签", "公示", "审批")
DECIDED = ("approved", "completed", "rejected")


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

    def __init__(self, first: date, last: date) -> None:
        self._first = first
        days = (first + timedelta(days=index) for index in range((last - first).days + 1))
        self._until = tuple(accumulate((is_working_day(day) for day in days), initial=0))

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
    decided = work.session.execute(
        select(Case.id, Case.accepted_on, Case.decided_on).where(
            Case.state.in_(DECIDED), Case.accepted_on.is_not(None), Case.decided_on.between(span.start, span.end)
        )
    ).all()
    if not decided:
        return Pace(0, 0, 0, limit)
    pauses = list(_pauses(work, span.start, span.end))
    first = min(*(row.accepted_on for row in decided), *(start for _, start, _ in pauses), span.start)
    calendar = WorkingDays(first, span.end)
    stopped: dict[int, int] = {}
    for case_id, start, end in pauses:
        stopped[case_id] = stopped.get(case_id, 0) + calendar.between(start, end)
    spent = [calendar.between(row.accepted_on, row.decided_on) - stopped.get(row.id, 0) for row in decided]
    return Pace(len(spent), sum(spent), sum(days <= limit for days in spent), limit)


def _pauses(work: Work, start: date, end: date) -> Iterable[tuple[int, date, date]]:
    """From when to when cases decided in these days lay in `supplement` after they had been accepted."""
    following = func.lead(CaseStep.on_day, type_=Date).over(partition_by=CaseStep.case_id, order_by=CaseStep.id)
    moves = (
        select(CaseStep.case_id, CaseStep.id, CaseStep.on_day, CaseStep.to_state, following.label("until"))
        .join(Case, Case.id == CaseStep.case_id)
        .where(
            CaseStep.from_state != CaseStep.to_state,
            CaseStep.id >= Case.accepted_order,
            Case.state.in_(DECIDED),
            Case.decided_on.between(start, end),
        )
        .subquery()
    )
    rows = work.session.execute(
        select(moves.c.case_id, moves.c.on_day, moves.c.until).where(
            moves.c.to_state == "supplement", moves.c.until.is_not(None)
        )
    )
    return ((case_id, on_day, until) for case_id, on_day, until in rows)


def _reach(work: Work, year: int) -> tuple[int, int, int, int]:
    """Of the cases approved in a year: persons and units that got something, cases published, cases to be published."""
    span = span_of(work, year)
    money = [subsidy.code for subsidy in CATALOGUE if subsidy.money]
    public = [subsidy.code for subsidy in CATALOGUE if subsidy.money and subsidy.published]
    granted = Case.granted_fen > 0
    row = work.session.execute(
        select(
            func.count(Case.person_id.distinct()).filter(granted),
            func.count(Case.unit_id.distinct()).filter(granted),
            func.count().filter(Case.code.in_(public), Case.public_from.is_not(None)),
            func.count().filter(Case.code.in_(public)),
        ).where(approved(span.start, span.end), Case.code.in_(money))
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
