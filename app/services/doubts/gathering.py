"""Gathering what checks look at: everything, or a few cases with all that state something alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.models import (
    BanException,
    Case,
    CaseInstalment,
    CaseMark,
    CaseStep,
    Clawback,
    FactChange,
    LedgerEntry,
    Misconduct,
    OutsideList,
    OutsideRow,
    Person,
)
from app.services.cases.course import Step
from app.services.clawbacks.terms import INVESTIGATED, ORDERED, Ground
from app.services.doubts.evidence import Changed, Cheat, Evidence, Investigated, Listed
from app.services.doubts.reading import COLUMNS, COUNTED, OneText, Paid, stated
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.unit_of_work import Work

WITH_WAGES = tuple(subsidy.code for subsidy in CATALOGUE if "wages" in subsidy.facts.model_fields)
STRIDE = 1_000  # rows held at once beside what is kept of them
ENTERED_BY_PROGRAM = "entry"  # the number of a blue card, given by its approval

Ids = Collection[int] | None


def gather(work: Work, ids: Ids = None) -> Evidence:
    """What checks need to judge the cases of these ids, their neighbours with them; or all that count."""
    near = None if ids is None else neighbours(work, ids)
    some_listed = work.session.execute(select(OutsideList.id).limit(1)).first() is not None
    paid = _paid(work, near) if some_listed else {}
    query = select(*COLUMNS).where(COUNTED).execution_options(yield_per=STRIDE)
    rows = work.session.execute(query if near is None else query.where(Case.id.in_(near)))
    one = OneText()
    cases = [stated(row, paid.get(row[0]), one) for row in rows]
    return Evidence(
        today=work.today,
        cases=cases,
        listed=_listed(work, None if near is None else {one.person for one in cases}) if some_listed else {},
        cheats=_cheats(work),
        changed=list(_changed(work, near)),
        investigated=list(_investigated(work)),
    )


def _investigated(work: Work) -> Iterator[Investigated]:
    """Cases with a clawback that is open, or that was decided for fraud."""
    fraud = and_(Clawback.ground == Ground.FRAUD.value, Clawback.state.in_([state.value for state in ORDERED]))
    query = select(Clawback.number, fraud, *COLUMNS).join(Case, Case.id == Clawback.case_id)
    wanted = or_(Clawback.state.in_([state.value for state in INVESTIGATED]), fraud)
    for number, is_fraud, *row in work.session.execute(query.where(wanted).order_by(Clawback.id)):
        yield Investigated(number, stated(row), bool(is_fraud))


def _meetings() -> Iterator[Select[Any]]:
    """Cases that state a mark, a person, another name of the same unit, or wages in the same batch alike."""
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    own, other = aliased(CaseMark), aliased(CaseMark)
    alike = select(other.case_id).join(own, (own.key == other.key) & (own.kind == other.kind))
    yield alike.where(own.case_id.in_(ids))
    one, beside = aliased(Case), aliased(Case)
    there = one.id.in_(ids)
    yield select(beside.id).join(one, one.person_id == beside.person_id).where(there)
    renamed = (one.unit_id == beside.unit_id) & (one.unit_name != beside.unit_name)
    yield select(beside.id).join(one, renamed).where(there)
    same_batch = beside.batch_id - one.batch_id == 0  # walks the unit's index, not the whole batch
    together = (one.unit_id == beside.unit_id) & same_batch
    yield select(beside.id).join(one, together).where(there, func.lower(one.code).in_(WITH_WAGES))


MEETINGS = tuple(query.distinct().limit(bindparam("most", type_=Integer)) for query in _meetings())
"""Made once: a step asks them several times, and making them takes longer than answering them."""


def neighbours(work: Work, ids: Collection[int], most: int = -1) -> set[int]:
    """The cases and those they meet; a relation in which they meet more than `most` others is left out."""
    found = set(ids)
    asked = {"ids": sorted(found), "most": most + 1 if most >= 0 else -1}
    for query in MEETINGS:
        met = work.session.execute(query, asked).scalars().all()
        if most < 0 or len(met) <= most:
            found.update(met)
    return found


def _paid(work: Work, near: Ids) -> dict[int, Paid]:
    net = func.sum(LedgerEntry.amount_fen * LedgerEntry.direction)
    query = (
        select(CaseInstalment.case_id, net, func.max(LedgerEntry.paid_on))
        .join(LedgerEntry, LedgerEntry.instalment_id == CaseInstalment.id)
        .group_by(CaseInstalment.case_id)
        .having(net > 0)
    )
    rows = work.session.execute(query if near is None else query.where(CaseInstalment.case_id.in_(near)))
    return {case_id: Paid(fen, last) for case_id, fen, last in rows}


def _listed(work: Work, persons: Collection[str] | None) -> dict[str, list[Listed]]:
    """The rows of all lists on persons of cases; the latest list first, a row that repeats a later list's left out."""
    query = select(OutsideRow, OutsideList).join(OutsideList, OutsideList.id == OutsideRow.list_id)
    wanted = select(Person.identity_number) if persons is None else persons
    query = query.where(OutsideRow.identity_number.in_(wanted))
    query = query.order_by(OutsideList.list_date.desc(), OutsideList.id.desc(), OutsideRow.id)
    columns = (
        *(OutsideList.id, OutsideList.kind, OutsideList.list_date, OutsideList.source),
        *(OutsideRow.identity_number, OutsideRow.name, OutsideRow.unit),
        *(OutsideRow.start, OutsideRow.end, OutsideRow.detail),
    )
    found: dict[str, list[Listed]] = defaultdict(list)
    met: set[tuple[Any, ...]] = set()
    for row in work.session.execute(query.with_only_columns(*columns)):
        list_id, kind, list_date, source, person, name, unit, start, end, detail = row
        told = (kind, person, unit, start, end)
        if told not in met:
            met.add(told)
            found[person].append(Listed(list_id, kind, list_date, source, person, name, unit, start, end, detail))
    return dict(found)


