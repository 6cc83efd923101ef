from collections.abc import Mapping

import pytest
from sqlalchemy import select
from typed_answers import APPRENTICE, BY_TYPE, REWARD, UPGRADE

from app.models import AuditEntry, CaseClaim, FactChange
from app.services.cases.applications import CaseForm, assess_draft, case_form, change_facts, save_draft
from app.services.cases.casework import move
from app.services.cases.course import Step
from app.services.cases.dossiers import fetch
from app.services.cases.orders import Order
from app.services.cases.unfinished_forms import keep_form, kept_form
from app.services.errors import UserError
from app.services.policy.answers import read_answers, typed
from app.services.policy.catalogue import BY_CODE
from app.services.trust.accounts import Role, add_account
from app.services.unit_of_work import UnitOfWork


def without(answers: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: text for name, text in answers.items() if name not in names}


def filed(uow: UnitOfWork) -> CaseForm:
    return case_form(uow, save_draft(uow, "certificate-reward", REWARD).number)


@pytest.mark.parametrize(
    ("code", "payable"), [("certificate-reward", 200000), ("skill-upgrade", 350000), ("apprenticeship", 600000)]
)
def test_complete_answers_are_assessed_as_they_are_typed(uow: UnitOfWork, code: str, payable: int) -> None:
    draft = assess_draft(uow, code, BY_TYPE[code])
    assert draft.assessment
    assert draft.assessment.eligible
    assert draft.assessment.payable_fen == payable


@pytest.mark.parametrize("code", BY_TYPE)
def test_an_empty_form_wants_exactly_the_required_questions(uow: UnitOfWork, code: str) -> None:
    draft = assess_draft(uow, code, {})
    required = {name for name, info in BY_CODE[code].facts.model_fields.items() if info.is_required()} - {"applied_on"}
    assert draft.assessment is None
    assert {question.name for question in draft.blank} == required


def test_what_cannot_be_read_is_told_with_its_question(uow: UnitOfWork) -> None:
    draft = assess_draft(
        uow, "certificate-reward", REWARD | {"identity_number": "341504199001011234", "hired_on": "18.9.1"}
    )
    assert draft.assessment is None
    assert draft.wrong["identity_number"] == "身份证号校验码不符，请核对是否填错"
    assert "hired_on" in draft.wrong


@pytest.mark.parametrize("code", BY_TYPE)
def test_a_form_shows_stored_facts_so_that_reading_them_again_gives_the_same(uow: UnitOfWork, code: str) -> None:
    subsidy = BY_CODE[code]
    with uow.read() as work:
        facts = read_answers(subsidy, BY_TYPE[code], work.parameters, work.today).facts
        again = read_answers(subsidy, typed(subsidy, facts), work.parameters, work.today).facts
    assert again == facts


def test_a_blank_application_date_is_today(uow: UnitOfWork) -> None:
    draft = assess_draft(uow, "certificate-reward", without(REWARD, "applied_on"))
    assert draft.assessment
    assert f"{draft.assessment.applied_on}" == "2024-11-05"


def test_a_draft_is_filed_with_a_number_and_the_unfinished_form_goes(uow: UnitOfWork) -> None:
    keep_form(uow, "certificate-reward", REWARD)
    stored = save_draft(uow, "certificate-reward", REWARD)
    assert stored.number == "YJJG-2024-000001"
    assert stored.applicant == "张伟"
    assert kept_form(uow, "certificate-reward") is None
    with uow.read() as work:
        assert fetch(work.session, stored.number).payable_fen == 200000


@pytest.mark.parametrize(
    ("answers", "field", "text"),
    [
        (without(REWARD, "person_name"), "person_name", "“姓名”为必填项"),
        (REWARD | {"level": "博士"}, "level", "应填："),
    ],
)
def test_a_form_that_is_blank_or_wrong_is_not_filed(
    uow: UnitOfWork, answers: dict[str, str], field: str, text: str
) -> None:
    with pytest.raises(UserError, match=text) as refused:
        save_draft(uow, "certificate-reward", answers)
    assert refused.value.field == field


