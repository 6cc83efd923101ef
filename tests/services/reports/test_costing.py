"""政策测算 against an office at work: what is granted, refused or open, alone or linked, and nothing stored."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from working_office import APPROVER, CLERK, Office

from app.models import AuditEntry, Case, CaseClaim, CaseInstalment, ParameterEntry
from app.services.cases.course import State, Step
from app.services.errors import Cancelled
from app.services.policy.standards import PUBLISHED, SCARCE_OCCUPATIONS, Entry, Value
from app.services.reports.costing import MONEY, WhatIf, affected, cost
from app.services.reports.costing_sums import Costing
from app.services.unit_of_work import UnitOfWork

REWARD, UPGRADE = "职业资格证书奖励标准", "研修提升补助标准"
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def entry(name: str, key: str, value: int, start: date = FIRST) -> Entry:
    return Entry(name, key, start, "测算", Decimal(value))


def tried(
    office: Office, *changes: Entry, first: date = FIRST, last: date = LAST, codes: frozenset[str] = MONEY
) -> Costing:
    return cost(office.uow, WhatIf(changes, first, last, codes))


def test_a_higher_standard_costs_more_for_granted_and_open_cases_alike(office: Office) -> None:
    office.at(State.APPROVED)
    office.at(State.ACCEPTED)
    found = tried(office, entry(REWARD, "技师", 2600))
    assert (found.total.now_fen, found.total.would_fen, found.total.difference_fen) == (400000, 520000, 120000)
    assert (found.total.cases, found.total.changed, found.reckoned) == (2, 2, 2)
    assert {line.label: line.difference_fen for line in found.by_standing} == {"在办": 60000, "已决定": 60000}
    assert [(line.label, line.difference_fen) for line in found.by_month] == [("2024-11", 120000)]
    assert [(line.label, line.cases) for line in found.by_year] == [("2024", 2)]


def test_the_same_value_again_changes_nothing_whatever_the_states(office: Office) -> None:
    for state in (State.DRAFT, State.ACCEPTED, State.SUPPLEMENT, State.REJECTED, State.WITHDRAWN, State.COMPLETED):
        office.at(state)
    first = office.at(State.APPROVED, certificate="S1", identity_number="341504199001011231")
    office.at(State.APPROVED, code="skill-upgrade", certificate="S1", identity_number="341504199001011231")
    assert office.case(first).granted_fen == 200000
    found = tried(office, entry(REWARD, "技师", 2000), entry(UPGRADE, "技师", 3500))
    assert (found.total.difference_fen, found.total.changed, found.total.gained, found.total.lost) == (0, 0, 0, 0)
    assert found.total.cases == 7, "a withdrawn case is no cost"


def test_a_lower_bar_lets_in_open_cases_and_those_refused_for_it(office: Office) -> None:
    late = {"hired_on": date(2022, 6, 1)}
    office.at(State.DRAFT, **late)
    refused = office.at(State.ACCEPTED, **late)
    with office.uow.begin() as work:
        work.session.execute(
            text("UPDATE cases SET state = 'rejected', decided_on = '2024-11-05' WHERE number = :number"),
            {"number": refused},
        )
    found = tried(office, entry("职业资格证书奖励工作年限", "", 2))
    assert (found.total.now_fen, found.total.would_fen, found.total.gained) == (0, 400000, 2)


def test_a_higher_bar_takes_out_what_was_granted(office: Office) -> None:
    office.at(State.COMPLETED)
    found = tried(office, entry("职业资格证书奖励工作年限", "", 30))
    assert (found.total.difference_fen, found.total.lost) == (-200000, 1)


def test_a_refusal_on_other_grounds_stays_one(office: Office) -> None:
    number = office.walk(office.file(), State.APPROVAL)
    office.take(number, APPROVER, Step.REFUSE, reason="查实材料不实")
    found = tried(office, entry(REWARD, "技师", 9000))
    assert (found.total.now_fen, found.total.would_fen, found.total.changed) == (0, 0, 0)


def test_no_duplicate_benefit_holds_between_types_of_one_certificate(office: Office) -> None:
    same = {"certificate": "S1", "identity_number": "341504199001011231"}
    office.at(State.APPROVED, **same)
    office.at(State.ACCEPTED, code="skill-upgrade", **same)
    office.at(State.ACCEPTED, code="skill-upgrade")
    raised = tried(office, entry(UPGRADE, "技师", 4000))
    assert [(line.label, line.now_fen, line.would_fen) for line in raised.by_type] == [
        ("研修提升补助", 150000 + 350000, 200000 + 400000),
        ("职业资格证书奖励", 200000, 200000),
    ]
    moved = tried(office, entry(REWARD, "技师", 3000), codes=frozenset({"certificate-reward", "skill-upgrade"}))
    assert {line.label: line.difference_fen for line in moved.by_type} == {
        "研修提升补助": -100000,
        "职业资格证书奖励": 100000,
    }
    assert moved.total.changed == 2
    assert (
        tried(office, entry(REWARD, "技师", 3000), codes=frozenset({"certificate-reward"})).total.difference_fen
        == 100000
    )


def test_months_and_yearly_ceilings_of_other_cases_count(office: Office) -> None:
    who = {"code": "apprenticeship", "identity_number": "341504199001011231", "fee": 600000}
    office.at(State.APPROVED, **who)
    office.at(State.ACCEPTED, **who)
    assert tried(office, entry("新型学徒制补助比例", "", 60)).total.now_fen == 600000
    found = tried(office, entry("新型学徒制年度上限", "", 5000))
    assert (found.total.now_fen, found.total.would_fen) == (600000, 500000)


def test_only_the_period_from_the_day_on_and_the_types_asked_for_move(office: Office) -> None:
    office.at(State.ACCEPTED, applied_on=date(2024, 3, 1), certified_on=date(2024, 2, 1))
    office.at(State.ACCEPTED, applied_on=date(2024, 9, 1), certified_on=date(2024, 2, 1))
    raise_it = entry(REWARD, "技师", 2500, date(2024, 6, 1))
    assert [(line.label, line.difference_fen) for line in tried(office, raise_it).by_month] == [
        ("2024-03", 0),
        ("2024-09", 50000),
    ]
    assert tried(office, raise_it, last=date(2024, 8, 31)).total.cases == 1
    assert tried(office, raise_it, codes=frozenset({"skill-upgrade"})).total.cases == 0
    assert tried(office, raise_it, codes=frozenset()).total.cases == 0


def test_a_value_tried_stands_in_place_of_one_entered_for_a_later_day(office: Office) -> None:
    office.at(State.ACCEPTED)
    with office.uow.begin() as work:
        work.session.execute(
            text(
                "INSERT INTO parameter_entries (name, key, start, source, value, entered_at, entered_by)"
                " VALUES ('职业资格证书奖励标准', '技师', '2024-06-01', '叶人社', '[\"number\", \"2200\"]',"
                " '2024-11-30 00:00:00', '管理员甲')"
            )
        )
    found = tried(office, entry(REWARD, "技师", 3000, date(2024, 1, 1)))
    assert (found.total.now_fen, found.total.would_fen) == (220000, 300000), "an outdated forecast is made anew"


def test_a_local_standard_that_is_not_set_yet_can_be_tried(office: Office) -> None:
    office.file("free-training-fee", township="平岗街道", begun_on=date(2024, 5, 8), finished_on=date(2024, 6, 6))
    found = tried(office, entry("培训费上限", "", 1000))
    assert (found.total.now_fen, found.total.gained) == (0, 1)
    assert found.total.would_fen == 100000


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (REWARD, Decimal(1), frozenset({"certificate-reward"})),
        ("引才薪酬补助月数上限", Decimal(24), frozenset({"scarce-talent-wage", "top-talent-wage"})),
        (SCARCE_OCCUPATIONS, ("木工",), MONEY),
        (PUBLISHED, date(2020, 1, 1), MONEY),
    ],
)
def test_types_are_reckoned_anew_when_they_may_use_what_changes(
    name: str, value: Value, expected: frozenset[str]
) -> None:
    assert affected(WhatIf((Entry(name, "", FIRST, "测算", value),), FIRST, LAST)) == expected


def test_nothing_is_stored(office: Office) -> None:
    office.at(State.APPROVED)
    office.at(State.ACCEPTED)

    def content() -> list[list[tuple[object, ...]]]:
        with office.uow.read() as work:
            stored = (Case, CaseClaim, CaseInstalment, ParameterEntry, AuditEntry)
            return [[tuple(row) for row in work.session.execute(select(table.__table__))] for table in stored]

    before = content()
    tried(office, entry(REWARD, "技师", 9999))
    assert content() == before


def test_progress_is_told_and_can_stop_it(office: Office) -> None:
    office.at(State.ACCEPTED)
    heard: list[tuple[int, int]] = []
    asked = WhatIf((entry(REWARD, "技师", 9999),), FIRST, LAST)
    cost(office.uow, asked, lambda done, total: heard.append((done, total)))
    assert heard == [(0, 1), (1, 1)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        cost(office.uow, asked, stop)


def test_an_office_without_cases_comes_to_nothing(office: Office) -> None:
    found = tried(office, entry(REWARD, "技师", 9999))
    assert (found.total.cases, found.by_type, found.by_month) == (0, (), ())


def test_a_case_that_repeats_a_key_stays_out(office: Office) -> None:
    office.at(State.APPROVED, certificate="S1", identity_number="341504199001011231")
    office.file(certificate="S1", identity_number="341504199001011231")
    office.acting(CLERK)
    found = tried(office, entry(REWARD, "技师", 2500))
    assert (found.total.now_fen, found.total.would_fen, found.total.changed) == (200000, 250000, 1)
