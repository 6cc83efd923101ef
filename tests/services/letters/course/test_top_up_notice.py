"""补差核准通知书: due once for each sum granted on top; the first decision's letter keeps its own sum."""

import pytest
from clawback_desk import Desk, identity_number
from letter_samples import FONTS as FOLDER
from letter_samples import text_of
from working_office import APPROVER, CLERK, Office

from app.services.cases.course import State
from app.services.clawbacks.proposals import list_proposals, top_up
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.kinds import APPROVAL, TOP_UP
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)
WEI = identity_number(123)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def topped_up(office: Office) -> str:
    """研修提升补助 reckoned against a reward of 2000 that was got by fraud; 500, then 1500 came back."""
    reward = office.at(State.COMPLETED, identity_number=WEI, certificate="S-ONE")
    number = office.file("skill-upgrade", identity_number=WEI, certificate="S-ONE", level="技师")
    office.walk(number, State.COMPLETED)
    desk = Desk(office)
    taken = desk.taken_back(reward)
    for back in (50_000, 150_000):
        desk.repaid(taken, back)
        (one,) = list_proposals(office.uow)
        top_up(desk.acting(APPROVER), one.id, on=office.today)
    return number


def sums(office: Office, kind: str, number: str) -> str:
    return text_of(issuing.preview(office.uow, kind, number, FONTS).pdf).replace("\n", "")


def test_each_sum_on_top_has_a_letter_in_its_turn(office: Office, topped_up: str) -> None:
    first = sums(office, TOP_UP, topped_up)
    assert "核准1,500.00元" in first
    assert "补差500.00元（人民币伍佰元整）" in first
    issuing.issue(office.acting(CLERK), TOP_UP, [topped_up], FONTS)
    second = sums(office, TOP_UP, topped_up)
    assert "核准2,000.00元" in second
    assert "补差1,500.00元（人民币壹仟伍佰元整）" in second
    (issued,) = issuing.issue(office.acting(CLERK), TOP_UP, [topped_up], FONTS)
    assert issued.number.endswith("2号")
    assert issuing.due(office.uow, Wanted(TOP_UP)) == []
    with pytest.raises(UserError, match="须先由审批人核定补差"):
        issuing.issue(office.acting(CLERK), TOP_UP, [topped_up], FONTS)


def test_the_first_decision_keeps_its_sum(office: Office, topped_up: str) -> None:
    assert office.case(topped_up).granted_fen == 350_000
    first = sums(office, APPROVAL, topped_up)
    assert "1,500.00元" in first
    assert "3,500.00元（" not in first
