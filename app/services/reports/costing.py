"""政策测算: changed standards over the stored cases of a period, and what they would cost; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.services.bulk import collection_paused
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.standards import Entry, Parameters
from app.services.reports import costing_store
from app.services.reports.costing_chain import reckon_chain
from app.services.reports.costing_store import Lone
from app.services.reports.costing_sums import Costing, Sums, as_costing
from app.services.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
MONEY = frozenset(subsidy.code for subsidy in CATALOGUE if subsidy.money)
TELLS_EVERY = 1000


@dataclass(frozen=True)
class WhatIf:
    """What to try: values from a day on, for cases applied for within a period (both days counted), of some types."""

    changes: tuple[Entry, ...]
    first: date
    last: date
    codes: Collection[str] = field(default=MONEY)


def cost(uow: UnitOfWork, asked: WhatIf, progress: Progress | None = None) -> Costing:
    """Sums in fen as they are and as they would be; `progress` hears cases done and in all, and may raise Cancelled.

    As it is: what was granted, 0 for a refusal, the present forecast for an open case. Only types that use a changed
    value are reckoned anew, with the cases that share a key or a ground with them.
    """
    with collection_paused():
        with uow.read() as work:
            before = work.parameters
            found = costing_store.load(work, asked.first, asked.last, asked.codes, affected(asked))
        after = changed(before, asked.changes)
        sums = Sums(found.untouched)
        total = len(found.lone) + len(found.linked)
        _reckon_lone(found.lone, before, after, sums, lambda done: progress and progress(done, total))
        reckon_chain(found, before, after, sums)
        if progress:
            progress(total, total)
    return as_costing(sums, total)


def affected(asked: WhatIf) -> frozenset[str]:
    """The types asked for whose outcome may differ: they use a changed standard; a value that is none may touch any."""
    known = {standard.name for subsidy in CATALOGUE for standard in subsidy.standards}
    names = {entry.name for entry in asked.changes}
    return frozenset(
        code
        for code in asked.codes
        if names - known or any(standard.name in names for standard in BY_CODE[code].standards)
    )


def changed(parameters: Parameters, changes: Sequence[Entry]) -> Parameters:
    """The parameters with values that hold from their day on, in place of what has been entered for later days too."""
    since = {(entry.name, entry.key): entry.start for entry in changes}
    kept = (e for e in parameters.entries if e.start <= since.get((e.name, e.key), date.max))
    return Parameters(kept).plus(changes)


def _reckon_lone(
    cases: Iterable[Lone], before: Parameters, after: Parameters, sums: Sums, tell: Callable[[int], object]
) -> None:
    """Cases that share nothing with others: what each gives alone is what it is paid."""
    validators = {code: subsidy.facts.model_validate_json for code, subsidy in BY_CODE.items()}
    for done, (_, code, stated, now, was, decided, settled, granted_gross, outdated) in enumerate(cases):
        if done % TELLS_EVERY == 0:
            tell(done)
        subsidy, facts = BY_CODE[code], validators[code](stated)
        day = facts.applied_on
        bucket = code, day.year, day.month, decided
        if settled:
            sums.add(bucket, 0, 0, was=False, would_be=False)
            continue
        then = subsidy.alone(facts, after)
        if outdated:
            alone = subsidy.alone(facts, before)
            sums.add(bucket, alone or 0, then or 0, was=alone is not None, would_be=then is not None)
            continue
        unmoved = then is not None and then == granted_gross
        sums.add(bucket, now, now if unmoved else then or 0, was=was, would_be=then is not None)
