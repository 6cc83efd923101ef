"""An account that is auditor and nothing else writes nothing, whichever verb it calls: the transaction itself refuses."""

from __future__ import annotations

import re

from sqlalchemy import bindparam, event, select
from sqlalchemy.orm import Session

from app.models import Account, AccountRole
from app.services.errors import UserError

AUDITOR = "auditor"
_WRITES = re.compile(
    r"\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+[\"']?(\w+)", re.IGNORECASE
)
_CHANGES = re.compile(r"\s*(?:CREATE|DROP|ALTER|REINDEX|VACUUM)\b", re.IGNORECASE)
OWN = frozenset({"audit_entries", "accounts", "unfinished_forms"})
"""What an auditor's work leaves behind: the trace of looking, the own password, the own half-typed forms."""
_PRINTED = re.compile(r"UPDATE letters SET printed_at=\? WHERE", re.IGNORECASE)

_ROLES = (
    select(AccountRole.role)
    .join(Account, Account.id == AccountRole.account_id)
    .where(Account.name == bindparam("account"))
)


def guard(session: Session, account: str) -> None:
    """Have a transaction refuse to write, with a UserError, when its account is auditor and nothing else."""
    if set(session.execute(_ROLES, {"account": account}).scalars()) == {AUDITOR}:
        event.listen(session.connection(), "before_cursor_execute", _refuse)


def _refuse(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
    written = _WRITES.match(statement)
    free = written is not None and (written[1].lower() in OWN or _PRINTED.match(statement) is not None)
    if _CHANGES.match(statement) or (written is not None and not free):
        raise UserError("审计账号只能查看和导出，不能改动任何数据，请由经办此事的账号办理。")
