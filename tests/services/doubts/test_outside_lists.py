"""Lists from elsewhere kept and matched against cases and payments."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from applications_by_hand import identity
from tampering import outside
from working_office import AUDITOR, CLERK, REVIEWER, Office

from app.services.cases.course import State
from app.services.doubts.employment import DEAD, INSURED, PENSION
from app.services.doubts.judging import Verdict, judge
from app.services.doubts.listing import Standing, doubts
from app.services.doubts.outside_lists import ListOutcome, NewList, OutsideEntry, lists, store_list
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork

WHO = identity(1)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def new(kind: str, *entries: OutsideEntry, on: date = date(2024, 10, 31), file: str = "a") -> NewList:
    """A list from a file of its own."""
    return NewList(kind, on, "区社保中心", f"{file}.xlsx", (file * 64)[:64], entries)


def store(office: Office, made: NewList) -> ListOutcome:
    return store_list(office.acting(CLERK), made)


def texts(office: Office, number: str) -> Sequence[tuple[str, str]]:
    return [(line.code, line.text) for line in doubts(office.uow, Standing.OPEN, number=number)]


def test_a_list_finds_cases_that_are_there_and_cases_that_come_later(office: Office) -> None:
    before = office.file(identity_number=WHO)
    outcome = store(office, new(PENSION, OutsideEntry(WHO, "张伟", start=date(2020, 5, 1)), OutsideEntry(identity(2))))
    assert outcome.sentence == "已导入 2 行，其中 1 人有案件，新增疑点 1 条。"
    after = office.file(code="skill-upgrade", identity_number=WHO)
    for number in (before, after):
        assert "pensioner" in dict(texts(office, number))
    (kept,) = lists(office.uow)
    assert (kept.kind, kept.list_date, kept.source, kept.rows, kept.hits) == (
        PENSION,
        date(2024, 10, 31),
        "区社保中心",
        2,
        2,
    )


def test_a_paid_case_of_a_person_who_had_died_is_found_with_what_was_paid(office: Office) -> None:
    number = office.at(State.COMPLETED, identity_number=WHO)
    store(office, new(DEAD, OutsideEntry(WHO, "", start=date(2024, 10, 1))))
    ((code, said),) = texts(office, number)
    assert code == "dead"
    assert "于 2024-10-01 死亡，申报日期为 2024-11-02" in said
    assert f"本案已拨付 2,000.00 元，最近一笔 {office.today}" in said


def test_contributions_of_another_unit_and_months_without_any_are_found(office: Office) -> None:
    number = office.file(code="scarce-talent-wage", identity_number=WHO)
    other = OutsideEntry(WHO, "", "叶集家具厂", date(2024, 1, 1), date(2024, 2, 1))
    own = OutsideEntry(WHO, "", "叶集木业有限公司", date(2024, 3, 1), date(2024, 3, 1))
    store(office, new(INSURED, other, own))
    found = dict(texts(office, number))
    assert "由 叶集家具厂 缴纳社会保险 2024-01 至 2024-02" in found["insured-elsewhere"]
    assert "申领的 2024-01、2024-02、2024-04 共 3 个月没有 叶集木业有限公司 的社会保险缴费记录" in found["not-insured"]


def test_a_later_list_adds_to_earlier_ones_and_raises_nothing_that_was_judged(office: Office) -> None:
    number = office.file(identity_number=WHO)
    entry = OutsideEntry(WHO, "", start=date(2020, 5, 1))
    store(office, new(PENSION, entry))
    (line,) = doubts(office.uow, number=number)
    judge(office.acting(REVIEWER), [line.id], Verdict.HARMLESS, "系城乡居民养老，可以申领")
    store(office, new(PENSION, entry, on=date(2024, 11, 4), file="b"))
    assert len(lists(office.uow)) == 2
    assert texts(office, number) == []
    store(office, new(PENSION, replace_start(entry, date(2021, 5, 1)), on=date(2024, 11, 5), file="c"))
    assert [code for code, _ in texts(office, number)] == ["pensioner"]


def replace_start(entry: OutsideEntry, start: date) -> OutsideEntry:
    return entry._replace(start=start)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "黑名单"}, "没有“黑名单”这类名单"),
        ({"source": " "}, "名单来源"),
        ({"list_date": date(2024, 11, 6)}, "不能晚于今天"),
        ({"entries": ()}, "没有可导入的行"),
    ],
)
def test_a_list_without_what_it_needs_is_refused(office: Office, wrong: dict[str, Any], says: str) -> None:
    made = NewList(**{**vars(new(PENSION, OutsideEntry(WHO))), **wrong})
    with pytest.raises(UserError, match=says):
        store(office, made)


def test_the_same_file_is_kept_once_and_the_auditor_imports_nothing(office: Office) -> None:
    made = new(PENSION, OutsideEntry(WHO))
    store(office, made)
    with pytest.raises(UserError, match="已由 李晓梅 于 2024-11-05 作为养老待遇领取名单导入，未重复导入"):
        store(office, made)
    with pytest.raises(UserError, match="不能导入外部名单"):
        store_list(office.acting(AUDITOR), new(DEAD, OutsideEntry(WHO), file="b"))


def test_a_list_once_kept_is_never_changed(office: Office) -> None:
    store(office, new(PENSION, OutsideEntry(WHO)))
    for statement in ("DELETE FROM outside_lists", "UPDATE outside_rows SET name = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), outside(office.uow) as tool:
            tool.execute(statement)
