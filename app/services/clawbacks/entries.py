"""An entry of a clawback as it is made; nothing is ever edited."""

from __future__ import annotations

from app.models import RecoveryEntry
from app.services.clawbacks.records import Hold
from app.services.clawbacks.terms import EntryKind


def entry_of(
    hold: Hold,
    kind: EntryKind,
    direction: int,
    amount_fen: int,
    *,
    note: str = "",
    voucher: str = "",
    authority: str = "",
    reverses_id: int | None = None,
    ledger_id: int | None = None,
) -> RecoveryEntry:
    """An entry of today, not yet stored: a positive sum in fen, 1 for what is owed, -1 for what is owed no more."""
    return RecoveryEntry(
        clawback_id=hold.clawback.id,
        kind=kind.value,
        direction=direction,
        amount_fen=amount_fen,
        on_day=hold.work.today,
        note=note.strip(),
        voucher=voucher.strip(),
        authority=authority.strip(),
        reverses_id=reverses_id,
        ledger_id=ledger_id,
        at=hold.work.now,
        account=hold.work.account,
    )