def _cheats(work: Work) -> dict[str, list[Cheat]]:
    excepted: dict[int, set[int]] = defaultdict(set)
    for entry_id, case_id in work.session.execute(select(BanException.misconduct_id, BanException.case_id)):
        excepted[entry_id].add(case_id)
    found: dict[str, list[Cheat]] = defaultdict(list)
    for entry in work.session.execute(select(Misconduct).order_by(Misconduct.id)).scalars():
        end = entry.banned_until
        if entry.lifted_on is not None:
            last = entry.lifted_on - timedelta(days=1)
            end = last if end is None else min(end, last)
        cheat = Cheat(
            *(entry.id, entry.party_number, entry.party_name, entry.on_day, entry.authority, entry.banned_from, end),
            frozenset(excepted[entry.id]),
        )
        found[entry.party_number].append(cheat)
    return dict(found)


def _changed(work: Work, near: Ids) -> Iterator[Changed]:
    """Cases whose answers were changed after they had first passed a review."""
    query = (
        select(Case.id, Case.code, FactChange.id, FactChange.question, CaseStep.on_day, CaseStep.account)
        .select_from(FactChange)
        .join(CaseStep, (CaseStep.case_id == FactChange.case_id) & (CaseStep.at < FactChange.at))
        .join(Case, Case.id == FactChange.case_id)
        .where(CaseStep.step == Step.PASS, FactChange.question != ENTERED_BY_PROGRAM, COUNTED)
        .order_by(FactChange.case_id, CaseStep.id, FactChange.id)
    )
    rows = work.session.execute(query if near is None else query.where(FactChange.case_id.in_(near)))
    by_case: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_case[row[0]].append(row)
    for case_id, changes in by_case.items():
        _, code, _, _, reviewed_on, reviewer = changes[0]
        questions = [row[3] for row in changes]
        yield Changed(case_id, max(row[2] for row in changes), reviewed_on, reviewer, _labels(code, questions))


def _labels(code: str, questions: Sequence[str]) -> tuple[str, ...]:
    labels = {question.name: question.label for question in BY_CODE[code].questions}
    return tuple(dict.fromkeys(labels.get(name, name) for name in questions))
