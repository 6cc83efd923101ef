"""What the cases in publicity hand over to their list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.models import Case
from app.services.cases.dossiers import definition, facts_of
from app.services.errors import UserError
from app.services.letters.case_facts import office_of
from app.services.letters.course.public_list import Listed, PublicFacts
from app.services.letters.kind import Naming
from app.services.policy.terms import Payee
from app.services.trust.privacy import secrets_of
from app.services.unit_of_work import Work


def public_facts(work: Work, cases: Sequence[Case], named: Naming) -> PublicFacts:
    """The list of these cases; UserError when they are not public over the same days."""
    days = {(case.public_from, case.public_until) for case in cases}
    if len(days) > 1:
        said = "、".join(sorted(f"{first} 至 {last}" for first, last in days))
        raise UserError(f"所选案件的公示期不同（{said}），请经办员按公示期分别出具公示名单。")
    first, last = next(iter(days))
    return PublicFacts(
        office=office_of(work.parameters.at(work.today)),
        number=named.number,
        signed_on=work.today,
        first_day=first or work.today,
        last_day=last or work.today,
        rows=tuple(_listed(case, facts_of(case)) for case in cases),
        secrets=secrets_of(cases),
        verification_code=named.code,
        corrects=named.corrects,
        correction=named.reason,
    )


def _listed(case: Case, facts: Any) -> Listed:
    subsidy = definition(case)
    to_unit = subsidy.payee(facts) is Payee.UNIT
    return Listed(
        case_number=case.number,
        applicant=case.applicant,
        applicant_is_unit=to_unit,
        identity=facts.credit_code if to_unit else facts.identity_number,
        unit=case.unit_name,
        subsidy=subsidy.title,
        sum_fen=case.payable_fen,
        service=not subsidy.money,
    )
