"""What a clawback waits for, as a table; and the desk of a real one from the notice to the settlement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from clawback_desk import Desk as Acts
from letter_samples import FONTS
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State
from app.services.clawbacks.agreements import Part, agree
from app.services.clawbacks.court import court_dates
from app.services.clawbacks.desk import Desk, court_words, desk_of, number_of
from app.services.clawbacks.desk_list import DUE, INVESTIGATING, OVERDUE, SETTLED, WAITING, desk_lines
from app.services.clawbacks.listing import aging
from app.services.clawbacks.next_steps import Standing, next_step
from app.services.clawbacks.notice import notify, waive
from app.services.clawbacks.terms import ClawbackState, Ground
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.letters.service_record import Manner, Service, record_service
from app.services.unit_of_work import UnitOfWork

TODAY = date(2025, 3, 3)
SERVED = date(2025, 1, 6)
INV, N, D, S, X = ClawbackState  # in the order of the course
IN_TIME = court_dates(date(2024, 7, 1), date(2025, 1, 2))


@pytest.mark.parametrize(
    ("state", "changes", "said"),
    [
        (INV, {"ground": Ground.NONE}, "登记调查情况"),
        (INV, {"evidence": False}, "登记调查情况"),
        (INV, {"proposed": False}, "拟定追回金额"),
        (INV, {}, "出具事先告知书"),
        (INV, {"letters": {"事先告知书": None}}, "登记送达（事先告知书）"),
        (INV, {"letters": {"事先告知书": SERVED}}, "确认送达，听取陈述申辩"),
        (N, {"reply_by": TODAY}, "登记陈述申辩"),
        (N, {"reply_by": TODAY - timedelta(1)}, "作出追回决定"),
        (N, {"reply_by": TODAY, "heard": True}, "作出追回决定"),
        (N, {"reply_by": TODAY, "heard": True, "unanswered": True}, "答复陈述申辩"),
        (D, {}, "出具责令退回决定书"),
        (D, {"letters": {"责令退回决定书": None}}, "登记送达（责令退回决定书）"),
        (D, {"letters": {"责令退回决定书": SERVED}}, "登记退款"),
        (D, {"letters": {"责令退回决定书": SERVED}, "overdue": True}, "出具催告书"),
        (D, {"letters": {"责令退回决定书": SERVED, "催告书": None}, "overdue": True}, "登记送达（催告书）"),
        (D, {"letters": {"责令退回决定书": SERVED, "催告书": SERVED}, "overdue": True}, "登记退款"),
        (
            D,
            {"letters": {"责令退回决定书": SERVED, "催告书": SERVED}, "overdue": True, "court": IN_TIME},
            "出具强制执行申请书",
        ),
        (
            D,
            {
                "letters": {"责令退回决定书": SERVED, "催告书": SERVED, "强制执行申请书": None},
                "overdue": True,
                "court": IN_TIME,
            },
            "登记退款",
        ),
        (D, {"letters": {"责令退回决定书": SERVED}, "surplus": True}, "退还多收款项"),
        (S, {"letters": {"责令退回决定书": SERVED}}, "出具结清证明"),
        (S, {"letters": {"责令退回决定书": SERVED}, "ordered": False}, "已办结"),
        (S, {"letters": {"责令退回决定书": SERVED, "结清证明": None}}, "已办结"),
        (X, {}, "出具撤销立案告知书"),
        (X, {"letters": {"撤销立案告知书": SERVED}}, "已办结"),
    ],
)
def test_the_ladder_of_steps(state: ClawbackState, changes: dict[str, Any], said: str) -> None:
    common: dict[str, Any] = {"ground": Ground.FRAUD, "evidence": True, "proposed": True}
    assert next_step(Standing(state=state, today=TODAY, **(common | changes))).label == said


@pytest.mark.parametrize(
    ("demanded", "today", "note"),
    [
        (date(2025, 1, 2), date(2025, 1, 10), "2025-01-16 以后仍未退回的，可申请强制执行，最迟 2025-04-01"),
        (date(2025, 1, 2), date(2025, 4, 2), "申请强制执行的期限至 2025-04-01，已不能在期限内申请"),
        (date(2025, 3, 28), date(2025, 3, 31), "申请强制执行的期限至 2025-04-01，已不能在期限内申请"),
    ],
)
def test_the_step_tells_until_when_the_court_may_be_asked(demanded: date, today: date, note: str) -> None:
    served = {"责令退回决定书": date(2024, 7, 1), "催告书": demanded}
    dates = court_dates(date(2024, 7, 1), demanded)
    found = next_step(Standing(D, today, Ground.FRAUD, True, True, served, overdue=True, court=dates))
    assert (found.label, found.note) == ("登记退款", note)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def acts(office: Office) -> Acts:
    return Acts(office)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(FONTS)


def look(office: Office, number: str) -> Desk:
    """The desk on the office's day."""
    return desk_of(at(office), number)


def at(office: Office) -> UnitOfWork:
    return replace(office.uow, clock=lambda: datetime.combine(office.today, time(9)))


def send(office: Office, number: str, kind: str, fonts: Fonts) -> str:
    """Issue a letter and record its service, both today."""
    (letter,) = issuing.issue(office.acting(CLERK), kind, [number], fonts, on=office.today)
    service = Service(office.today, Manner.DIRECT, "张伟")
    record_service(office.acting(CLERK), [letter.number], service, on=office.today)
    return letter.number


def facet(office: Office) -> tuple[str, str]:
    (line,) = desk_lines(at(office))
    return line.facet, line.next.label


