"""违规申领台账: a ban stops applications on the day of application or decision, an exception lets one through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from working_office import ADMINISTRATOR, APPROVER, CLERK, REVIEWER, Office

from app.services.cases.casework import move
from app.services.cases.course import State, Step
from app.services.cases.dossiers import assess_now, facts_of, fetch
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.policy.assessments import Assessment
from app.services.policy.standards import Entry
from app.services.standards import parameters
from app.services.supervision.misconduct import BAN, Entering, enter, except_case, lift
from app.services.supervision.misconduct_list import IN_FORCE, LIFTED, NO_BAN, register
from app.services.unit_of_work import UnitOfWork

PERSON, UNIT = "341504199001011231", "91341504MA2ABC00X7"
CERTIFIED = {"identity_number": PERSON}


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    office = Office(uow)
    with uow.begin() as work:
        parameters.store(work, [Entry("限制申报期限", "", date(2018, 1, 1), "皖人社发〔2020〕9号", Decimal(3))])
    return office


def entering(office: Office, **changes: Any) -> Entering:
    measures = ("责令退回", BAN)
    given = Entering("person", PERSON, "张伟", "伪造证书", measures, office.today, "皖人社发〔2020〕9号")
    return replace(given, **changes)


def ban(office: Office, **changes: Any) -> int:
    return enter(office.acting(APPROVER), entering(office, **changes))


def assessed(office: Office, number: str) -> Assessment:
    with office.uow.read() as work:
        return assess_now(work, fetch(work.session, number))


def test_a_banned_person_fails_with_the_reason_and_its_authority(office: Office) -> None:
    number = office.file(**CERTIFIED)
    assert assessed(office, number).eligible
    ban(office)
    found = assessed(office, number)
    assert not found.eligible
    assert found.payable_fen == 0
    (failed,) = found.failed
    assert failed.sentence == ("未被限制申报：张伟自 2024-11-05 至 2027-11-04 限制申报（依据 皖人社发〔2020〕9号）")
    assert failed.clause.short == "十.2"


def test_the_case_shows_it_at_once_and_takes_no_keys(office: Office) -> None:
    number = office.file(**CERTIFIED)
    ban(office)
    assert office.case(number).eligible is False
    office.take(number, CLERK, Step.ACCEPT)
    with pytest.raises(UserError, match="限制申报"):
        office.take(number, REVIEWER, Step.PASS)
    again = office.file(**CERTIFIED, certificate="S000001")
    assert "未重复申领" not in "".join(step.text for step in assessed(office, again).failed)


def test_a_ban_of_the_day_of_decision_stops_the_approval(office: Office) -> None:
    number = office.file(**CERTIFIED)
    office.walk(number, State.APPROVAL)
    ban(office, decided_on=date(2024, 11, 5))
    with pytest.raises(UserError, match="限制申报"):
        office.take(number, APPROVER, Step.APPROVE)


def test_a_ban_that_has_ended_stops_nothing(office: Office) -> None:
    number = office.file(**CERTIFIED)
    ban(office, decided_on=office.today - timedelta(days=4 * 366))
    assert assessed(office, number).eligible


def _credit_code(office: Office, number: str) -> str:
    return str(facts_of(office.case(number)).credit_code)


def test_a_restricted_unit_is_not_paid(office: Office) -> None:
    number = office.file("contest-hosting")
    ban(office, party="unit", number=_credit_code(office, number), name="某公司")
    assert [step.text for step in assessed(office, number).failed] == ["未被限制申报"]


def test_on_a_case_paid_to_a_person_a_restricted_unit_is_a_warning(office: Office) -> None:
    number = office.file()
    ban(office, party="unit", number=_credit_code(office, number), name="某公司")
    found = assessed(office, number)
    assert found.eligible
    assert not found.warnings  # it is a doubt, to be judged
    assert office.case(number).warned


def test_an_exception_lets_one_application_through_and_no_other(office: Office) -> None:
    number, other = office.file(**CERTIFIED), office.file(**CERTIFIED)
    entry = ban(office)
    except_case(office.acting(ADMINISTRATOR), entry, number, "区政府专题会议同意")
    found = assessed(office, number)
    assert found.eligible
    assert "准予本次例外：区政府专题会议同意" in found.steps[-1].detail
    assert not assessed(office, other).eligible
    office.walk(number, State.APPROVED)
    (row,) = register(office.uow)
    assert row.exceptions == f"{number}（管理员甲：区政府专题会议同意）"


def test_a_lifted_ban_stops_no_later_application_but_those_of_its_time(office: Office) -> None:
    entry = ban(office, decided_on=office.today - timedelta(days=30))
    before = office.file(**CERTIFIED)
    lift(office.acting(APPROVER), entry, "法院判决撤销")
    after = office.file(**CERTIFIED, applied_on=office.today)
    assert not assessed(office, before).eligible
    assert assessed(office, after).eligible
    (row,) = register(office.uow)
    assert (row.standing, row.lifted) == (LIFTED, "2024-11-05 赵主任：法院判决撤销")


def test_without_a_period_nobody_can_be_banned_but_is_entered(uow: UnitOfWork) -> None:
    office = Office(uow)
    with pytest.raises(UserError, match="尚未设定限制申报期限"):
        ban(office)
    ban(office, measures=("责令退回", "移送公安机关"))
    (row,) = register(uow)
    assert (row.standing, row.measures) == (NO_BAN, "责令退回、移送公安机关")
    assert assessed(office, office.file(**CERTIFIED)).eligible


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "名称"),
        ({"number": "34150419900101123"}, "证号"),
        ({"number": "123", "party": "unit"}, "证号"),
        ({"facts": ""}, "违规事实"),
        ({"measures": ()}, "处理措施"),
        ({"measures": ("罚款",)}, "处理措施"),
        ({"decided_on": date(2024, 11, 6)}, "晚于今天"),
        ({"authority": ""}, "依据文号"),
    ],
)
def test_what_is_missing_is_said(office: Office, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=said):
        ban(office, **changes)
    assert register(office.uow) == ()


def test_only_an_approver_bans_and_only_an_administrator_excepts(office: Office) -> None:
    with pytest.raises(UserError, match="审批人"):
        enter(office.acting(REVIEWER), entering(office))
    with pytest.raises(UserError, match="不能登记违规申领"):
        enter(office.acting(CLERK), entering(office, measures=("责令退回",)))
    enter(office.acting(REVIEWER), entering(office, measures=("责令退回",)))
    entry, number = ban(office), office.file(**CERTIFIED)
    with pytest.raises(UserError, match="管理员"):
        except_case(office.acting(APPROVER), entry, number, "同意")
    with pytest.raises(UserError, match="不能解除限制申报"):
        lift(office.acting(CLERK), entry, "同意")


def test_an_exception_is_for_an_open_case_of_the_party_once_with_a_reason(office: Office) -> None:
    entry, own, other = ban(office), office.file(**CERTIFIED), office.file()
    grant = office.acting(ADMINISTRATOR)
    with pytest.raises(UserError, match="写明理由"):
        except_case(grant, entry, own, " ")
    with pytest.raises(UserError, match="不是张伟的申请"):
        except_case(grant, entry, other, "同意")
    except_case(grant, entry, own, "同意")
    with pytest.raises(UserError, match="已准予例外"):
        except_case(grant, entry, own, "同意")
    closed = office.file(**CERTIFIED)
    move(office.acting(CLERK), closed, Order(Step.WITHDRAW))
    with pytest.raises(UserError, match="已办结"):
        except_case(grant, entry, closed, "同意")


def test_a_ban_is_lifted_once_and_only_where_there_is_one(office: Office) -> None:
    entry = ban(office)
    approver = office.acting(APPROVER)
    with pytest.raises(UserError, match="须写明理由"):
        lift(approver, entry, "")
    lift(approver, entry, "期限缩短")
    with pytest.raises(UserError, match="已于 2024-11-05 解除"):
        lift(approver, entry, "再解除")
    plain = ban(office, measures=("责令退回",))
    with pytest.raises(UserError, match="没有被限制申报"):
        lift(approver, plain, "解除")
    with pytest.raises(UserError, match="没有这条违规记录"):
        lift(approver, 99, "解除")


def test_the_register_shows_a_ban_in_force_with_its_authority(office: Office) -> None:
    ban(office)
    (row,) = register(office.uow)
    assert (row.party, row.name, row.standing) == ("个人", "张伟", IN_FORCE)
    assert (row.banned_from, row.banned_until) == (date(2024, 11, 5), date(2027, 11, 4))
