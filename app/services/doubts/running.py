"""Running the checks: over the cases that something has happened to and those they touch, or over everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from contextlib import nullcontext

from sqlalchemy import select

from app.models import Case, Doubt
from app.services.bulk import collection_paused, let_go
from app.services.cases.dossiers import assessment_of
from app.services.doubts.catalogue import CHECKS
from app.services.doubts.gathering import gather, neighbours
from app.services.doubts.open_doubts import OPEN, warn
from app.services.doubts.reconciling import Reconciled, reconcile
from app.services.unit_of_work import Work

Progress = Callable[[int, int, str], None]
FEW = 1_000
"""Up to so many cases are looked at with those they touch; beyond that everything is, which is quicker."""
MOST_TOUCHED = 2_000
STEPS = len(CHECKS) + 2


def run(work: Work, ids: Collection[int] | None = None, progress: Progress | None = None) -> Reconciled:
    """Check the cases of these ids with those they touch, or all; in the caller's transaction.

    `progress` hears checks done, checks in all and the next one's name, and may raise Cancelled.
    """
    if ids is not None and not ids:
        return Reconciled()
    tell = progress or (lambda _done, _all, _text: None)
    few = ids is not None and len(ids) <= FEW
    with nullcontext() if few else collection_paused():
        scope = _touched(work, ids) if few and ids is not None else None
        tell(0, STEPS, "读取案件")
        seen = gather(work, scope)
        found = {}
        for done, check in enumerate(CHECKS, start=1):
            tell(done, STEPS, check.title)
            found[check.code] = list(check.find(seen))
        tell(STEPS - 1, STEPS, "登记疑点")
        outcome = reconcile(work, found, scope)
        show_warned(work, outcome.cases)
        if isinstance(seen.cases, list):
            let_go(seen.cases)
    tell(STEPS, STEPS, "")
    return outcome


def show_warned(work: Work, ids: Collection[int]) -> None:
    """A case is warned while it has an open doubt or its assessment has a warning."""
    for case_id in warn(work.session, ids):
        case = work.session.get_one(Case, case_id)
        case.warned = bool(assessment_of(work, case).warnings)
    work.session.flush()


def _touched(work: Work, ids: Collection[int]) -> set[int]:
    """The cases, those they meet now, and those that their doubts name from before."""
    named = select(Doubt.others).where(Doubt.case_id.in_(ids), OPEN)
    met = {number for others in work.session.execute(named).scalars() for number in json.loads(others or "[]")}
    before = work.session.execute(select(Case.id).where(Case.number.in_(sorted(met)))).scalars() if met else ()
    return neighbours(work, ids, MOST_TOUCHED) | set(before)
