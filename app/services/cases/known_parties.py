"""What the register knows of a person or a unit, to complete a form as the number is typed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from app.models import Person, Unit
from app.services.unit_of_work import UnitOfWork


def known_person(uow: UnitOfWork, identity_number: str) -> Mapping[str, str]:
    """Answers by question name that the register has for a person; none when unknown.

    Bank accounts are never completed: a wrong one would be paid to.
    """
    with uow.read() as work:
        query = select(Person.name, Person.phone).where(Person.identity_number == identity_number)
        found = work.session.execute(query).one_or_none()
    if found is None:
        return {}
    return _said({"person_name": found.name, "phone": found.phone})


def known_unit(uow: UnitOfWork, credit_code: str) -> Mapping[str, str]:
    """Answers by question name that the register has for a unit; none when unknown."""
    with uow.read() as work:
        query = select(Unit.name, Unit.kind, Unit.township, Unit.contact).where(Unit.credit_code == credit_code)
        found = work.session.execute(query).one_or_none()
    if found is None:
        return {}
    return _said(
        {"unit_name": found.name, "unit_kind": found.kind, "township": found.township, "contact": found.contact}
    )


def _said(known: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in known.items() if text}
