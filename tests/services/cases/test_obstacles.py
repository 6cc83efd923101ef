"""What stands in the way of approving a case is one list, for the service and for what the window says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from working_office import APPROVER, REVIEWER, Office

from app.models import CaseMaterial, Objection
from app.services.cases.course import State, Step
from app.services.cases.obstacles import obstacles
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def hold(office: Office, number: str) -> None:
    office.take(number, REVIEWER, Step.HOLD, reason="收到举报")


def object_to(office: Office, number: str) -> None:
    with office.uow.begin() as work:
        work.session.add(
            Objection(
                case_id=office.case(number).id,
                raised_on=office.today,
                raised_by="王某",
                text="有假",
                recorded_by="李",
                at=work.now,
            )
        )


def defer(office: Office, number: str) -> None:
    with office.uow.begin() as work:
        work.session.add(
            CaseMaterial(
                case_id=office.case(number).id,
                position=9,
                name="另附材料",
                state="deferred",
                due_on=office.due_after(3),
                at=work.now,
                account="李",
            )
        )


def miss(office: Office, number: str) -> None:
    with office.uow.begin() as work:
        work.session.add(
            CaseMaterial(
                case_id=office.case(number).id, position=9, name="另附材料", state="missing", at=work.now, account="李"
            )
        )


@pytest.mark.parametrize(
    ("put", "why"),
    [
        (hold, "已暂停（收到举报），解除暂停后方可批准"),
        (object_to, "有 1 件公示异议未认定（王某），复核员在案件的“公示异议”页认定后方可批准"),
        (defer, "容缺材料“另附材料”应于 .* 前补交，尚未收到，经办员在案件的“材料”页登记收到后方可批准"),
        (miss, "材料“另附材料”缺少，经办员在案件的“材料”页登记收到后方可批准"),
    ],
)
def test_each_obstacle_refuses_the_approval_and_is_said_beside_the_case(
    office: Office, put: Callable[[Office, str], None], why: str
) -> None:
    number = office.at(State.APPROVAL)
    assert case_view(office.acting(APPROVER), number).obstacles == ()
    put(office, number)
    with pytest.raises(UserError, match=f"^{number} {why}。$"):
        office.take(number, APPROVER, Step.APPROVE)
    view = case_view(office.acting(APPROVER), number)
    assert len(view.obstacles) == 1
    assert Step.APPROVE not in {one.step for one in view.actions}
    assert {Step.REFUSE, Step.BACK} <= {one.step for one in view.actions if one.allowed}


def test_a_case_with_several_obstacles_lists_them_all_and_others_none(office: Office) -> None:
    number, other = office.at(State.APPROVAL), office.at(State.APPROVAL)
    for put in (hold, object_to, defer):
        put(office, number)
    ids = [office.case(one).id for one in (number, other)]
    with office.uow.read() as work:
        found = obstacles(work.session, ids)
    assert {case_id: len(several) for case_id, several in found.items()} == {ids[0]: 3}


def test_a_hold_stops_the_payment_too(office: Office) -> None:
    number = office.at(State.APPROVED)
    hold(office, number)
    office.today += timedelta(days=1)
    view = case_view(office.uow, number)
    assert view.obstacles == ("已暂停（收到举报），解除暂停后方可拨付。",)
    assert Step.PAY not in {one.step for one in view.actions}