def test_the_list_follows_a_clawback_to_its_settlement(office: Office, acts: Acts, fonts: Fonts) -> None:
    number = acts.opened(office.at(State.COMPLETED))
    assert facet(office) == (INVESTIGATING, "登记调查情况")
    acts.found(number, Ground.FRAUD)
    acts.proposed(number)
    assert look(office, number).due_letters == ("事先告知书",)
    send(office, number, "事先告知书", fonts)
    assert facet(office) == (INVESTIGATING, "确认送达，听取陈述申辩")
    acts.heard(number)
    assert facet(office) == (WAITING, "作出追回决定")
    acts.decided(number)
    assert look(office, number).due_letters == ("责令退回决定书",)
    decision = send(office, number, "责令退回决定书", fonts)
    assert facet(office) == (DUE, "登记退款")
    office.today += timedelta(days=31)
    assert facet(office) == (OVERDUE, "出具催告书")
    assert look(office, number).due_letters == ("催告书",)
    with pytest.raises(UserError, match="强制执行申请书"):
        issuing.preview(at(office), "强制执行申请书", number, fonts)
    send(office, number, "催告书", fonts)
    with pytest.raises(UserError, match="申请强制执行须在"):
        issuing.preview(at(office), "强制执行申请书", number, fonts)
    acts.repaid(number, 200000)
    assert facet(office) == (SETTLED, "出具结清证明")
    (proof,) = issuing.issue(office.acting(CLERK), "结清证明", [number], fonts, on=office.today)
    assert (decision[:5], proof.number[:5]) == ("叶人社责退", "叶人社结清")
    assert facet(office) == (SETTLED, "已办结")


def test_an_agreement_moves_the_day_on_which_something_is_overdue(office: Office, acts: Acts) -> None:
    number = acts.taken_back(office.at(State.COMPLETED))
    first = office.today + timedelta(days=40)
    agree(office.acting(CLERK), number, [Part(first, 50000), Part(first + timedelta(30), 150000)], on=office.today)
    office.today += timedelta(days=35)
    assert desk_lines(at(office))[0].facet == DUE
    assert "催告书" not in look(office, number).due_letters
    assert [age.label for age in aging(at(office)) if age.count] == ["未到期"]
    office.today = first + timedelta(days=1)
    assert desk_lines(at(office))[0].facet == OVERDUE
    assert [age.label for age in aging(at(office)) if age.count] == ["逾期 30 日以内"]
    acts.repaid(number, 50000)
    assert desk_lines(at(office))[0].facet == DUE


def test_a_notice_of_an_earlier_finding_does_not_count(office: Office, acts: Acts, fonts: Fonts) -> None:
    number = acts.opened(office.at(State.COMPLETED))
    acts.found(number, Ground.FRAUD)
    acts.proposed(number)
    send(office, number, "事先告知书", fonts)
    acts.found(number, Ground.FRAUD)
    acts.proposed(number)
    assert facet(office) == (INVESTIGATING, "出具事先告知书")


def test_a_statement_on_an_earlier_notice_does_not_count(office: Office, acts: Acts, fonts: Fonts) -> None:
    number = acts.opened(office.at(State.COMPLETED))
    for said in ("登记陈述申辩", "登记陈述申辩"):
        acts.found(number, Ground.FRAUD)
        acts.proposed(number)
        send(office, number, "事先告知书", fonts)
        notify(office.acting(REVIEWER), number, office.today, on=office.today)
        assert facet(office) == (WAITING, said)
        waive(office.acting(CLERK), number, "放弃声明", on=office.today)
        assert facet(office) == (WAITING, "作出追回决定")


def test_an_announced_letter_counts_when_its_days_have_passed(office: Office, acts: Acts, fonts: Fonts) -> None:
    number = acts.taken_back(office.at(State.COMPLETED))
    (letter,) = issuing.issue(office.acting(CLERK), "责令退回决定书", [number], fonts, on=office.today)
    service = Service(office.today, Manner.ANNOUNCED)
    record_service(office.acting(CLERK), [letter.number], service, on=office.today)
    (paper,) = look(office, number).papers
    assert paper.served_on == office.today + timedelta(days=30)


def test_the_court_dates_are_told_in_words_or_what_they_wait_for(office: Office, acts: Acts, fonts: Fonts) -> None:
    number = acts.taken_back(office.at(State.COMPLETED))
    assert "须待责令退回决定书、催告书送达" in court_words(look(office, number).view, office.today)
    send(office, number, "责令退回决定书", fonts)
    office.today += timedelta(days=31)
    send(office, number, "催告书", fonts)
    dates = look(office, number).view.court
    assert f"可在 {dates.not_before} 之后、{dates.not_after} 以前" in court_words(
        look(office, number).view, office.today
    )


def test_a_demand_is_not_written_before_the_day_of_return(office: Office, acts: Acts, fonts: Fonts) -> None:
    number = acts.taken_back(office.at(State.COMPLETED))
    send(office, number, "责令退回决定书", fonts)
    with pytest.raises(UserError, match="期满未退回的方可催告"):
        issuing.preview(at(office), "催告书", number, fonts)


def test_the_desk_knows_who_may_go_on(office: Office, acts: Acts) -> None:
    case = office.at(State.COMPLETED)
    number = acts.opened(case)
    assert number_of(office.uow, case) == number
    assert number_of(office.uow, "YJJG-2024-999999") == ""
    for role, may in ((CLERK, True), (REVIEWER, True), (APPROVER, False), (FINANCE, False)):
        assert desk_of(office.acting(role), number).may_go_on is may
