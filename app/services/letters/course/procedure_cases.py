"""What an open case hands over to its letters: acceptance, what is missing, a suspension, an objection, a round."""

from __future__ import annotations

import json

from sqlalchemy import func, select

from app.models import Case, CaseMaterial, CaseStep, Objection, Opinion, Supplement
from app.models.cases import GRANTED
from app.services.calendar.limits import working_days
from app.services.cases.course import Step
from app.services.cases.deeming import DEEMED
from app.services.cases.dossiers import assessment_of, facts_of
from app.services.letters.case_facts import common
from app.services.letters.course.procedure_facts import (
    AcceptanceFacts,
    Answer,
    CountersignFacts,
    Deferred,
    ObjectionFacts,
    SupplementFacts,
    SuspensionFacts,
)
from app.services.letters.facts import RefusalFacts
from app.services.letters.kind import Naming
from app.services.policy.money import yuan
from app.services.unit_of_work import Work


def acceptance_facts(work: Work, case: Case, named: Naming) -> AcceptanceFacts:
    """The facts of an accepted case, and what it was accepted without (容缺)."""
    step = _last(work, case, Step.ACCEPT)
    late = work.session.execute(
        select(CaseMaterial.name, CaseMaterial.due_on)
        .where(CaseMaterial.case_id == case.id, CaseMaterial.state == "deferred")
        .order_by(CaseMaterial.position)
    )
    accepted = case.accepted_on or work.today
    shared = common(work, case, facts_of(case), named, day=accepted)
    return AcceptanceFacts(
        **shared,
        deemed=step is not None and step.on_day == accepted and step.reason.endswith(DEEMED),
        days=working_days(work.parameters, "受理", accepted),
        deferred=tuple(Deferred(name, due_on) for name, due_on in late if due_on),
    )


def supplement_facts(work: Work, case: Case, named: Naming) -> SupplementFacts:
    """What the last request asks for; the reason of the step where no list was kept."""
    step = _last(work, case, Step.ASK)
    asked = work.session.execute(
        select(Supplement).where(Supplement.case_id == case.id).order_by(Supplement.id.desc()).limit(1)
    ).scalar()
    items = tuple(json.loads(asked.items)) if asked else (step.reason,) if step else ()
    day = asked.asked_on if asked else step.on_day if step else None
    shared = common(work, case, facts_of(case), named, day=day)
    return SupplementFacts(**shared, items=items, due_on=asked.due_on if asked else case.due_on)


def not_admitted_facts(work: Work, case: Case, named: Naming) -> RefusalFacts:
    """The facts of a case that was not admitted; its conditions were not gone into."""
    step = _last(work, case, Step.REFUSE)
    return RefusalFacts(**common(work, case, facts_of(case), named), reason=step.reason if step else "")


def suspension_facts(work: Work, case: Case, named: Naming) -> SuspensionFacts:
    """Why a case is held, and since when."""
    step = _last(work, case, Step.HOLD)
    day = step.on_day if step else work.today
    shared = common(work, case, facts_of(case), named, day=day)
    return SuspensionFacts(**shared, reason=case.hold_reason, approved=case.state in GRANTED)


def objection_facts(work: Work, case: Case, named: Naming) -> ObjectionFacts:
    """The objection that the letter answers, and how it was judged."""
    objection = work.session.get_one(Objection, named.occasion)
    return ObjectionFacts(
        **common(work, case, facts_of(case), named, day=objection.judged_on),
        raised_by=objection.raised_by,
        raised_on=objection.raised_on,
        objection=objection.text,
        upheld=bool(objection.upheld),
        finding=objection.finding,
    )


def countersign_facts(work: Work, case: Case, named: Naming) -> CountersignFacts:
    """The sum and what the departments of the last round have said so far."""
    last = select(func.max(Opinion.round)).where(Opinion.case_id == case.id).scalar_subquery()
    opinions = list(
        work.session.execute(
            select(Opinion).where(Opinion.case_id == case.id, Opinion.round == last).order_by(Opinion.id)
        ).scalars()
    )
    found = assessment_of(work, case)
    parts = [f"{part.label}：{part.formula}，{yuan(part.amount_fen)}元" for part in found.components]
    taken = [f"不重复享受，扣减{yuan(part.amount_fen)}元（{'、'.join(part.cases)}）" for part in found.deductions]
    return CountersignFacts(
        **common(work, case, facts_of(case), named, day=work.today),
        sum_fen=found.payable_fen,
        formula="；".join([*parts, *taken]),
        answers=tuple(Answer(one.department, one.agrees, one.text, one.given_on, one.signer) for one in opinions),
        round=max((one.round for one in opinions), default=1),
    )


def _last(work: Work, case: Case, step: Step) -> CaseStep | None:
    query = select(CaseStep).where(CaseStep.case_id == case.id, CaseStep.step == step.value)
    return work.session.execute(query.order_by(CaseStep.id.desc()).limit(1)).scalar()
