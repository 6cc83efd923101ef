"""What a form does: assess while one types, store a draft, correct the facts of a case that may still change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.models import Case, FactChange
from app.services.cases import holdings, unfinished_forms
from app.services.cases.course import State
from app.services.cases.dossiers import assess_now, definition, facts_of, fetch, refresh, rewrite_keys
from app.services.cases.filing import Filing, file_cases, stated_columns
from app.services.cases.holdings import Viewpoint
from app.services.cases.parties import Register
from app.services.doubts.running import run
from app.services.errors import UserError
from app.services.policy.answers import Answered, Answers, read_answers, typed
from app.services.policy.assessments import Assessment
from app.services.policy.catalogue import BY_CODE
from app.services.policy.claims import Claim
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Question
from app.services.registers.blue_cards import doubts
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

CHANGEABLE = (State.DRAFT, State.SUPPLEMENT)


@dataclass(frozen=True)
class DraftAssessment:
    """What a form may have, or what it still wants: required questions left blank, answers that cannot be read."""

    assessment: Assessment | None
    blank: tuple[Question, ...]
    wrong: Mapping[str, str]


@dataclass(frozen=True)
class Stored:
    """A case as a form has stored it, with its answers as they are shown from now on."""

    number: str
    version: int
    applicant: str
    answers: Mapping[str, str]
    assessment: Assessment
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseForm:
    """A stored case as a form shows it; `locked` says why its facts may not be changed, empty when they may."""

    number: str
    code: str
    version: int
    answers: Mapping[str, str]
    state: str
    locked: str


def assess_draft(uow: UnitOfWork, code: str, answers: Answers, number: str | None = None) -> DraftAssessment:
    """What these answers give against the stored cases; `number` is the case being corrected, if it is one."""
    subsidy = BY_CODE[code]
    with uow.read() as work:
        read = read_answers(subsidy, answers, work.parameters, work.today)
        if read.facts is None:
            return DraftAssessment(None, read.blank, read.wrong)
        case = fetch(work.session, number) if number else None
        return DraftAssessment(_assessed(work, subsidy, read.facts, case), (), {})


def save_draft(uow: UnitOfWork, code: str, answers: Answers, *, on: date | None = None) -> Stored:
    """A clerk files a form as a draft case; UserError names the first question that is blank or cannot be read."""
    subsidy = BY_CODE[code]
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, {Role.CLERK}, "登记申请")
        facts = _required(read_answers(subsidy, answers, work.parameters, work.today))
        assessment = _assessed(work, subsidy, facts, None)
        (number,) = file_cases(work, [Filing(code, facts, assessment)])
        unfinished_forms.drop(work, code)
        case = fetch(work.session, number)
        return Stored(number, case.version, case.applicant, typed(subsidy, facts), assessment)


def case_form(uow: UnitOfWork, number: str) -> CaseForm:
    """A stored case as a form shows it; UserError when there is no such case."""
    with uow.read() as work:
        case = fetch(work.session, number)
        answers = typed(definition(case), facts_of(case))
        return CaseForm(number, case.code, case.version, answers, State(case.state).label, _locked(case))


def change_facts(
    uow: UnitOfWork, number: str, answers: Answers, seen_version: int, *, on: date | None = None
) -> Stored:
    """A clerk corrects the facts of a draft or of a case in supplement; each change keeps the value before.

    UserError when the state allows no change, an answer is blank or unreadable, or the case has moved on meanwhile.
    """
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, {Role.CLERK}, f"更正 {number} 的填报内容")
        case = fetch(work.session, number)
        if case.version != seen_version:
            raise UserError(_moved_on(work, case))
        if locked := _locked(case):
            raise UserError(locked)
        facts = _required(read_answers(definition(case), answers, work.parameters, work.today))
        changed = _keep_changes(work, case, facts)
        if changed:
            _rewrite(work, case, facts)
            work.note("更正填报内容", number, "、".join(changed))
            run(work, [case.id])
        assessment = refresh(work, case) if changed else assess_now(work, case)
        unfinished_forms.drop(work, number)
        return Stored(number, case.version, case.applicant, typed(definition(case), facts), assessment, changed)


def _assessed(work: Work, subsidy: AnySubsidy, facts: Any, case: Case | None) -> Assessment:
    claims, grounds = tuple(subsidy.claims(facts)), tuple(subsidy.grounds(facts))
    viewpoint = Viewpoint(case.id, case.accepted_order, day=work.today) if case else Viewpoint(day=work.today)
    precedents = holdings.load(work.session, claims, grounds, viewpoint)
    assessment = subsidy.assess(facts, work.parameters, precedents)
    held = {claim for claim in claims if precedents.holder(claim)}
    twins = _twins(work, [claim for claim in claims if claim not in held], case)
    return assessment._replace(warnings=(*assessment.warnings, *twins, *doubts(work, subsidy.code, facts)))


def _twins(work: Work, claims: list[Claim], case: Case | None) -> list[str]:
    """Other open cases that name the same keys without holding them yet."""
    found = holdings.sought(work.session, claims)
    own = case.number if case else ""
    numbers = {number for claim in claims if (number := found.get((claim.scope, claim.key))) and number != own}
    return [f"{number} 已登记相同内容，请核对是否重复填报" for number in sorted(numbers)]


def _required(read: Answered) -> Any:
    """The facts; UserError at the first answer that is blank or cannot be read."""
    if read.blank:
        question = read.blank[0]
        raise UserError(f"“{question.label}”为必填项，请填写后再保存。", question.name)
    if read.wrong:
        name, text = next(iter(read.wrong.items()))
        raise UserError(f"{text}，请改正后再保存。", name)
    return read.facts


def _locked(case: Case) -> str:
    state = State(case.state)
    if state in CHANGEABLE:
        return ""
    return f"{case.number} 处于“{state.label}”，填报内容不能更改；确需更改的，请复核员先要求补正。"


def _moved_on(work: Work, case: Case) -> str:
    query = select(FactChange).where(FactChange.case_id == case.id).order_by(FactChange.id.desc()).limit(20)
    changes = work.session.execute(query).scalars().all()
    if not changes:
        return f"{case.number} 已有他人办理，现为“{State(case.state).label}”，本次未作改动，请重新打开后再改。"
    last = changes[0]
    labels = {question.name: question.label for question in definition(case).questions}
    what = "、".join(labels.get(change.question, change.question) for change in changes if change.at == last.at)
    return (
        f"{case.number} 已被 {last.account} 于 {last.at:%Y-%m-%d %H:%M} 更正（{what}），"
        "本次未作改动，请重新打开后再改。"
    )


def _keep_changes(work: Work, case: Case, facts: Any) -> tuple[str, ...]:
    """Write down every answer that differs, with the value before; the labels of what changed."""
    before, changed = facts_of(case), []
    for question in definition(case).questions:
        old, new = (question.show(getattr(each, question.name)) for each in (before, facts))
        if old != new:
            changed.append(question.label)
            work.session.add(
                FactChange(
                    case_id=case.id, at=work.now, account=work.account, question=question.name, before=old, after=new
                )
            )
    return tuple(changed)


def _rewrite(work: Work, case: Case, facts: Any) -> None:
    register = Register(work.session, [facts])
    for column, value in stated_columns(case.number, definition(case), facts, register).items():
        setattr(case, column, value)
    case.version += 1
    work.session.flush()
    rewrite_keys(work.session, case)
