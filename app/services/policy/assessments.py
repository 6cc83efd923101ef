"""The outcome of an assessment: every condition, the sum with its formula, what was taken off, and the instalments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.services.policy.claims import Claim, Ground
from app.services.policy.clauses import Basis, Clause
from app.services.policy.figures import Figures, put

Note = tuple[bool, str, str, Figures, Clause, Basis, date | None]
"""A condition as the trace keeps it: as `Step`, but with the words of `detail` and the figures for them apart."""
Part = tuple[str, int, str, Figures, Clause, str]
"""A component as the trace keeps it: as `Component`, but with the words of `formula` and the figures for them apart."""


class Step(NamedTuple):
    """A condition that is met or not, with the figures compared; `earliest` is the first day it can be met."""

    ok: bool
    text: str
    detail: str
    clause: Clause
    basis: Basis
    earliest: date | None = None

    @property
    def sentence(self) -> str:
        """Condition and figures in one line."""
        return f"{self.text}：{self.detail}" if self.detail else self.text


class Component(NamedTuple):
    """A part of the sum, in fen, and how it came about."""

    label: str
    amount_fen: int
    formula: str
    clause: Clause
    source: str


class Deduction(NamedTuple):
    """What the rule of no duplicate benefit took off, in fen, and against which cases."""

    text: str
    amount_fen: int
    cases: tuple[str, ...]


class Instalment(NamedTuple):
    """A part of the payable sum, in fen; due so many years after the first was paid, after a 年度核查 if so said."""

    label: str
    amount_fen: int
    years_after: int = 0
    needs_check: bool = False


class Assessment(NamedTuple):
    """What a case may have, and why. Sums in fen; both are 0 unless eligible.

    Notes and parts are kept as they were compared: many thousand rows are assessed of which a few are read.
    """

    code: str
    applied_on: date
    eligible: bool
    gross_fen: int
    payable_fen: int
    notes: Sequence[Note]
    parts: Sequence[Part]
    deductions: tuple[Deduction, ...]
    instalments: tuple[Instalment, ...]
    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    least_fen: int | None = None  # the approver may fix less than payable with a written reason, down to this
    reading: str = (
        ""  # number and day of the paper on which conditions of 解释口径 rest, where the office has entered one
    )

    def cited(self, step: Step) -> str:
        """The place of a condition as letters cite it, and the paper behind it where it is a reading of the bureau."""
        if step.basis is Basis.TEXT:
            return step.clause.cited
        return f"{step.clause.cited}（{step.basis}{f'：{self.reading}' if self.reading else ''}）"

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every condition in words."""
        return tuple(map(_step, self.notes))

    @property
    def failed(self) -> tuple[Step, ...]:
        """The conditions that are not met, in words."""
        return tuple(_step(note) for note in self.notes if not note[0])

    @property
    def components(self) -> tuple[Component, ...]:
        """The parts of the sum with their formulas in words."""
        return tuple(map(_component, self.parts))


class Verdict(NamedTuple):
    """What an assessment comes to without its reasoning: sums in fen, the keys taken, and what is to be looked at.

    `reasons` are the conditions that fail, or what was taken off; `unset`: only standards that are not set fail it.
    """

    code: str
    eligible: bool
    gross_fen: int
    payable_fen: int
    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    warnings: tuple[str, ...]
    reasons: tuple[str, ...]
    unset: bool


def sentences(notes: Sequence[Note]) -> tuple[str, ...]:
    """Each condition and its figures in one line."""
    return tuple([_step(note).sentence for note in notes])


def _step(note: Note) -> Step:
    ok, text, detail, figures, clause, basis, earliest = note
    return Step(ok, text, put(detail, figures), clause, basis, earliest)


def _component(part: Part) -> Component:
    label, amount, formula, figures, clause, source = part
    return Component(label, amount, put(formula, figures), clause, source)
