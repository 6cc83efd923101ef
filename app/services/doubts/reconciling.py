"""What is stored brought in line with what was found: new ones added, known ones kept, what no longer holds marked gone."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from app.models import Base, Doubt
from app.services.bulk import insert_many
from app.services.doubts.catalogue import BY_CODE
from app.services.doubts.evidence import Finding
from app.services.unit_of_work import Work

Found = Mapping[str, Iterable[Finding]]
KNOWN = (Doubt.id, Doubt.case_id, Doubt.code, Doubt.mark, Doubt.verdict, Doubt.gone_at)
SAID = ("text", "others", "blocks", "list_id")
STRIDE = 5_000


@dataclass
class Reconciled:
    """What a run has changed: new doubts by check, how many are gone, and the cases concerned."""

    new: Counter[str] = field(default_factory=Counter)
    gone: int = 0
    cases: set[int] = field(default_factory=set)


def reconcile(work: Work, found: Found, ids: Collection[int] | None = None) -> Reconciled:
    """Store findings on the cases of these ids (or all). A judged doubt is never raised again for the same mark."""
    outcome = Reconciled()
    known = _known(work, ids)
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for code, findings in found.items():
        wanted = {(one.case_id, one.mark): one for one in findings if ids is None or one.case_id in ids}
        _match(work, code, wanted, known.pop(code, {}), fresh, changed, outcome)
    for rest in known.values():  # of a check that is no more
        _match(work, "", {}, rest, fresh, changed, outcome)
    insert_many(work.session, Base.metadata.tables["doubts"], fresh)
    if changed:
        work.session.execute(update(Doubt), changed)
    outcome.cases.update(row["case_id"] for row in fresh)
    return outcome


def _known(work: Work, ids: Collection[int] | None) -> dict[str, dict[tuple[int, str], Any]]:
    """The stored doubts by check, then by case and mark."""
    stored: dict[str, dict[tuple[int, str], Any]] = defaultdict(dict)
    columns = (*KNOWN, *(getattr(Doubt, name) for name in SAID))
    for part in [None] if ids is None else _parts(sorted(ids)):
        query = select(*columns) if part is None else select(*columns).where(Doubt.case_id.in_(part))
        for row in work.session.execute(query):
            stored[row.code][row.case_id, row.mark] = row
    return stored


def _parts(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + STRIDE] for start in range(0, len(ids), STRIDE)]


def _match(
    work: Work,
    code: str,
    wanted: dict[tuple[int, str], Finding],
    stored: dict[tuple[int, str], Any],
    fresh: list[dict[str, Any]],
    changed: list[dict[str, Any]],
    outcome: Reconciled,
) -> None:
    """One check: the same mark first, then an unjudged doubt on the same ground, then a new one."""
    same = wanted.keys() & stored.keys()
    waiting = {(row.case_id, _ground(mark)): row for (_, mark), row in stored.items() if not row.verdict}
    left = {place: row for place, row in stored.items() if place not in same}
    for place, one in wanted.items():
        row = stored[place] if place in same else waiting.get((one.case_id, one.key))
        if row is None or (place not in same and (row.case_id, row.mark) not in left):
            fresh.append(_new(work, code, one))
            outcome.new[code] += 1
        else:
            left.pop((row.case_id, row.mark), None)
            _renew(row, code, one, changed, outcome)
    for row in left.values():
        if row.gone_at is None:
            changed.append(_as_stored(row) | {"gone_at": work.now})
            outcome.gone += 1
            outcome.cases.add(row.case_id)


def _ground(mark: str) -> str:
    return mark.rpartition("#")[0]


def _renew(row: Any, code: str, one: Finding, changed: list[dict[str, Any]], outcome: Reconciled) -> None:
    """A known doubt that holds: what it says is kept up to date until it is judged; one that was gone is back."""
    before = _as_stored(row)
    after = before | {"gone_at": None} | ({} if row.verdict else {"mark": one.mark} | _said(code, one))
    if after != before:
        changed.append(after)
        outcome.cases.add(row.case_id)


def _as_stored(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "mark", "gone_at", *SAID)}


def _said(code: str, one: Finding) -> dict[str, Any]:
    blocks = BY_CODE[code].blocks if one.blocks is None else one.blocks
    others = json.dumps(one.others, ensure_ascii=False)
    return {"text": one.text, "others": others, "blocks": blocks, "list_id": one.list_id}


def _new(work: Work, code: str, one: Finding) -> dict[str, Any]:
    blank = {"verdict": "", "reason": "", "judged_by": "", "found_at": work.now}
    return {"case_id": one.case_id, "code": code, "mark": one.mark, **_said(code, one), **blank}