def test_only_a_clerk_files_and_corrects(uow: UnitOfWork) -> None:
    form = filed(uow)
    add_account(uow, "王芳", [Role.REVIEWER])
    reviewer = uow.acting_as("王芳")
    with pytest.raises(UserError, match="须由经办员办理"):
        save_draft(reviewer, "certificate-reward", REWARD)
    with pytest.raises(UserError, match="须由经办员办理"):
        change_facts(reviewer, form.number, REWARD, form.version)


def test_an_accepted_certificate_is_named_while_one_types_and_the_sum_shows_the_difference(uow: UnitOfWork) -> None:
    form = filed(uow)
    move(uow, form.number, Order(Step.ACCEPT))
    draft = assess_draft(uow, "skill-upgrade", UPGRADE)
    assert draft.assessment
    assert draft.assessment.payable_fen == 150000
    assert draft.assessment.deductions[0].cases == (form.number,)


def test_a_second_draft_of_the_same_certificate_is_warned_of(uow: UnitOfWork) -> None:
    form = filed(uow)
    draft = assess_draft(uow, "certificate-reward", REWARD)
    assert draft.assessment
    assert any(form.number in warning for warning in draft.assessment.warnings)


def test_a_case_being_corrected_is_no_twin_of_itself(uow: UnitOfWork) -> None:
    form = filed(uow)
    draft = assess_draft(uow, "certificate-reward", REWARD, form.number)
    assert draft.assessment
    assert not draft.assessment.warnings


def test_a_correction_keeps_the_value_before_and_moves_everything_that_follows(uow: UnitOfWork) -> None:
    form = filed(uow)
    changed = change_facts(uow, form.number, REWARD | {"level": "高级技师", "person_name": "张玮"}, form.version)
    assert changed.version == form.version + 1
    assert changed.changed == ("姓名", "技能等级")
    with uow.read() as work:
        case = fetch(work.session, form.number)
        assert (case.applicant, case.payable_fen) == ("张玮", 300000)
        assert "张玮" in case.search
        kept = work.session.execute(select(FactChange.question, FactChange.before, FactChange.after)).all()
        assert ("level", "技师", "高级技师") in [tuple(row) for row in kept]
        keys = work.session.execute(select(CaseClaim.key)).scalars().all()
        assert any("高级技师" in key for key in keys)
        last = work.session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
        assert last
        assert (last.action, last.subject) == ("更正填报内容", form.number)


def test_saving_without_a_change_leaves_the_version(uow: UnitOfWork) -> None:
    form = filed(uow)
    assert change_facts(uow, form.number, form.answers, form.version).version == form.version


def test_a_stale_form_is_refused_and_told_what_changed(uow: UnitOfWork) -> None:
    form = filed(uow)
    change_facts(uow, form.number, REWARD | {"phone": "13905640001"}, form.version)
    with pytest.raises(UserError, match=r"local 于 2024-11-05 09:30 更正（联系电话）"):
        change_facts(uow, form.number, REWARD, form.version)


def test_facts_of_an_accepted_case_are_locked_until_a_supplement(uow: UnitOfWork) -> None:
    form = filed(uow)
    version = move(uow, form.number, Order(Step.ACCEPT)).version
    with pytest.raises(UserError, match=r"处于“已受理”.*请复核员先要求补正"):
        change_facts(uow, form.number, REWARD, version)
    assert case_form(uow, form.number).locked
    version = move(uow, form.number, Order(Step.ASK, reason="核对入职日期")).version
    changed = change_facts(uow, form.number, REWARD | {"hired_on": "2019-09-01"}, version)
    assert not changed.assessment.eligible
    with uow.read() as work:
        assert not work.session.execute(select(CaseClaim).where(CaseClaim.live)).all()


def test_a_stale_form_of_a_case_that_moved_is_told_where_it_stands(uow: UnitOfWork) -> None:
    form = filed(uow)
    move(uow, form.number, Order(Step.WITHDRAW))
    with pytest.raises(UserError, match="现为“已撤回”"):
        change_facts(uow, form.number, REWARD, form.version)


def test_a_second_invoice_of_the_year_gets_what_is_left(uow: UnitOfWork) -> None:
    number = save_draft(uow, "apprenticeship", APPRENTICE | {"fee": "8333.33"}).number
    move(uow, number, Order(Step.ACCEPT))
    draft = assess_draft(uow, "apprenticeship", APPRENTICE | {"fee": "3000", "invoice": "034001900112"})
    assert draft.assessment
    assert draft.assessment.payable_fen == 100000
