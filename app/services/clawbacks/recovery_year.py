"""追回台账 of a year: what was owed at its beginning or ordered in it, what came back in it, what is out at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.services.clawbacks.balances import Balance, balances_by_number
from app.services.clawbacks.recovery_ledger import RecoveryRow, recovery_rows
from app.services.clawbacks.terms import ClawbackState
from app.services.policy.money import yuan
from app.services.unit_of_work import Work


def recoveries_of_year(work: Work, year: int) -> Iterator[RecoveryRow]:
    """A row a clawback that was open at the beginning of the year or ordered in it; receipts count in their own year."""
    before = balances_by_number(work.session, date(year - 1, 12, 31))
    after = balances_by_number(work.session, date(year, 12, 31))
    for row in recovery_rows(work):
        opening, closing = before.get(row.number, Balance()), after.get(row.number, Balance())
        if opening != closing or opening.left_fen:
            yield _in_year(row, opening, closing)


def _in_year(row: RecoveryRow, opening: Balance, closing: Balance) -> RecoveryRow:
    written_off = closing.written_off_fen - opening.written_off_fen
    state = (ClawbackState.DECIDED if closing.left_fen else ClawbackState.SETTLED).label
    return replace(
        row,
        owed_fen=opening.left_fen + closing.owed_fen - opening.owed_fen,
        returned_fen=closing.returned_fen - opening.returned_fen,
        left_fen=closing.left_fen,
        state=f"{state}（核销 {yuan(written_off)} 元）" if written_off else state,
    )
