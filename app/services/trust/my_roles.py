"""What the account at work is."""

from __future__ import annotations

from app.services.trust.accounts import LOCAL, Role, roles_of
from app.services.unit_of_work import UnitOfWork


def may(uow: UnitOfWork, role: Role) -> bool:
    """Whether the account of the unit of work holds a role."""
    with uow.read() as work:
        return role in roles_of(work.session, work.account)


def may_administer(uow: UnitOfWork) -> bool:
    """Whether the account may care for accounts and settings; in a plain folder `local` may, too."""
    with uow.read() as work:
        held = roles_of(work.session, work.account)
    return Role.ADMINISTRATOR in held or (uow.account == LOCAL and bool(held))
