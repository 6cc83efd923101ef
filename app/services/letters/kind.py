"""What a kind of letter is: one definition from which lists, previews, numbers and commands follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal

from app.models import Case, Clawback, PaymentRun
from app.services.letters.paper.content import Letter
from app.services.unit_of_work import Work

Subjects = type[Case] | type[Clawback] | type[PaymentRun]


@dataclass(frozen=True)
class Naming:
    """What a letter is given when it is written: its number, its verification code, whom it corrects and why, and what it answers."""

    number: str
    code: str = ""
    corrects: str = ""
    reason: str = ""
    occasion: int = 0


UNNUMBERED = Naming("（编号待定）")


@dataclass(frozen=True)
class Kind:
    """A kind of letter; `series` follows the office's prefix in its numbers, gapless a year and kind.

    `due` is the SQL condition of the rows of `about` that are due one, `when_due` a further one of the day, `occasion` what it answers there (the id of a
    step, of an objection; 0: once): a row gets one letter an occasion. `facts` builds from such a row (from all of
    them in one letter where `together`, but for those that `apart` tells apart) what `write` states. `listed` are the ids of the cases that the letter lists.
    `answers` says which letters answer a row, where not those linked to it on this occasion; `first` is what has to
    happen before one is due; `stands` are the rows on which one may still be
    corrected, where not those due. `code` and `when` say of the letters of services which type, and which answers, they are about.
    """

    name: str
    series: str
    write: Callable[[Any], Letter]
    facts: Callable[[Work, Any, Naming], Any]
    due: ColumnElement[bool] = field(default_factory=false)
    when_due: Callable[[date], ColumnElement[bool]] | None = None
    about: Subjects = Case
    occasion: ColumnElement[int] = field(default_factory=lambda: literal(0))
    together: bool = False
    apart: Callable[[Any], object] = lambda _: None
    listed: Callable[[Work, Any], tuple[int, ...]] | None = None
    answers: ColumnElement[bool] | None = None
    stands: ColumnElement[bool] | None = None
    first: str = "须先由审批人作出相应决定"
    code: str = ""
    when: tuple[str, ...] = ()

    def due_on(self, day: date) -> ColumnElement[bool]:
        """The rows that are due one on a day."""
        return and_(self.due, self.when_due(day)) if self.when_due else self.due
