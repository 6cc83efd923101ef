"""补正: asked once and for everything, by those who may; what is late is listed and never closed by itself."""

from datetime import timedelta

import pytest
from working_office import CLERK, REVIEWER, Office

from app.services.cases.case_materials import Handed, Tick, material_sheet, record
from app.services.cases.course import State, Step
from app.services.cases.supplements import Asked, proposed
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def mark(office: Office, number: str, place: int, tick: Tick) -> str:
    """One line wanting, the others received; the name of the one."""
    sheet = material_sheet(office.acting(CLERK), number)
    ticks = {line.material.name: Tick(Handed.RECEIVED) for line in sheet.lines}
    name = sheet.lines[place].material.name
    record(office.acting(CLERK), number, ticks | {name: tick}, sheet.version, on=office.today)
    return name


def requests(office: Office, number: str) -> tuple[Asked, ...]:
    return case_view(office.uow, number).requests


def test_what_is_known_to_be_wanting_is_proposed_and_asked_for_in_one_request(office: Office) -> None:
    number = office.file(phone=None, bank=None)
    name = mark(office, number, 0, Tick(Handed.MISSING))
    known = proposed(office.acting(CLERK), number)
    assert known[0].startswith(f"补交{name}（")
    assert any("开户" in item for item in known)
    office.take(number, CLERK, Step.ASK, reason="合同缺签字页")
    (asked,) = requests(office, number)
    assert asked.items == (*known, "合同缺签字页")
    assert (asked.asked_on, asked.due_on, asked.closed_on) == (office.today, office.case(number).due_on, None)


def test_the_dialogs_own_items_are_stored_as_they_were_ticked(office: Office) -> None:
    number = office.file(bank=None)
    office.take(number, CLERK, Step.ASK, reason="只要这项", items=("只要这项",))
    assert requests(office, number)[0].items == ("只要这项",)


def test_a_request_is_closed_by_what_comes_or_by_withdrawal_and_not_by_time(office: Office) -> None:
    first, second = office.at(State.SUPPLEMENT), office.at(State.SUPPLEMENT)
    office.today += timedelta(days=60)
    assert requests(office, first)[0].closed_on is None
    assert office.case(first).state == "supplement"
    office.take(first, CLERK, Step.RESUBMIT)
    office.take(second, CLERK, Step.WITHDRAW)
    assert [requests(office, number)[0].closed_on for number in (first, second)] == [office.today] * 2


def test_the_clerk_asks_once(office: Office) -> None:
    number = office.at(State.SUPPLEMENT)
    office.take(number, CLERK, Step.RESUBMIT)
    with pytest.raises(UserError, match="已一次性告知补正"):
        office.take(number, CLERK, Step.ASK, reason="又想到一项")


def test_the_reviewer_asks_again_with_what_changed_and_is_offered_what_was_deferred(office: Office) -> None:
    number = office.file()
    lines = material_sheet(office.acting(CLERK), number).lines
    place = next(place for place, line in enumerate(lines) if line.material.deferrable)
    name = mark(office, number, place, Tick(Handed.DEFERRED, office.due_after(20)))
    assert not any(name in item for item in proposed(office.acting(CLERK), number))
    office.take(number, CLERK, Step.ACCEPT)
    (item,) = proposed(office.acting(REVIEWER), number)
    assert item.startswith(f"补交容缺材料{name}")
    with pytest.raises(UserError, match="须写明理由"):
        office.take(number, REVIEWER, Step.ASK)
    office.take(number, REVIEWER, Step.ASK, reason="申请人变更了开户银行")
    assert requests(office, number)[-1].items == ("申请人变更了开户银行",)
    assert office.take(number, CLERK, Step.RESUBMIT).after is State.ACCEPTED
