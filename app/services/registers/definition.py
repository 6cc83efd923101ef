"""A register as one definition: its form, template, import, list and export follow from what it asks."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from app.services.cases.pinyin_index import pinyin_of
from app.services.letters.masking import masked_answer
from app.services.policy.clauses import Clause
from app.services.policy.questions import Facts, Group, Need, Question, questions
from app.services.unit_of_work import Work

Extras = Mapping[str, Any]
_TOLD = 4
NAMED = frozenset({"person_name", "unit_name", "subject"})


@dataclass(frozen=True)
class Extra:
    """A column beside what is asked, computed and not stored; `kind` names a kind of answer, percent, or chip."""

    key: str
    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register as lists show it; `key` is the entry, 0 when it follows from a case."""

    key: int
    facts: Any
    extras: Extras
    version: int = 0
    entered_by: str = ""
    entered_at: datetime | None = None


Narrowed = Callable[[Work, "Register", str], Sequence[Line]]
Marks = Callable[[Work, Any], Mapping[str, str]]


@dataclass(frozen=True)
class Register:
    """One register. `mark` is what makes two entries the same one, `day` the date that an entry is filed under.

    `lines` reads what the list shows, narrowed to a search text; `elsewhere` names by mark what is known without
    an entry: all of it, or what may be the same as the facts given.
    """

    code: str
    title: str
    clause: Clause | None
    purpose: str
    facts: type[Facts]
    mark: Callable[[Any], str]
    lines: Narrowed
    day: Callable[[Any], date | None] = field(default=lambda _: None)
    extras: tuple[Extra, ...] = ()
    extend: Callable[[Work, Mapping[int, Any]], Mapping[int, Extras]] = field(default=lambda _work, _entries: {})
    elsewhere: Marks = field(default=lambda _work, _facts: {})
    by_hand: bool = True
    scanned: bool = False
    counted_in: str = "条"

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks, in the order of form and template."""
        return questions(self.facts)

    @cached_property
    def required(self) -> tuple[Question, ...]:
        """What every entry must answer."""
        return tuple(question for question in self.questions if question.need is Need.REQUIRED)

    def shown(self, facts: Any) -> dict[str, str]:
        """The answers as a form shows them, by question name."""
        return {question.name: question.show(getattr(facts, question.name)) for question in self.questions}

    def told(self, facts: Any) -> str:
        """An entry in one line, for the audit chain and for messages; numbers of persons are masked."""
        texts = [
            masked_answer(question.kind.name, text)
            for question, text in zip(self.questions, self.shown(facts).values(), strict=True)
            if text
        ]
        return "，".join(texts[:_TOLD])

    def search_text(self, facts: Any) -> str:
        """What an entry is found by: everything it says, and names by their pinyin."""
        names = [name for field_name in NAMED if (name := getattr(facts, field_name, None))]
        shown = [text for text in self.shown(facts).values() if text]
        plain = [text.replace(",", "") for text in shown if "," in text]
        return " ".join([*shown, *plain, *map(pinyin_of, names)])


def same(facts: type[Facts], name: str, **changes: Any) -> Any:
    """A question as another definition asks it, with its label and aliases, for the form of a register."""
    asked = copy.copy(facts.model_fields[name])
    extra = asked.json_schema_extra
    if not isinstance(extra, dict):
        raise TypeError(f"{facts.__name__}.{name} was not declared with asks()")
    before: Any = extra["asked"]
    asked.json_schema_extra = {"asked": replace(before, **{"group": Group.ENTRY, "last": False} | changes)}
    if changes.get("need") is Need.OPTIONAL:
        asked.default = None
    return asked


def joined_mark(*parts: object) -> str:
    """Several answers as one mark."""
    return "|".join(str(part) for part in parts)


def titles(registers: Iterable[Register]) -> str:
    """The names of registers in one text."""
    return "、".join(register.title for register in registers)
