"""The outcome of an assessment: every condition, the sum with its formula, what was taken off, and the instalments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.services.policy.claims import Claim, Ground
from app.services.policy.clauses import Basis, Clause


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


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a case may have, and why. Sums in fen; both are 0 unless eligible."""

    code: str
    applied_on: date
    eligible: bool
    gross_fen: int
    payable_fen: int
    steps: tuple[Step, ...]
    components: tuple[Component, ...]
    deductions: tuple[Deduction, ...]
    instalments: tuple[Instalment, ...]
    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    least_fen: int | None = None  # the approver may fix less than payable with a written reason, down to this

    @property
    def failed(self) -> tuple[Step, ...]:
        """The conditions that are not met."""
        return tuple(step for step in self.steps if not step.ok)
