"""The bans in force (限制申报) as an assessment needs them: the register of cheats is short, so it is read whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from app.models import BanException, Case, Misconduct
from app.services.policy.catalogue import BY_CODE
from app.services.policy.restrictions import Ban, Restrictions, gathered

_EXCEPTED = and_(BanException.misconduct_id == Misconduct.id, BanException.case_id == bindparam("case_id"))
_PRONOUNCED = (
    select(Misconduct, BanException.reason)
    .outerjoin(BanException, _EXCEPTED)
    .where(Misconduct.banned_from.is_not(None))
    .order_by(Misconduct.id)
)


def load(session: Session, case_id: int | None = None, decided_on: date | None = None) -> Restrictions:
    """All bans ever pronounced, each up to its end or its lifting, with the exceptions made for one case."""
    return gathered(_bans(session, case_id), decided_on)


def of_payees(session: Session, cases: Sequence[Case]) -> dict[int, tuple[Ban, ...]]:
    """The bans, of whatever days, of whoever is paid on each case, by its id; one excepted for a case does not count there."""
    bans = gathered(_bans(session, None)).bans
    if not bans:
        return {}
    excepted = {(row[0], row[1]) for row in session.execute(select(BanException.misconduct_id, BanException.case_id))}
    found: dict[int, tuple[Ban, ...]] = {}
    for case in cases:
        subsidy = BY_CODE[case.code]
        party = subsidy.party(subsidy.facts.model_validate_json(case.facts), payee=True)
        if several := tuple(ban for ban in bans.get(party, ()) if (ban.entry_id, case.id) not in excepted):
            found[case.id] = several
    return found


def _bans(session: Session, case_id: int | None) -> Iterator[tuple[str, Ban]]:
    for entry, reason in session.execute(_PRONOUNCED, {"case_id": case_id}):
        start, end = entry.banned_from, entry.banned_until
        if start is None or end is None:
            continue
        if entry.lifted_on is not None:
            end = min(end, entry.lifted_on - timedelta(days=1))
        yield entry.party_number, Ban(entry.party_name, start, end, entry.authority, reason or "", entry.id)
