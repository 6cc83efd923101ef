"""双随机: frozen before the seed is known, drawn once, results kept; the record holds all that is needed to draw again."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from filled_once import filled_once
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State
from app.services.errors import UserError
from app.services.supervision.sampling import CASES, UNITS, Plan, Scope, draw, draw_view, draws, freeze, record
from app.services.trust.accounts import Role
from app.services.trust.audit_trail import each
from app.services.unit_of_work import UnitOfWork

EVER = Scope(CASES, date(2018, 1, 1), date(2030, 12, 31))
PLAN = Plan(2, ("周明", "吴琼", "郑洁"))


def fill(office: Office) -> None:
    """Three cases that were granted, one that was not, and one that waits."""
    for _ in range(3):
        office.at(State.APPROVED)
    office.at(State.REJECTED)
    office.file()


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return filled_once(uow, fill)[0]


def test_what_is_frozen_stays_whatever_is_granted_later(office: Office) -> None:
    number = freeze(office.acting(REVIEWER), EVER, PLAN)
    assert number == "SJCC-2024-0001"
    frozen = draw_view(office.uow, number)
    assert len(frozen.members) == 3
    assert (frozen.seed, frozen.results) == ("", ())
    office.at(State.APPROVED)
    after = draw(office.acting(REVIEWER), number, "2024130", "福彩双色球第 2024130 期")
    assert after.members == frozen.members
    assert [one.position for one in after.results] == [1, 2]


def test_the_draw_can_be_repeated_from_what_the_record_holds(office: Office) -> None:
    number = freeze(office.acting(REVIEWER), EVER, PLAN)
    view = draw(office.acting(APPROVER), number, "130", "公告")
    lots = sorted((sha256(f"130|{one.number}".encode()).hexdigest(), one.number) for one in view.members)
    assert [(one.lot, one.member.number) for one in view.results] == lots[:2]
    for one in view.results:
        by_lot = sorted(PLAN.inspectors, key=lambda n: sha256(f"130|{one.member.number}|{n}".encode()).hexdigest())
        assert one.inspectors == tuple(by_lot[:2])
    frozen = json.dumps([[one.number, one.name] for one in view.members], ensure_ascii=False)
    names = json.dumps(sorted(PLAN.inspectors), ensure_ascii=False)
    assert view.digest == sha256(f"{frozen}\n{names}\n2\n2".encode()).hexdigest()


def test_units_are_drawn_once_each_however_many_cases_they_have(office: Office) -> None:
    number = freeze(office.acting(REVIEWER), Scope(UNITS, EVER.start, EVER.end), Plan(1, ("甲", "乙")))
    [only] = draw_view(office.uow, number).members
    assert len(only.number) == 18
    assert "有已批准案件的单位" in draw_view(office.uow, number).scope


@pytest.mark.parametrize(
    ("scope", "plan", "says"),
    [
        (EVER, Plan(0, PLAN.inspectors), "1 至 3"),
        (EVER, Plan(4, PLAN.inspectors), "1 至 3"),
        (EVER, Plan(1, ("甲", " 甲 ", "")), "1 人，每个对象派 2 人不够"),
        (Scope(CASES, date(2019, 1, 1), date(2019, 1, 2)), PLAN, "一件也没有"),
        (Scope(CASES, date(2019, 1, 2), date(2019, 1, 1)), PLAN, "晚于"),
        (Scope(CASES, EVER.start, EVER.end, "chief-technician"), PLAN, "一件也没有"),
        (Scope(CASES, EVER.start, EVER.end, township="三元镇"), PLAN, "一件也没有"),
    ],
)
def test_what_cannot_be_drawn_is_not_frozen(office: Office, scope: Scope, plan: Plan, says: str) -> None:
    with pytest.raises(UserError, match=says):
        freeze(office.acting(REVIEWER), scope, plan)
    assert draws(office.uow) == ()


def test_nobody_draws_twice_or_without_a_published_seed(office: Office) -> None:
    number = freeze(office.acting(REVIEWER), EVER, PLAN)
    for seed, source in (("", "公告"), ("130", " ")):
        with pytest.raises(UserError, match="种子"):
            draw(office.acting(REVIEWER), number, seed, source)
    draw(office.acting(REVIEWER), number, "130", "公告")
    with pytest.raises(UserError, match="不能重抽"):
        draw(office.acting(REVIEWER), number, "131", "公告")
    assert draw_view(office.uow, number).seed == "130"


@pytest.mark.parametrize("role", [CLERK, FINANCE, AUDITOR])
def test_only_reviewer_and_approver_draw(office: Office, role: Role) -> None:
    number = freeze(office.acting(REVIEWER), EVER, PLAN)
    with pytest.raises(UserError, match="须由复核员、审批人办理"):
        draw(office.acting(role), number, "130", "公告")


def test_a_result_is_recorded_once_and_a_problem_needs_words(office: Office) -> None:
    number = freeze(office.acting(REVIEWER), EVER, PLAN)
    draw(office.acting(REVIEWER), number, "130", "公告")
    clerk, day = office.acting(CLERK), office.uow.clock().date() + timedelta(days=7)
    with pytest.raises(UserError, match="发现问题的须写明"):
        record(clerk, number, 1, "problem", " ")
    with pytest.raises(UserError, match="早于抽取日期"):
        record(clerk, number, 1, "clean", "", date(2020, 1, 1))
    with pytest.raises(UserError, match="没有抽中第 9 个"):
        record(clerk, number, 9, "clean", "")
    record(clerk, number, 1, "problem", "证书查无此号", day)
    with pytest.raises(UserError, match="不能改动"):
        record(clerk, number, 1, "clean", "")
    [line] = draws(office.uow)
    assert (line.listed, line.wanted, line.checked, line.problems) == (3, 2, 1, 1)
    first = draw_view(office.uow, number).results[0]
    assert (first.finding, first.checked_on, first.checked_by) == ("证书查无此号", day, "李晓梅")
    assert {"冻结双随机名单", "双随机抽取", "登记抽查结果"} <= {one.action for one in each(office.uow)}


def test_an_unknown_number_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="没有双随机抽查"):
        draw_view(office.uow, "SJCC-2024-0009")
