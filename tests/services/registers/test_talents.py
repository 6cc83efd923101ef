"""技能人才台账: what cases carry stands in it by itself, beside what was entered; each certificate once."""

from datetime import date

import pytest
from applications_by_hand import identity
from register_samples import TALENT
from working_office import CLERK, Office

from app.services.cases.course import State
from app.services.errors import UserError
from app.services.registers import entries
from app.services.registers.talents import certificates_of, level_counts, reserve
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def shown(office: Office, search: str = "") -> list[tuple[str, str, str]]:
    lines = entries.lines(office.uow, "talents", search)
    return [(line.facts.person_name, line.extras["standing"], line.extras["origin"]) for line in lines]


def test_accepted_and_approved_cases_stand_in_the_register_and_closed_ones_and_drafts_do_not(office: Office) -> None:
    accepted = office.at(State.ACCEPTED, person_name="甲一")
    approved = office.at(State.APPROVED, person_name="乙二")
    for state in (State.DRAFT, State.REJECTED, State.WITHDRAWN):
        office.at(state)
    office.at(State.APPROVED, code="apprenticeship")
    assert sorted(shown(office)) == sorted([("甲一", "审核中", accepted), ("乙二", "已核准", approved)])


def test_a_certificate_of_two_cases_and_an_entry_stands_once_the_approved_case_first(office: Office) -> None:
    person = {"person_name": "丙三", "identity_number": identity(3), "certificate": "Z1"}
    office.at(State.ACCEPTED, code="skill-upgrade", **person)
    approved = office.at(State.APPROVED, **person)
    with pytest.raises(UserError, match=approved):
        entries.add_entry(office.acting(CLERK), "talents", TALENT | person | {"certificate": "z1"})
    assert shown(office) == [("丙三", "已核准", approved)]


def test_persons_are_found_by_name_initials_last_four_and_certificate(office: Office) -> None:
    entries.add_entry(office.acting(CLERK), "talents", TALENT)
    number = office.at(State.ACCEPTED, person_name="单志强", identity_number=identity(55), certificate="Q77")
    assert shown(office, "单晓燕") == [("单晓燕", "台账登记", "")]
    assert shown(office, "sxy") == shown(office, "shanxiaoyan") == shown(office, "单晓燕")
    assert shown(office, identity(7)[-4:]) == shown(office, "S000034150002") == shown(office, "单晓燕")
    assert shown(office, "szq") == shown(office, "Q77") == [("单志强", "审核中", number)]
    assert shown(office, "%") == []


def test_the_reserve_is_technicians_and_above_and_counts_go_by_highest_level_and_year(office: Office) -> None:
    clerk = office.acting(CLERK)
    for level, year, certificate in (("高级工", 2019, "A"), ("技师", 2022, "B"), ("技师", 2022, "C")):
        person = {"level": level, "certified_on": f"{year}-05-01", "certificate": certificate}
        entries.add_entry(clerk, "talents", TALENT | person)
    entries.add_entry(clerk, "talents", TALENT | {"identity_number": identity(8), "level": "高级工"})
    lines = entries.lines(clerk, "talents")
    assert [line.facts.certificate for line in reserve(lines)] == ["C", "B"]
    counts = [(one.level, one.persons, one.certificates, one.by_year) for one in level_counts(lines)]
    assert counts == [("技师", 1, 2, ((2022, 2),)), ("高级工", 1, 2, ((2022, 1), (2019, 1)))]


def test_a_persons_certificates_can_be_asked_for(office: Office) -> None:
    entries.add_entry(office.acting(CLERK), "talents", TALENT)
    (found,) = certificates_of(office.uow, identity(7))
    assert (found["certificate"], found["level"]) == ("S000034150002", "技师")
    assert certificates_of(office.uow, identity(8)) == ()


def test_what_is_certified_counts_from_the_day_it_is_known(office: Office) -> None:
    from app.services.registers.talents import certified_by

    entries.add_entry(office.acting(CLERK), "talents", TALENT)
    office.at(State.ACCEPTED)
    with office.uow.read() as work:
        assert certified_by(work, date(2022, 6, 9)) == []
        assert [person for person, _, _ in certified_by(work, date(2022, 6, 10))] == [identity(7)]
