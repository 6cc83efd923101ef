"""Family members named on one case: several children in one answer, each with or without an identity number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.services.policy.numbers import read_identity_number
from app.services.policy.raw import Raw, Unreadable
from app.services.policy.texts import read_name, read_text

_BETWEEN = re.compile(r"[、，,；;\n/|]+")
_PERSON = re.compile(r"(?P<name>\D+?)[\s(（:：]*(?P<number>\d[\dXx\s]*)?[\s)）]*")


@dataclass(frozen=True)
class Member:
    """A family member; `number` is the identity number, empty when it was not given."""

    relation: str
    name: str
    number: str


def read_children(raw: Raw) -> str:
    """Children as 张小明（341504…）、张小红; Unreadable names the one whose name or number cannot be read."""
    written = raw if isinstance(raw, str) else read_text(raw)
    parts = [read_text(part) for part in _BETWEEN.split(written) if part.strip()]
    children = [_read_child(part) for part in parts]
    known = {child.number for child in children if child.number}
    if len(known) < sum(1 for child in children if child.number):
        raise Unreadable("有两名子女的身份证号相同")
    return "、".join(f"{child.name}（{child.number}）" if child.number else child.name for child in children)


def members(spouse: str | None, spouse_number: str | None, children: str | None) -> tuple[Member, ...]:
    """All family members that a case names, the spouse first; `children` as `read_children` wrote them."""
    return tuple(_members(spouse, spouse_number, children))


def _members(spouse: str | None, spouse_number: str | None, children: str | None) -> Iterator[Member]:
    if spouse:
        yield Member("配偶", spouse, spouse_number or "")
    if children:
        yield from map(_read_child, children.split("、"))


def _read_child(text: str) -> Member:
    found = _PERSON.fullmatch(text)
    if found is None:
        raise Unreadable(f"“{text}”应写成姓名，或姓名加身份证号，例如 张小明（341504201501011238）")
    number = found["number"]
    try:
        return Member("子女", read_name(found["name"].strip()), read_identity_number(number) if number else "")
    except Unreadable as reason:
        raise Unreadable(f"“{text}”{reason.text}") from None
