"""Looking at a personal number in full: free to whoever may see the case, and written down."""

from __future__ import annotations

from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork


def reveal(uow: UnitOfWork, case: str, label: str) -> None:
    """Note that the account looks at a number of a case in full; PasswordWanted when the password was long ago."""
    with uow.begin() as work:
        require_recent_password(work, f"查看完整{label}")
        work.note("查看完整号码", case, label)
