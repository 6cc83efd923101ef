"""Cases read with everything that decides whether they are paid: so many queries for one as for thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from app.models import (
    Case,
    CaseInstalment,
    CaseStep,
    InstalmentCheck,
    LedgerEntry,
    PaymentRun,
    PaymentRunLine,
)
from app.services.cases.access import Hands
from app.services.cases.course import Stage
from app.services.cases.obstacles import obstacles
from app.services.money.payable import Payable, Payee
from app.services.money.remainders import PART, plans
from app.services.supervision import bans
from app.services.trust.accounts import roles_of
from app.services.unit_of_work import Work

Ask = Callable[[Sequence[int]], Select[*tuple[Any, ...]]]


def payables(work: Work, cases: Sequence[Case]) -> list[Payable]:
    """The cases in their order, each as the account of the action may pay it."""
    session, ids = work.session, [case.id for case in cases]
    roles = roles_of(session, work.account)
    plan = plans(session, ids)
    runs, blocked = _by_id(session, ids, _open_runs), obstacles(session, ids)
    stages = _by_id(session, ids, lambda part: _stages(part, work.account))
    checked = [one.instalment.id for rows in plan.values() for one in rows if one.instalment.needs_check]
    checks = _by_id(session, checked, _checks)
    paid_to, banned = _by_id(session, ids, _paid_to), bans.of_payees(session, cases)
    return [
        Payable(
            case=case,
            plan=plan.get(case.id, []),
            hands=Hands(work.account, roles, frozenset(Stage(stage) for (stage,) in stages.get(case.id, ()))),
            run=runs[case.id][0][0] if case.id in runs else "",
            blocked=blocked.get(case.id, ()),
            bans=banned.get(case.id, ()),
            paid_to=Payee(*paid_to[case.id][-1]) if case.id in paid_to else None,
            checks={
                one.instalment.id: checks[one.instalment.id][-1][0]
                for one in plan.get(case.id, ())
                if one.instalment.id in checks
            },
        )
        for case in cases
    ]


def _by_id(session: Session, ids: Sequence[int], ask: Ask) -> dict[int, list[tuple[Any, ...]]]:
    """What a query answers for rows asked for by their ids, which stand first in each answer."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for start in range(0, len(ids), PART):
        for owner, *rest in session.execute(ask(ids[start : start + PART])):
            found[owner].append(tuple(rest))
    return dict(found)


def _open_runs(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(CaseInstalment.case_id, PaymentRun.number)
        .join(PaymentRunLine, PaymentRunLine.instalment_id == CaseInstalment.id)
        .join(PaymentRun, PaymentRun.id == PaymentRunLine.run_id)
        .where(CaseInstalment.case_id.in_(ids), PaymentRunLine.state == "open")
    )


def _stages(ids: Sequence[int], account: str) -> Select[*tuple[Any, ...]]:
    passed = CaseStep.case_id.in_(ids), CaseStep.account == account, CaseStep.stage != ""
    return select(CaseStep.case_id, CaseStep.stage).where(*passed).distinct()


def _checks(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    asked = InstalmentCheck.instalment_id.in_(ids)
    return select(InstalmentCheck.instalment_id, InstalmentCheck).where(asked).order_by(InstalmentCheck.id)


def _paid_to(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The accounts of payments that were not taken back, the latest last."""
    back = aliased(LedgerEntry)
    account = LedgerEntry.bank, LedgerEntry.account_name, LedgerEntry.account_number
    return (
        select(CaseInstalment.case_id, *account)
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .where(
            CaseInstalment.case_id.in_(ids),
            LedgerEntry.kind == "payment",
            ~select(back.id).where(back.reverses_id == LedgerEntry.id).exists(),
        )
        .order_by(LedgerEntry.id)
    )
