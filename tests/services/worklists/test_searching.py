"""The search among very many cases: by the beginning of names, pinyin and numbers, by any part of a unit's name."""

from typing import Any

import pytest
from sqlalchemy import event, select
from working_office import Office

from app.models import Case, Letter, Series
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue, searching
from app.services.worklists.queue_query import CaseQuery

PERSON: dict[str, Any] = {
    "person_name": "单雄信",
    "identity_number": "34150419900101123X",
    "unit_name": "枫叶桥家居",
    "credit_code": "91341504MA2TX1Y85L",
    "certificate": "S77001",
}


@pytest.fixture
def office(uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(searching, "LARGE", 0)
    return Office(uow)


def found(office: Office, text: str) -> list[str]:
    rows = queue.page(office.uow, CaseQuery(text=text)).rows
    assert queue.count(office.uow, CaseQuery(text=text)) == len(rows)
    return sorted(row.number for row in rows)


@pytest.mark.parametrize("more", [0, 1], ids=["looked up", "met on the walk"])
def test_every_kind_of_thing_is_found_by_its_beginning(
    office: Office, more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if more:
        monkeypatch.setattr(searching, "FEW", 0)
    wanted = office.file(**PERSON)
    office.file(person_name="王芳", unit_name="史河钢构", credit_code="91341504MA2N0XYT07", certificate="T1")
    for text in (
        *(
            "单",
            "单雄",
            "单雄信",
            "雄信",
            "shanx",
            "danxiongxin",
            "sx",
            "SXX",
            "dxx",
            "3415041990010",
            "34150419900101123x",
        ),
        *("枫叶", "叶桥", "家居", "fengyeq", "fyqjj", "91341504ma2t", "S77", "s77001"),
    ):
        assert found(office, text) == [wanted], text
    for text in ("没有此人", "zzz", "34150419800101", "S78", "%", "_"):
        assert found(office, text) == [], text


def test_what_begins_nowhere_is_looked_for_anywhere(office: Office) -> None:
    wanted = office.file(**PERSON)
    for text in ("xiongxin", "yeqiao"):
        assert found(office, text) == [wanted], text


def test_a_person_is_found_by_another_name_that_an_application_states(office: Office) -> None:
    both = [office.file(**PERSON), office.file("skill-upgrade", **PERSON | {"person_name": "善雄信"})]
    for text in ("单雄", "善雄", "shanxiong"):
        assert found(office, text) == both, text


def test_a_rare_character_is_no_end_of_what_may_follow(office: Office) -> None:
    wanted = office.file(**PERSON | {"person_name": "单𬭊"})
    assert found(office, "单") == found(office, "单𬭊") == [wanted]


def test_what_begins_so_is_found_without_reading_the_cases(office: Office) -> None:
    office.file(**PERSON)
    told: list[str] = []
    event.listen(office.uow.engine, "before_cursor_execute", lambda *given: told.append(given[2]))
    assert found(office, "单雄") != []
    assert not [sql for sql in told if "cases.search" in sql]


def test_a_letter_is_found_by_its_number_as_far_as_it_is_typed(office: Office) -> None:
    wanted, other = office.file(**PERSON), office.file(person_name="王芳", certificate="T1")
    with office.uow.begin() as work:
        ids = {case.number: case.id for case in work.session.scalars(select(Case))}
        work.session.add(Series(name="技补", year=2024, last=123))
        for number, serial in ((wanted, 123), (other, 21)):
            work.session.add(
                Letter(
                    number=f"叶人社技补〔2024〕{serial}号",
                    series="技补",
                    year=2024,
                    serial=serial,
                    case_id=ids[number],
                    issued_on=office.today,
                    issued_at=work.now,
                    verification=str(serial),
                    digest="0" * 64,
                )
            )
    for text in ("叶人社技补〔2024〕123号", "技补[2024]12", "〔2024〕1", "（2024）123号"):
        assert found(office, text) == [wanted], text
    assert found(office, "〔2024〕") == [wanted, other]
    for text in ("〔2024〕12号", "〔2024〕3", "〔2023〕123", "函告〔2024〕123"):
        assert found(office, text) == [], text
