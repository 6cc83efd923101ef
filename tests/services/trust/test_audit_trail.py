import pytest

from app.services.trust import audit_trail
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def trail(uow: UnitOfWork) -> UnitOfWork:
    with uow.begin() as work:
        for number in range(5):
            work.note("复核", f"YJJG-2024-00000{number}", "百分之50%")
    return uow


def test_the_latest_entry_comes_first_and_the_next_page_goes_on(trail: UnitOfWork) -> None:
    first = audit_trail.page(trail, limit=2)
    second = audit_trail.page(trail, before=first[-1].number, limit=2)
    assert [line.subject[-1] for line in (*first, *second)] == ["4", "3", "2", "1"]
    assert len({line.digest for line in (*first, *second)}) == 4


def test_entries_are_found_by_what_they_say(trail: UnitOfWork) -> None:
    assert audit_trail.count(trail, "00003") == 1
    assert [line.subject for line in audit_trail.each(trail, "50%")] == [f"YJJG-2024-00000{n}" for n in (4, 3, 2, 1, 0)]
    assert audit_trail.count(trail, "5_%") == 0


def test_counting_stops_at_the_cap(trail: UnitOfWork) -> None:
    assert audit_trail.count(trail, cap=3) == 4
