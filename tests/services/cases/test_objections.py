"""Objections during publicity: who records, who judges, what they stop, and where an upheld one leads."""

from datetime import timedelta

import pytest
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, NAMES, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.cases.objections import Raised, judge, objections_of, record
from app.services.cases.scans import File
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def public(office: Office) -> str:
    """A case whose publicity has begun today."""
    return office.walk(office.file(), State.PUBLICITY, begun=True)


def raise_one(office: Office, number: str, role: Role = CLERK, who: str = "王某", text: str = "不在本单位") -> int:
    return record(office.acting(role), number, Raised(office.today, who, "0564", text), on=office.today)


def decide(office: Office, key: int, *, upheld: bool, role: Role = REVIEWER, finding: str = "经核查属实") -> None:
    judge(office.acting(role), key, upheld=upheld, finding=finding, on=office.today)


def end(office: Office, number: str) -> None:
    until = office.case(number).public_until
    assert until is not None
    office.today = until + timedelta(days=1)


def test_an_objection_is_kept_as_it_came_with_its_scan(office: Office) -> None:
    number = public(office)
    scan = File("来信.jpg", b"jpg")
    record(office.acting(CLERK), number, Raised(office.today, " 王某 ", "", "不在本单位", scan), on=office.today)
    (one,) = objections_of(office.uow, number)
    assert (one.raised_by, one.text, one.recorded_by, one.upheld) == ("王某", "不在本单位", NAMES[CLERK], None)
    assert [kept.name for kept in one.scans] == ["来信.jpg"]


def test_an_open_objection_stops_the_end_of_publicity_and_the_approval(office: Office) -> None:
    number = public(office)
    key = raise_one(office, number)
    end(office, number)
    with pytest.raises(UserError, match="公示异议尚未认定，请复核员"):
        office.take(number, CLERK, Step.CLOSE)
    decide(office, key, upheld=False, finding="不属实")
    assert office.take(number, CLERK, Step.CLOSE).after is State.APPROVAL
    assert office.take(number, APPROVER, Step.APPROVE).after is State.APPROVED


def test_an_upheld_objection_takes_the_case_back_to_review_and_it_is_published_anew(office: Office) -> None:
    number = public(office)
    decide(office, raise_one(office, number), upheld=True)
    assert office.case(number).state == "accepted"
    step = case_view(office.uow, number).course[-1]
    assert (step.label, step.before, step.after) == ("异议成立", "公示中", "已受理")
    assert step.reason == "公示异议成立：经核查属实"
    for role, onward in ((REVIEWER, Step.PASS), (REVIEWER, Step.SEND), (CLERK, Step.OPINION)):
        office.take(number, role, onward)
    assert (office.case(number).state, office.case(number).public_from) == ("publicity", None)


def test_the_second_of_two_objections_is_judged_after_the_case_went_back(office: Office) -> None:
    number = public(office)
    first, second = raise_one(office, number), raise_one(office, number, who="李某")
    decide(office, first, upheld=True)
    decide(office, second, upheld=True, finding="同前")
    assert office.case(number).state == "accepted"
    assert [one.upheld for one in objections_of(office.uow, number)] == [True, True]


@pytest.mark.parametrize("role", [REVIEWER, APPROVER, FINANCE, AUDITOR])
def test_only_a_clerk_records(office: Office, role: Role) -> None:
    number = public(office)
    with pytest.raises(UserError, match="此步须由经办员办理"):
        raise_one(office, number, role)


@pytest.mark.parametrize("role", [CLERK, APPROVER, FINANCE, AUDITOR])
def test_only_a_reviewer_judges(office: Office, role: Role) -> None:
    key = raise_one(office, public(office))
    with pytest.raises(UserError, match="认定异议”，此步须由复核员办理"):
        decide(office, key, upheld=True, role=role)


def test_who_accepted_the_case_does_not_judge_what_is_said_against_it(office: Office, uow: UnitOfWork) -> None:
    number = public(office)
    key = raise_one(office, number)
    with uow.begin() as work:
        work.session.connection().exec_driver_sql(
            "INSERT INTO account_roles (account_id, role) SELECT id, 'reviewer' FROM accounts WHERE name = ?",
            (NAMES[CLERK],),
        )
    with pytest.raises(UserError, match="四眼原则要求复核由其他人办理"):
        decide(office, key, upheld=False, role=CLERK)


@pytest.mark.parametrize(("who", "text", "match"), [("", "有假", "缺少异议人"), ("王某", "  ", "缺少异议内容")])
def test_an_objection_needs_somebody_and_something(office: Office, who: str, text: str, match: str) -> None:
    with pytest.raises(UserError, match=match):
        raise_one(office, public(office), who=who, text=text)


def test_nothing_is_recorded_outside_the_days_of_publicity(office: Office) -> None:
    number = public(office)
    begun = office.today
    for day, match in ((begun - timedelta(days=1), "不在公示期内"), (begun + timedelta(days=1), "晚于今天")):
        with pytest.raises(UserError, match=match):
            record(office.acting(CLERK), number, Raised(day, "王某", "", "有假"), on=begun)
    end(office, number)
    with pytest.raises(UserError, match="不在公示期内"):
        raise_one(office, number)
    record(office.acting(CLERK), number, Raised(begun, "王某", "", "来信迟到"), on=office.today)
    for state in (State.ACCEPTED, State.APPROVAL):
        with pytest.raises(UserError, match="没有在公示"):
            raise_one(office, office.at(state))


def test_an_objection_is_judged_once_and_with_a_reason(office: Office) -> None:
    key = raise_one(office, public(office))
    with pytest.raises(UserError, match="须写明认定理由"):
        decide(office, key, upheld=True, finding=" ")
    decide(office, key, upheld=False)
    for wrong in (key, 99):
        with pytest.raises(UserError, match="不存在或已经认定"):
            decide(office, wrong, upheld=True)
