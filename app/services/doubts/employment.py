"""Checks on where a person works: two units at once, and what lists from elsewhere say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.services.doubts.evidence import Evidence, Finding, Listed, Span, Stated, digest_of, named, numbers
from app.services.doubts.grouping import groups
from app.services.doubts.parties import plain_name
from app.services.policy.money import yuan
from app.services.policy.months import Month
from app.services.policy.subsidies.directed_student_allowance import CODE as DIRECTED_STUDENT

PENSION, DEAD, STUDENT, STATE_PAID, INSURED = "养老待遇领取", "死亡", "在校学生", "财政供养人员", "社保缴纳明细"
KINDS = (PENSION, DEAD, STUDENT, STATE_PAID, INSURED)


def two_units_at_once(seen: Evidence) -> Iterator[Finding]:
    """A person whom two units state to have employed in the same months."""
    for held, those in groups(seen.cases, lambda one: one.person if one.employed and one.unit else None):
        for one in those:
            others = [other for other in those if other.unit != one.unit and _overlap(one, other)]
            if others:
                spans = "、".join(f"{other.unit_name} {_span(other.employed)}" for other in others[:3])
                text = (
                    f"{one.person_name} 本案在 {one.unit_name} 参保或用工 {_span(one.employed)}，"
                    f"与 {spans} 重叠：{named(others)}"
                )
                units = digest_of([other.unit for other in others])
                yield Finding(one.case_id, str(held), text, units, numbers(others))


def _overlap(one: Stated, other: Stated) -> bool:
    return one.employed is not None and other.employed is not None and one.employed.meets(other.employed)


def _span(span: Span | None) -> str:
    return span.text if span else ""


def pensioner(seen: Evidence) -> Iterator[Finding]:
    """The person draws a pension in months that the case is about."""
    return _during(seen, PENSION, "领取养老待遇")


def student(seen: Evidence) -> Iterator[Finding]:
    """The person is at school in months that the case is about; students under training agreements are to be."""
    cases = (one for one in seen.cases if one.code != DIRECTED_STUDENT)
    return _during(seen, STUDENT, "在校就读", cases)


def paid_by_the_state(seen: Evidence) -> Iterator[Finding]:
    """The person is on the public payroll in months that the case is about."""
    return _during(seen, STATE_PAID, "由财政供养")


def _during(seen: Evidence, kind: str, what: str, cases: Iterable[Stated] | None = None) -> Iterator[Finding]:
    for one in seen.cases if cases is None else cases:
        for row in _rows(seen, one, kind):
            if row.span.meets(one.period):
                yield _hit(one, row, f"{what} {row.span.text}，与本案 {one.period.text} 重叠")


def dead(seen: Evidence) -> Iterator[Finding]:
    """Months claimed after the death, an application or a payment to the person after it."""
    for one in seen.cases:
        for row in _rows(seen, one, DEAD):
            if why := _after_death(one, row):
                day = f"于 {row.start} 死亡" if row.start else "已死亡（名单未载日期）"
                yield _hit(one, row, f"{day}，{why}")


def _after_death(one: Stated, row: Listed) -> str:
    day = row.start
    if day is None:
        return "须核实死亡日期"
    reasons = []
    if one.claimed and one.claimed.last and one.claimed.last > Month.of(day):
        reasons.append(f"申领月份至 {one.claimed.last}")
    if one.to_person and one.applied_on > day:
        reasons.append(f"申报日期为 {one.applied_on}")
    if one.to_person and one.paid_on and one.paid_on > day:
        reasons.append(f"{one.paid_on} 仍有拨付")
    return "、".join(reasons)


def insured_elsewhere(seen: Evidence) -> Iterator[Finding]:
    """Another unit paid contributions for the person in months that the case states as worked at its own."""
    for one in seen.cases:
        if one.employed is None or not one.unit_name:
            continue
        for row in _rows(seen, one, INSURED):
            if row.unit and plain_name(row.unit) != plain_name(one.unit_name) and row.span.meets(one.employed):
                text = f"由 {row.unit} 缴纳社会保险 {row.span.text}，本案申报在 {one.unit_name} {one.employed.text}"
                yield _hit(one, row, text)


def not_insured_by_the_employer(seen: Evidence) -> Iterator[Finding]:
    """Months claimed for which the lists show no contribution of the case's unit, for persons that are listed at all."""
    for one in seen.cases:
        rows = _rows(seen, one, INSURED)
        if not rows or one.claimed is None or one.employed is None:
            continue
        latest = max(rows, key=lambda row: (row.list_date, row.list_id))
        own = [row.span for row in rows if not row.unit or plain_name(row.unit) == plain_name(one.unit_name)]
        without = [month for month in _months(one.claimed, Month.of(latest.list_date)) if not _covered(month, own)]
        if without:
            shown = "、".join(map(str, without[:6])) + ("等" if len(without) > 6 else "")
            text = f"申领的 {shown} 共 {len(without)} 个月没有 {one.unit_name} 的社会保险缴费记录"
            seen_as = digest_of([str(month) for month in without])
            yield _hit(one, latest, text, key="缺缴", seen=seen_as)


def _months(span: Span, until: Month) -> list[Month]:
    if span.first is None or span.last is None:
        return []
    first, last = span.first, min(span.last, until)
    return [first.plus(step) for step in range(max(first.until(last), 0))]


def _covered(month: Month, spans: Iterable[Span]) -> bool:
    return any(span.meets(Span(month, month)) for span in spans)


def _rows(seen: Evidence, one: Stated, kind: str) -> list[Listed]:
    return [row for row in seen.listed.get(one.person, ()) if row.kind == kind] if seen.listed else []


def _hit(one: Stated, row: Listed, what: str, *, key: str = "", seen: str = "") -> Finding:
    """A hit of a list: the same row on a later list is the same hit."""
    name = f"，名单姓名“{row.name}”与本案“{one.person_name}”不同" if row.name and row.name != one.person_name else ""
    paid = f"；本案已拨付 {yuan(one.paid_fen)} 元，最近一笔 {one.paid_on}" if one.paid_fen else ""
    text = f"{row.place}：{one.person_name} {what}{name}{paid}"
    return Finding(
        one.case_id,
        key or f"{row.start}|{row.end}|{plain_name(row.unit)}",
        text,
        seen,
        list_id=row.list_id,
    )
