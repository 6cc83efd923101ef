"""What a list for the public must never show in full: identity and account numbers, phones, birth dates, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.models import Case
from app.services.cases.dossiers import definition, facts_of
from app.services.errors import UserError

_LONGEST_PLAIN = 10  # digits in a row that are no personal number: a case number has ten
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-.·/]+(?=\d)")
_RUN = re.compile(rf"\d{{{_LONGEST_PLAIN + 1},}}")
_IDENTITY = re.compile(r"\d{6}(?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dX]")
_BARE_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dX](?![\dX])")
_ADDRESS_WORDS = ("地址", "住址")


@dataclass(frozen=True)
class Secret:
    """Something of a case that is nobody else's business, and what it is called."""

    called: str
    text: str


@dataclass(frozen=True)
class Shown:
    """A text that will be public, and where it stands."""

    where: str
    text: str


def secrets_of(cases: Iterable[Case]) -> tuple[Secret, ...]:
    """All that these cases know of persons and must not be made public."""
    found: dict[Secret, None] = {}
    for case in cases:
        for question, text in definition(case).shown(facts_of(case)):
            for secret in _secrets(question.kind.name, question.label, text):
                found[secret] = None
    return tuple(found)


def _secrets(kind: str, label: str, text: str) -> list[Secret]:
    if kind in ("identity", "family"):
        numbers = _BARE_IDENTITY.findall(text.upper())
        births = [Secret("出生日期", written) for number in numbers for written in _births(number[6:14])]
        return [*(Secret("身份证号", number) for number in numbers), *births]
    if kind == "account":
        return [Secret("银行账号", text)]
    if kind == "phone":
        return [Secret("联系电话", text)]
    return [Secret("住址", text)] if any(word in label for word in _ADDRESS_WORDS) else []


def _births(digits: str) -> list[str]:
    year, month, day = digits[:4], digits[4:6], digits[6:]
    plain = (str(int(month)), str(int(day)))
    return [f"{year}{month}{day}", f"{year}年{month}月{day}日", f"{year}年{plain[0]}月{plain[1]}日"]


def refuse_exposed(what: str, shown: Iterable[Shown], secrets: Iterable[Secret], allowed: Iterable[str] = ()) -> None:
    """Refuse a text that shows a secret or anything that looks like one; UserError says what and where, not the number.

    `allowed` are numbers that may stand there: the office's own telephone, credit codes of units.
    """
    known = [Secret(secret.called, _bare(secret.text)) for secret in secrets if _bare(secret.text)]
    passed = [_bare(text) for text in allowed if _bare(text)]
    for one in shown:
        called = _exposed(_bare(one.text), known, passed)
        if called:
            raise UserError(
                f"{what}{one.where}出现完整的{called}，未写出，请经办员核对该案件的姓名、单位名称等填报内容，改正后再办。"
            )


def _exposed(text: str, known: Iterable[Secret], allowed: Iterable[str]) -> str:
    """What the text shows that it must not; empty when it shows nothing."""
    for passed in allowed:
        text = text.replace(passed, "□")
    for secret in known:
        if secret.text in text:
            return secret.called
    if _IDENTITY.search(text) or _BARE_IDENTITY.search(text):
        return "身份证号"
    return "号码（电话或账号）" if _RUN.search(text) else ""


def _bare(text: str) -> str:
    """A text as one compares it: full-width forms made plain, upper case, nothing between digits, no spaces."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"\s+", "", _BETWEEN_DIGITS.sub("", plain))
