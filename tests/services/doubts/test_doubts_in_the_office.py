"""Doubts as cases are filed, changed, moved and closed: what is found, what is gone, what stays judged, what blocks."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from applications_by_hand import identity
from sqlalchemy import delete, select
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, REVIEWER, Office

from app.models import Case, Doubt
from app.services.cases.applications import case_form, change_facts
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.doubts.judging import Verdict, judge
from app.services.doubts.listing import Standing, by_check, counts, doubts, years
from app.services.doubts.running import run
from app.services.doubts.screening import Scope, screen
from app.services.errors import Cancelled, UserError
from app.services.trust import audit_trail
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def found(office: Office, number: str, standing: Standing | None = Standing.OPEN) -> list[str]:
    """The checks that found something on a case."""
    return sorted(line.code for line in doubts(office.uow, standing, number=number))


def two_with_one_certificate(office: Office) -> tuple[str, str]:
    """A certificate stated under two types by two persons."""
    first = office.file(certificate="S777", identity_number=identity(1))
    return first, office.file(code="skill-upgrade", certificate="S777", identity_number=identity(2))


def correct(office: Office, number: str, clerk: UnitOfWork | None = None, **answers: str) -> None:
    """The clerk corrects answers of a case."""
    clerk = clerk or office.acting(CLERK)
    form = case_form(clerk, number)
    change_facts(clerk, number, {**form.answers, **answers}, form.version)


def test_filing_finds_a_doubt_on_both_cases_and_warns_of_them(office: Office) -> None:
    first, second = two_with_one_certificate(office)
    for number, other in ((first, second), (second, first)):
        (line,) = doubts(office.uow, number=number)
        assert (line.code, line.blocks, line.others) == ("certificate-persons", True, (other,))
        assert office.case(number).warned


def test_a_case_by_itself_has_no_doubt(office: Office) -> None:
    assert found(office, office.file()) == []


def test_corrected_facts_take_the_doubt_from_both(office: Office) -> None:
    first, second = two_with_one_certificate(office)
    correct(office, second, certificate="S778")
    for number in (first, second):
        (line,) = doubts(office.uow, number=number)
        assert (line.standing, line.holds, line.blocks) == (Standing.GONE, False, False)
        assert not office.case(number).warned


def test_what_comes_back_is_the_same_doubt(office: Office) -> None:
    first, second = two_with_one_certificate(office)
    (before,) = doubts(office.uow, number=first)
    correct(office, second, certificate="S778")
    correct(office, second, certificate="S777")
    (after,) = doubts(office.uow, number=first)
    assert (after.id, after.standing, after.holds) == (before.id, Standing.OPEN, True)


@pytest.mark.parametrize("step", [Step.WITHDRAW, Step.REFUSE])
def test_a_closed_case_counts_no_more_and_does_again_when_reopened(office: Office, step: Step) -> None:
    first, second = two_with_one_certificate(office)
    if step is Step.REFUSE:
        office.take(second, CLERK, step, reason="材料不实")
        office.take(second, APPROVER, step, reason="材料不实")
    else:
        office.take(second, CLERK, step)
    assert found(office, first) == found(office, second) == []
    office.take(second, APPROVER, Step.REOPEN, reason="补充了材料")
    assert found(office, first) == found(office, second) == ["certificate-persons"]


def test_a_case_revoked_in_full_counts_no_more(office: Office) -> None:
    first, second = two_with_one_certificate(office)
    with office.uow.begin() as work:
        work.session.get_one(Case, office.case(second).id).corrected_fen = 0
        work.session.flush()
        run(work)
    assert found(office, first) == []


def test_only_what_blocks_stops_the_approval_until_it_is_found_harmless(office: Office) -> None:
    first, _ = two_with_one_certificate(office)
    office.walk(first, State.APPROVAL)
    with pytest.raises(UserError, match="未处理的疑点（证书 S777 由") as refused:
        office.take(first, APPROVER, Step.APPROVE)
    assert "复核员或审批人" in refused.value.text
    (line,) = doubts(office.uow, number=first)
    judge(office.acting(REVIEWER), [line.id], Verdict.CONFIRMED, "证书系他人所有")
    with pytest.raises(UserError, match="疑点已核实属实"):
        office.take(first, APPROVER, Step.APPROVE)
    judge(office.acting(APPROVER), [line.id], Verdict.HARMLESS, "发证机构确认编号重复")
    assert office.take(first, APPROVER, Step.APPROVE).after is State.APPROVED


def test_a_doubt_that_blocks_stops_the_payment_too(office: Office) -> None:
    first = office.at(State.APPROVED, certificate="S777")
    office.file(code="skill-upgrade", certificate="S777")
    with pytest.raises(UserError, match="疑点"):
        office.take(first, FINANCE, Step.PAY, voucher="PZ-1")
    (line,) = doubts(office.uow, number=first)
    judge(office.acting(REVIEWER), [line.id], Verdict.HARMLESS, "编号重复，已核对原件")
    assert office.take(first, FINANCE, Step.PAY, voucher="PZ-1").after is State.COMPLETED


def test_a_batch_leaves_what_is_blocked_and_moves_the_rest(office: Office) -> None:
    first, _ = two_with_one_certificate(office)
    plain = office.walk(office.file(), State.APPROVAL)
    office.walk(first, State.APPROVAL)
    outcome = move_many(office.acting(APPROVER), [first, plain], Order(Step.APPROVE), on=office.today)
    assert [moved.number for moved in outcome.moved] == [plain]
    assert outcome.left[0][0] == first


def test_a_doubt_that_only_warns_stops_nothing(office: Office) -> None:
    number = office.file(account_name="李娜")
    assert found(office, number) == ["account-payee"]
    office.walk(number, State.COMPLETED)


def test_what_was_never_checked_is_found_by_the_step_and_stays_found_when_it_is_refused(office: Office) -> None:
    first, _ = two_with_one_certificate(office)
    office.walk(first, State.APPROVAL)
    with office.uow.begin() as work:
        work.session.execute(delete(Doubt))  # as in a folder from before there were checks
    with pytest.raises(UserError, match="疑点"):
        office.take(first, APPROVER, Step.APPROVE)
    assert found(office, first) == ["certificate-persons"]


def test_an_answer_changed_after_the_review_is_a_doubt_for_the_next_one(office: Office) -> None:
    number = office.walk(office.file(identity_number=identity(1)), State.APPROVAL)
    office.take(number, APPROVER, Step.BACK, reason="账号需核实")
    office.take(number, REVIEWER, Step.ASK, reason="更正账号")
    later = replace(office.uow, clock=lambda: datetime(2024, 12, 20, 9))
    correct(office, number, later.acting_as("李晓梅"), bank="工商银行叶集支行")
    (line,) = doubts(office.uow, number=number)
    assert line.code == "changed-after-review"
    assert line.text.endswith("填报内容又有更改：开户银行")


def test_a_judged_doubt_is_kept_and_not_raised_again_for_the_same_facts(office: Office) -> None:
    first, second = two_with_one_certificate(office)
    ids = [line.id for line in doubts(office.uow)]
    judge(office.acting(REVIEWER), ids, Verdict.HARMLESS, "已核对原件")
    assert not office.case(first).warned
    with office.uow.begin() as work:
        assert not run(work).new
    assert found(office, first, Standing.HARMLESS) == ["certificate-persons"]
    third = office.file(code="skill-upgrade", certificate="S777", claimant="培养单位", bearer="培养单位")
    assert found(office, first) == found(office, second) == found(office, third) == ["certificate-persons"]
    assert found(office, first, Standing.HARMLESS) == ["certificate-persons"]


def test_a_judgement_may_be_changed_and_both_are_in_the_audit_chain(office: Office) -> None:
    first, _ = two_with_one_certificate(office)
    (line,) = doubts(office.uow, number=first)
    judge(office.acting(REVIEWER), [line.id], Verdict.HARMLESS, "已核对原件")
    judge(office.acting(APPROVER), [line.id], Verdict.CONFIRMED, "发证机构否认")
    (after,) = doubts(office.uow, number=first)
    assert (after.standing, after.reason, after.judged_by) == (Standing.CONFIRMED, "发证机构否认", "赵主任")
    entries = [entry for entry in audit_trail.page(office.uow, "疑点", None, 50) if entry.subject == first]
    assert [entry.action for entry in entries] == ["疑点属实", "疑点排除"]
    assert entries[0].detail.endswith("理由：发证机构否认（原为排除：已核对原件）")


@pytest.mark.parametrize(
    ("role", "reason", "says"),
    [(CLERK, "已核对", "复核员、审批人"), (AUDITOR, "已核对", "复核员、审批人"), (REVIEWER, "  ", "写明理由")],
)
def test_only_a_reviewer_or_an_approver_judges_and_says_why(office: Office, role: Any, reason: str, says: str) -> None:
    first, _ = two_with_one_certificate(office)
    (line,) = doubts(office.uow, number=first)
    with pytest.raises(UserError, match=says):
        judge(office.acting(role), [line.id], Verdict.HARMLESS, reason)
    assert found(office, first) == ["certificate-persons"]


def test_what_is_gone_unknown_or_judged_so_already_is_not_judged(office: Office) -> None:
    first, second = two_with_one_certificate(office)
    reviewer = office.acting(REVIEWER)
    (line,) = doubts(office.uow, number=first)
    judge(reviewer, [line.id], Verdict.HARMLESS, "已核对原件")
    with pytest.raises(UserError, match="已由 王芳 核实为排除"):
        judge(reviewer, [line.id], Verdict.HARMLESS, "已核对原件")
    correct(office, second, certificate="S778")
    with pytest.raises(UserError, match="已随内容更改而消失"):
        judge(reviewer, [line.id], Verdict.CONFIRMED, "核实")
    with pytest.raises(UserError, match="已不存在"):
        judge(reviewer, [line.id, 999], Verdict.CONFIRMED, "核实")


def test_a_case_stays_warned_while_its_assessment_warns(office: Office) -> None:
    number = office.file(phone=None, account_name="李娜")
    (line,) = doubts(office.uow, number=number)
    judge(office.acting(REVIEWER), [line.id], Verdict.HARMLESS, "系其配偶，有委托书")
    assert office.case(number).warned  # the phone is still wanting


def test_money_got_elsewhere_is_judged_once_and_then_warns_no_more(office: Office) -> None:
    number = office.file(already_funded=True)
    (line,) = doubts(office.uow, number=number)
    assert line.code == "already-funded"
    judge(office.acting(REVIEWER), [line.id], Verdict.HARMLESS, "另一项目的资金，不重复")
    office.walk(number, State.REVIEWED)
    assert not office.case(number).warned


def test_a_screening_lists_what_waits_by_check_and_what_is_new(office: Office) -> None:
    first, _ = two_with_one_certificate(office)
    office.walk(first, State.APPROVAL)
    office.file(account_name="李娜")
    with office.uow.begin() as work:
        work.session.execute(delete(Doubt))
    waiting = screen(office.acting(APPROVER), Scope.APPROVAL)
    assert waiting.cases == 1
    assert [(line.code, line.open, line.blocking, line.new) for line in waiting.lines] == [
        ("certificate-persons", 1, 1, 2)
    ]
    everything = screen(office.acting(APPROVER), Scope.ALL)
    assert (everything.cases, [(line.code, line.open, line.new) for line in everything.lines]) == (
        3,
        [("certificate-persons", 2, 0), ("account-payee", 1, 1)],
    )
    assert everything.sentence == "已筛查全部案件 3 件：待核实疑点 3 条，其中阻断 2 条；本次新增 1 条，消失 0 条。"


def test_a_screening_that_is_cancelled_leaves_nothing(office: Office) -> None:
    first, _ = two_with_one_certificate(office)
    with office.uow.begin() as work:
        work.session.execute(delete(Doubt))
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int, _text: str) -> None:
        steps.append((done, total))
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        screen(office.acting(APPROVER), Scope.ALL, stop)
    assert steps[-1] == (5, steps[0][1])
    assert found(office, first) == []
    with pytest.raises(UserError, match="不能进行事前筛查"):
        screen(office.acting(AUDITOR), Scope.ALL)


def test_a_year_is_counted_by_check_and_outcome(office: Office) -> None:
    two_with_one_certificate(office)
    third = office.file(account_name="李娜")
    (line,) = doubts(office.uow, number=third)
    judge(office.acting(REVIEWER), [line.id], Verdict.CONFIRMED, "账户非本人")
    assert years(office.uow) == (2024,)
    certificate, account = by_check(office.uow, 2024)
    assert (certificate.title, certificate.found, certificate.open, certificate.confirmed) == (
        "同一证书两人申报",
        2,
        2,
        0,
    )
    assert (account.found, account.open, account.confirmed, account.harmless, account.gone) == (1, 0, 1, 0, 0)
    assert by_check(office.uow, 2023) == ()
    assert counts(office.uow) == {
        Standing.OPEN: 2,
        Standing.CONFIRMED: 1,
        Standing.HARMLESS: 0,
        Standing.GONE: 0,
    }


def test_looking_at_what_was_touched_finds_what_looking_at_everything_finds(office: Office) -> None:
    """Random filings, corrections and withdrawals that share numbers: a run over everything has nothing to add."""
    dice = random.Random(20241105)  # noqa: S311 - a repeatable office, no secret
    numbers: list[str] = []
    for _ in range(45):
        deed = dice.choice(["file", "file", "correct", "withdraw"]) if len(numbers) > 3 else "file"
        shared: dict[str, Any] = {
            "certificate": f"S{dice.randrange(4)}",
            "phone": f"1380564000{dice.randrange(3)}",
            "account_number": f"621700001000{dice.randrange(4)}",
        }
        if deed == "file":
            code = dice.choice(["certificate-reward", "skill-upgrade"])
            unit = dice.choice(["叶集木业有限公司", "叶集木业厂"])
            hired = office.today - timedelta(days=dice.choice([2000, 3000]))
            more = {"identity_number": identity(dice.randrange(6)), "unit_name": unit, "hired_on": hired}
            numbers.append(office.file(code=code, **shared, **more))
        elif deed == "correct":
            number = dice.choice(numbers)
            if office.case(number).state == "draft":
                correct(office, number, **shared)
        elif office.case(number := dice.choice(numbers)).state == "draft":
            office.take(number, CLERK, Step.WITHDRAW)
    with office.uow.begin() as work:
        outcome = run(work)
        open_ones = work.session.execute(select(Doubt.case_id).where(Doubt.verdict == "", Doubt.gone_at.is_(None)))
        doubted = set(open_ones.scalars())
        warned = set(work.session.execute(select(Case.id).where(Case.warned)).scalars())
    assert (dict(outcome.new), outcome.gone) == ({}, 0)
    assert doubted
    assert doubted <= warned
