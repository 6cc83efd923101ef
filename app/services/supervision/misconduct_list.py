"""违规申领台账 as people read it, and what fraud decisions propose to enter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import BanException, Case, Clawback, Misconduct
from app.services.supervision.misconduct import PARTIES
from app.services.unit_of_work import UnitOfWork, Work

NO_BAN, IN_FORCE, LIFTED, ENDED, COMING = "未限制", "限制中", "已解除", "已期满", "未开始"


@dataclass(frozen=True, slots=True)
class MisconductRow:
    """An entry of the register; `standing` says how its ban stands today."""

    entry_id: int
    party: str
    number: str
    name: str
    on_day: date
    facts: str
    measures: str
    authority: str
    banned_from: date | None
    banned_until: date | None
    standing: str
    lifted: str
    clawback: str
    case_number: str
    exceptions: str
    account: str


def register(uow: UnitOfWork) -> tuple[MisconductRow, ...]:
    """All entries, the latest first."""
    with uow.read() as work:
        excepted = _exceptions(work)
        rows = work.session.execute(
            select(Misconduct, Clawback.number, Case.number)
            .outerjoin(Clawback, Clawback.id == Misconduct.clawback_id)
            .outerjoin(Case, Case.id == Clawback.case_id)
            .order_by(Misconduct.on_day.desc(), Misconduct.id.desc())
        )
        return tuple(
            _row(entry, clawback or "", case or "", "；".join(excepted.get(entry.id, ())), work.today)
            for entry, clawback, case in rows
        )


def _exceptions(work: Work) -> dict[int, list[str]]:
    rows = work.session.execute(
        select(BanException, Case.number).join(Case, Case.id == BanException.case_id).order_by(BanException.id)
    )
    found: dict[int, list[str]] = {}
    for exception, number in rows:
        found.setdefault(exception.misconduct_id, []).append(f"{number}（{exception.account}：{exception.reason}）")
    return found


def _row(entry: Misconduct, clawback: str, case: str, exceptions: str, today: date) -> MisconductRow:
    lifted = f"{entry.lifted_on} {entry.lifted_by}：{entry.lifted_reason}" if entry.lifted_on else ""
    return MisconductRow(
        entry_id=entry.id,
        party=PARTIES[entry.party],
        number=entry.party_number,
        name=entry.party_name,
        on_day=entry.on_day,
        facts=entry.facts,
        measures="、".join(json.loads(entry.measures)),
        authority=entry.authority,
        banned_from=entry.banned_from,
        banned_until=entry.banned_until,
        standing=_standing(entry, today),
        lifted=lifted,
        clawback=clawback,
        case_number=case,
        exceptions=exceptions,
        account=entry.account,
    )


def _standing(entry: Misconduct, today: date) -> str:
    if entry.banned_from is None or entry.banned_until is None:
        return NO_BAN
    if entry.lifted_on is not None:
        return LIFTED
    if today < entry.banned_from:
        return COMING
    return IN_FORCE if today <= entry.banned_until else ENDED
