"""What a decided case hands over to its letter."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.models import Case, CaseInstalment, CaseStep
from app.services.cases.dossiers import assessment_of, definition, facts_of
from app.services.clawbacks.checking import LABEL
from app.services.letters.facts import (
    ApprovalFacts,
    Component,
    Condition,
    Deduction,
    Instalment,
    Office,
    RefusalFacts,
    ServiceFacts,
)
from app.services.letters.kind import Naming
from app.services.letters.paper.content import chinese_date
from app.services.policy.assessments import Assessment
from app.services.policy.clauses import NO_DUPLICATE
from app.services.policy.family import members
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Question
from app.services.policy.standards import OFFICE, REMEDIES, REVIEW_FIRST, InForce
from app.services.policy.terms import Payee
from app.services.unit_of_work import Work


def office_of(standards: InForce) -> Office:
    """The office as its parameters name it on a day."""
    return Office(
        name=standards.text(OFFICE, "名称"),
        address=standards.text(OFFICE, "地址"),
        phone=standards.text(OFFICE, "电话"),
        review_authority=standards.text(OFFICE, "复议机关"),
        court=standards.text(OFFICE, "人民法院"),
        superior=standards.text(OFFICE, "上级部门"),
    )


def approval_facts(work: Work, case: Case, named: Naming) -> ApprovalFacts:
    """The facts of a granted case: the sum as the decision fixed it, its explanation, and the account of whoever is paid."""
    facts, assessment = facts_of(case), assessment_of(work, case)
    plan = first_plan(work, case)
    return ApprovalFacts(
        **common(work, case, facts, named),
        **account_of(facts),
        conditions=_conditions(assessment),
        components=tuple(
            Component(part.label, part.formula, part.amount_fen, part.clause.cited) for part in assessment.components
        ),
        deductions=tuple(
            Deduction(taken.amount_fen, "、".join(taken.cases), NO_DUPLICATE.cited) for taken in assessment.deductions
        ),
        payable_fen=sum(part.amount_fen for part in plan),
        instalments=plan,
    )


def refusal_facts(work: Work, case: Case, named: Naming) -> RefusalFacts:
    """The facts of a refused case: its conditions as the decision saw them, and the approver's reason."""
    return RefusalFacts(
        **common(work, case, facts_of(case), named),
        conditions=_conditions(assessment_of(work, case)),
        reason=_reason(work, case),
    )


def service_facts(
    work: Work,
    case: Case,
    named: Naming,
    *,
    needs: tuple[str, ...] = (),
    beside: tuple[tuple[str, str], ...] = (),
) -> ServiceFacts:
    """The facts of a granted service: its answers as a letter writes them, and what this kind of letter needs of them.

    `needs` are answers that the definition leaves optional and the letter states; `beside` those it states only where
    the answer that names them was given.
    """
    facts, service = facts_of(case), definition(case)
    answers = {question.name: _written(question, facts) for question, _ in service.shown(facts)}
    given = [getattr(facts, name, None) for name in ("spouse", "spouse_number", "children")]
    family = members(*given)
    wanted = [*needs, *(name for said, name in beside if said in answers)]
    return ServiceFacts(
        **common(work, case, facts, named),
        answers=answers,
        family=family,
        published=service.published,
        wanted=(
            *((_label(service, name), answers.get(name, "")) for name in wanted),
            *((f"{one.relation}{one.name}的身份证号", one.number) for one in family if one.relation != "配偶"),
        ),
    )


def _written(question: Question, facts: Any) -> str:
    value = getattr(facts, question.name)
    return chinese_date(value) if isinstance(value, date) else question.show(value)


def _label(service: AnySubsidy, name: str) -> str:
    return next(question.label for question in service.questions if question.name == name)


def common(work: Work, case: Case, facts: Any, named: Naming, *, day: date | None = None) -> dict[str, Any]:
    """What every letter on a case states of it; `day` is what it is about and dated, the decision where none is named."""
    subsidy = definition(case)
    decided = day or case.decided_on or work.today
    to_unit = subsidy.payee(facts) is Payee.UNIT
    person = getattr(facts, "person_name", "")
    return {
        "office": office_of(work.parameters.at(work.today)),
        "number": named.number,
        "case_number": case.number,
        "subsidy": subsidy.title,
        "clause": subsidy.clause.cited,
        "applicant": facts.unit_name if to_unit else person,
        "applicant_is_unit": to_unit,
        "identity": facts.credit_code if to_unit else facts.identity_number,
        "unit": getattr(facts, "unit_name", None) or "",
        "has_unit": bool(getattr(facts, "unit_name", None)),
        "person": person if to_unit else "",
        "applied_on": case.applied_on,
        "decided_on": decided,
        "review_first": work.parameters.at(decided).text(REMEDIES) == REVIEW_FIRST,
        "verification_code": named.code,
        "corrects": named.corrects,
        "correction": named.reason,
    }


def _conditions(assessment: Assessment) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            step.text, step.detail or ("符合" if step.ok else "不符合"), step.ok, assessment.cited(step), step.earliest
        )
        for step in assessment.steps
    )


def first_plan(work: Work, case: Case) -> tuple[Instalment, ...]:
    """The instalments of the decision, without what was granted on top later."""
    rows = work.session.query(CaseInstalment).filter_by(case_id=case.id).order_by(CaseInstalment.position)
    return tuple(
        Instalment(row.label, row.amount_fen, _when(row.due_on, row.years_after)) for row in rows if row.label != LABEL
    )


def account_of(facts: Any) -> dict[str, Any]:
    """The account of whoever is paid, as letters of approval state it; blank where none was given."""
    stated = {"payee": "account_name", "bank": "bank", "account": "account_number"}
    return {name: getattr(facts, answer, None) or "" for name, answer in stated.items()}


def _when(due: date | None, years_after: int) -> str:
    if due is not None:
        return f"于{due.year}年{due.month}月{due.day}日前"
    return f"于首次拨付满{years_after}年、经年度核查后"


def _reason(work: Work, case: Case) -> str:
    """The reason of the refusing step: the last one written on the case by the decision."""
    row = (
        work.session.query(CaseStep.reason)
        .filter_by(case_id=case.id, to_state="rejected")
        .order_by(CaseStep.id.desc())
        .first()
    )
    return row[0] if row else ""
