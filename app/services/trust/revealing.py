"""Looking at personal numbers in full: free to whoever may see the case, and written down."""

from __future__ import annotations

from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork


def reveal(uow: UnitOfWork, case: str, label: str) -> None:
    """Note that the account looks at a number of a case in full; PasswordWanted when the password was long ago."""
    with uow.begin() as work:
        require_recent_password(work, f"查看完整{label}")
        work.note("查看完整号码", case, label)


def reveal_form(uow: UnitOfWork, subject: str, form: str) -> None:
    """Note that a form with all numbers of a case or entry is opened, as one look; PasswordWanted like `reveal`."""
    with uow.begin() as work:
        require_recent_password(work, f"打开{form}")
        work.note("查看完整号码", subject, f"{form}表单")
