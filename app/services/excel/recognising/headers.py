"""Labels as enterprises write them: forms under which a column header finds its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from app.services.policy.questions import Question
from app.services.policy.raw import compact
from app.services.policy.values import Raw

_ORNAMENTS = re.compile(r"[*※★▲·:,、/\\|_\-\"“”?]|必填")
_IN_LATIN_TOO = re.compile(r"(?<=[一-鿿)])[^一-鿿]*[A-Za-z]{2}[^一-鿿]*$")
_GROUP_TAIL = re.compile(r"(基本)?(信息|情况|资料)$")
_NUMBERED = re.compile(r"^(\(?\d{1,2}[.、)]+|[①-⑳])")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_BRACKET_SIGNS = re.compile(r"[()\[\]【】]")
_WHETHER = (re.compile(r"^是否"), re.compile(r"^是否(为|属于|列入)"))
_WHOSE = re.compile(r"^(学徒|学员|职工|员工|申请人|申报人|申领人|持证人|本人|个人|企业|单位|公司)(?=..)")
_SAME = (
    ("时间", "日期"),
    ("号码", "号"),
    ("编号", "号"),
    ("开始", "起始"),
    ("结束", "终止"),
    ("月份", "月"),
    ("费用", "费"),
    ("帐", "账"),
)


class Rank(IntEnum):
    """How well a header fits a question; the lower, the better."""

    BY_HAND = 0
    LABEL = 1
    ALIAS = 2


class Match(NamedTuple):
    """A question that a header may stand for."""

    question: Question
    rank: Rank


@lru_cache(maxsize=8192)
def forms(label: str) -> tuple[str, ...]:
    """The forms under which a label is compared: all of it, without bracketed parts, and each without 是否; last without whose it is."""
    text = _IN_LATIN_TOO.sub("", _NUMBERED.sub("", compact(label).upper()))
    whole = _BRACKET_SIGNS.sub("", _ORNAMENTS.sub("", text))
    common = [_in_common_words(whole), _in_common_words(_ORNAMENTS.sub("", _BRACKETED.sub("", text)))]
    found = [each for form in common for each in (form, *(whether.sub("", form) for whether in _WHETHER))]
    found += [_WHOSE.sub("", form) for form in common]
    return tuple(dict.fromkeys(form for form in found if form))


def _in_common_words(form: str) -> str:
    for old, new in _SAME:
        form = form.replace(old, new)
    return form


def plain(label: str) -> str:
    """A label in the one form that tells whether it is written exactly as the definition writes it."""
    return _ORNAMENTS.sub("", compact(label))


class Labels:
    """The labels and aliases of some questions, looked up by the forms of a header."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._exact: dict[str, Question] = {}
        self._known: dict[str, Match] = {}
        for question in questions:
            self._exact.setdefault(plain(question.label), question)
            self._add(question, (question.label,), Rank.LABEL)
            self._add(question, question.asked.aliases, Rank.ALIAS)

    def _add(self, question: Question, labels: Sequence[str], rank: Rank) -> None:
        for label in labels:
            for form in forms(label):
                known = self._known.get(form)
                if known is None or known.rank > rank:
                    self._known[form] = Match(question, rank)

    def find(self, header: str) -> Match | None:
        """The question that a header stands for, or None."""
        exact = self._exact.get(plain(header))
        if exact is not None:
            return Match(exact, Rank.LABEL)
        for form in forms(header):
            match = self._known.get(form)
            if match is not None:
                return match if match.rank is Rank.ALIAS else match._replace(rank=Rank.ALIAS)
        return None


def as_header(raw: Raw) -> str:
    """A cell as header text; empty when it holds no words (or far too many)."""
    return raw.strip() if isinstance(raw, str) and len(raw) <= 60 else ""


def joined_headers(upper: Sequence[str], lower: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each column of a two-line header, the texts it may stand for, best first."""
    texts: list[tuple[str, ...]] = []
    above = ""
    for top, bottom in zip(upper, lower, strict=True):
        above = top or above
        if not bottom or top == bottom:
            texts.append((top,) if top else ())
        elif top:
            texts.append(tuple(dict.fromkeys((top + bottom, bottom, _GROUP_TAIL.sub("", top) + bottom))))
        else:
            texts.append((bottom, above + bottom))
    return tuple(texts)
