"""A clawback in hand: fetched, checked for who may act, written down step by step."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, Clawback, ClawbackStep
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind
from app.services.errors import UserError
from app.services.trust.accounts import Role, require_role
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work

INVESTIGATORS = (Role.CLERK, Role.REVIEWER)
GUARDED = frozenset(
    {
        ClawbackStepKind.DECIDE,
        ClawbackStepKind.DROP,
        ClawbackStepKind.REPAY,
        ClawbackStepKind.CORRECT,
        ClawbackStepKind.WRITE_OFF,
    }
)
"""What decides on money or books it: the password is asked for again."""


def fetch_clawback(session: Session, number: str) -> Clawback:
    """The stored clawback of a number; UserError when there is none."""
    found = session.execute(select(Clawback).where(Clawback.number == number)).scalar_one_or_none()
    if found is None:
        raise UserError(f"没有追回案件 {number}，请核对编号。")
    return found


@dataclass(frozen=True)
class Hold:
    """A clawback being worked on in a transaction, with its case."""

    work: Work
    clawback: Clawback
    kind: ClawbackStepKind

    @cached_property
    def case(self) -> Case:
        """The case that something is taken back on."""
        return self.work.session.get_one(Case, self.clawback.case_id)

    def refuse(self, text: str) -> UserError:
        """A refusal that names the clawback."""
        return UserError(f"{self.clawback.number} {text}")

    def accounts_of(self, kinds: Collection[ClawbackStepKind]) -> frozenset[str]:
        """Who took one of these steps so far."""
        query = select(ClawbackStep.account).where(
            ClawbackStep.clawback_id == self.clawback.id, ClawbackStep.step.in_([kind.value for kind in kinds])
        )
        return frozenset(self.work.session.scalars(query))

    def write(self, reason: str, after: ClawbackState | None = None, *, on_day: date | None = None) -> None:
        """Write the step down, with the state it leads to if it leads anywhere, in the audit chain as well."""
        before = self.clawback.state
        if after is not None:
            self.clawback.state = after.value
        self.clawback.version = (self.clawback.version or 0) + 1
        self.work.session.add(
            ClawbackStep(
                clawback_id=self.clawback.id,
                at=self.work.now,
                on_day=on_day or self.work.today,
                account=self.work.account,
                step=self.kind.value,
                from_state=before,
                to_state=self.clawback.state,
                reason=reason,
            )
        )
        self.work.session.flush()
        self.work.note(self.kind.label, self.clawback.number, reason)


@contextmanager
def holding(
    uow: UnitOfWork,
    number: str,
    kind: ClawbackStepKind,
    roles: Collection[Role],
    states: Collection[ClawbackState],
    *,
    seen: int | None = None,
    on: date | None = None,
) -> Iterator[Hold]:
    """A clawback for one step in a transaction of its own.

    UserError unless the account holds one of the roles, the clawback is in one of the states, and nobody changed it
    since the version `seen`.
    """
    with uow.begin(on=on) as work:
        yield take(work, number, kind, roles, states, seen=seen)


def take(
    work: Work,
    number: str,
    kind: ClawbackStepKind,
    roles: Collection[Role],
    states: Collection[ClawbackState],
    *,
    seen: int | None = None,
) -> Hold:
    """The same in the caller's transaction."""
    require_role(work.session, work.account, roles, f"对 {number} “{kind.label}”")
    clawback = fetch_clawback(work.session, number)
    if seen is not None and seen != clawback.version:
        raise UserError(f"{number} 已被他人办理，本次未作改动，请刷新后再办。")
    state = ClawbackState(clawback.state)
    if state not in states:
        where = "、".join(one.label for one in states)
        raise UserError(f"{number} 处于“{state.label}”，不能“{kind.label}”，此步须在“{where}”时办理。")
    if kind in GUARDED:
        require_recent_password(work, kind.label)
    return Hold(work, clawback, kind)
