"""Checks on conduct: parties of 违规申领台账 or under investigation, and cases changed after they were reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.cases import GRANTED
from app.services.doubts.evidence import Changed, Cheat, Evidence, Finding, Investigated, Stated

UNTIL = "，须先解除限制申报，或由管理员准予例外"


def known_for_cheating(seen: Evidence) -> Iterator[Finding]:
    """Person or unit is entered in 违规申领台账; it blocks only under a ban in force for this case."""
    for one in seen.cases if seen.cheats else ():
        for party in filter(None, (one.person, one.unit)):
            for entry in seen.cheats.get(party, ()):
                blocks = _banned(one, entry, seen)
                text = f"{_said(entry)}{UNTIL if blocks else ''}"
                yield Finding(one.case_id, str(entry.entry_id), text, "限制申报" if blocks else "", blocks=blocks)


def _banned(one: Stated, entry: Cheat, seen: Evidence) -> bool:
    """Under ban when applying or today; a restricted unit is only a warning on a case that is paid to a person."""
    if one.case_id in entry.excepted or (one.to_person and entry.party == one.unit):
        return False
    return entry.bans(one.applied_on) or entry.bans(seen.today)


def _said(entry: Cheat) -> str:
    text = f"{entry.name} 于 {entry.on_day} 列入违规申领台账"
    if entry.start is None:
        return text
    return f"{text}，{entry.start} 至 {entry.end or '解除之日'} 限制申报（依据 {entry.authority}）"


def party_investigated(seen: Evidence) -> Iterator[Finding]:
    """Another case of the same person, unit, account or certificate is under investigation or was a fraud."""
    for one in seen.cases if seen.investigated else ():
        for other in seen.investigated if one.state not in GRANTED else ():
            ties = _ties(one, other)
            if ties and one.case_id != other.case.case_id:
                said = "查实弄虚作假" if other.fraud else "已追回立案"
                text = f"{other.case.number} {said}（{other.clawback}），与本件为{'、'.join(ties)}，须复查"
                yield Finding(one.case_id, other.clawback, text, said, others=(other.case.number,))


def _ties(one: Stated, other: Investigated) -> list[str]:
    theirs = other.case
    alike = (
        ("同一人员", one.person, theirs.person),
        ("同一单位", one.unit, theirs.unit),
        ("同一银行账号", one.account, theirs.account),
        ("同一证书", one.certificate, theirs.certificate),
    )
    return [name for name, mine, its in alike if mine and mine == its]


def changed_after_review(seen: Evidence) -> Iterator[Finding]:
    """Answers were changed after the case had passed its review."""
    for change in seen.changed:
        yield Finding(change.case_id, "更改", _changes(change), str(change.last_id))


def _changes(change: Changed) -> str:
    what = "、".join(change.labels)
    return f"{change.reviewer} 于 {change.reviewed_on} 复核通过后，填报内容又有更改：{what}"
