"""Cells that only point to the one above: 同上, 〃."""

from __future__ import annotations

from app.services.policy.questions import Group, Question, Reader
from app.services.policy.values import Raw, Unreadable

_DITTOS = frozenset(["同上", "同左", "同前", "同上行", "〃", "″", '"', "”", "“", "〞", "ditto"])
_FREE = frozenset({"text", "name", "code"})


def without_dittos(question: Question, read: Reader) -> Reader:
    """The reader of a column; where it takes any words, one to which 同上 is none: nobody can tell how far it reaches."""
    if question.kind.name not in _FREE or question.group is Group.OTHER:
        return read

    def reading(raw: Raw) -> object:
        if isinstance(raw, str) and raw.strip() in _DITTOS:
            raise Unreadable("此处只写了“同上”，请写出具体内容")
        return read(raw)

    return reading
