"""A subsidy or a service as one definition, and how any of them is assessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from app.services.policy.assessments import Assessment, Deduction, Instalment, Verdict, sentences
from app.services.policy.claims import Claim, Combine, Ground, Keys
from app.services.policy.clauses import Clause
from app.services.policy.duplicates import deduct, sharing
from app.services.policy.parties import CaseFacts
from app.services.policy.precedents import Precedents
from app.services.policy.questions import Need, Question, questions
from app.services.policy.standards import InForce, Parameters, Standard
from app.services.policy.terms import OUTSIDE, Payee
from app.services.policy.timing import Deciding
from app.services.policy.trace import Trace

F = TypeVar("F", bound=CaseFacts)
NO_PRECEDENTS = Precedents()
FUNDED = "申请人填报已获同类财政资金，须核实"
Plan = tuple[Instalment, ...]


def once(sum_fen: int, _standards: InForce) -> Plan:
    """Paid whole and once, in fen."""
    return (Instalment("一次性", sum_fen),)


def fill(plan: Iterable[Instalment], payable: int) -> Plan:
    """A reduced sum in fen fills the instalments in order; those that get nothing stay at 0."""
    filled = []
    for part in plan:
        amount = min(part.amount_fen, payable)
        payable -= amount
        filled.append(part if amount == part.amount_fen else part._replace(amount_fen=amount))
    return tuple(filled)


@dataclass(frozen=True)
class Subsidy(Generic[F]):
    """One type of case: everything else in the program follows from it.

    `rule` writes conditions and components into the trace and returns the sum in fen that the case alone gives.
    """

    code: str
    title: str
    clause: Clause
    facts: type[F]
    rule: Callable[[F, Trace], int]
    payee: Callable[[F], Payee]
    deciding: Deciding | None = None
    claims: Callable[[F], Iterable[Claim]] = field(default=lambda _: ())
    grounds: Callable[[F], Iterable[Ground]] = field(default=lambda _: ())
    standards: tuple[Standard, ...] = ()
    plan: Callable[[int, InForce], Plan] = once
    money: bool = True
    published: bool = True  # 公示 before approval
    for_whom: str = ""  # who may apply, for the counter
    repeats: str = ""  # what may be had only once, where there are claims

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks, in the order of form and template."""
        return questions(self.facts)

    @cached_property
    def looked_up(self) -> tuple[str, ...]:
        """The office's lists in which its conditions look an answer up."""
        return tuple(question.kind.looked_up for question in self.questions if question.kind.looked_up)

    def shown(self, facts: F) -> tuple[tuple[Question, str], ...]:
        """The facts as people read them, blank ones left out."""
        lines = ((question, question.show(getattr(facts, question.name))) for question in self.questions)
        return tuple((question, text) for question, text in lines if text)

    def wanting(self, facts: F) -> tuple[Question, ...]:
        """What may be blank on filing but must be there before approval, and is not."""
        return tuple([question for name, question in self._wanted if getattr(facts, name) is None])

    @cached_property
    def _wanted(self) -> tuple[tuple[str, Question], ...]:
        return tuple((question.name, question) for question in self.questions if question.need is Need.WANTED)

    def keys(self, facts: F) -> Keys:
        """What the case takes for itself, and the grounds it rests on."""
        return Keys(tuple(self.claims(facts)), tuple(self.grounds(facts)))

    def assess(self, facts: F, parameters: Parameters, precedents: Precedents, keys: Keys | None = None) -> Assessment:
        """What the case may have under the values in force on its application date, and why; `keys` if known already."""
        standards = parameters.at(facts.applied_on)
        trace = Trace(self.clause, facts.applied_on, standards, precedents)
        claims, grounds = keys = keys or self.keys(facts)
        gross, payable, deductions, warnings = self._weighed(facts, trace, keys)
        return Assessment(
            code=self.code,
            applied_on=facts.applied_on,
            eligible=trace.ok,
            gross_fen=gross,
            payable_fen=payable,
            notes=trace.notes,
            parts=trace.parts if trace.ok else (),
            deductions=deductions,
            instalments=fill(self.plan(gross, standards), payable) if payable else (),
            claims=claims,
            grounds=grounds,
            missing=tuple(trace.missing),
            warnings=warnings,
            least_fen=trace.least_fen if trace.ok else None,
            reading=standards.reading,
        )

    def judge(self, facts: F, parameters: Parameters, precedents: Precedents, keys: Keys) -> Verdict:
        """What `assess` comes to, reasoning only where something fails: for many thousand cases of which few are read."""
        standards = parameters.at(facts.applied_on)
        trace = Trace(self.clause, facts.applied_on, standards, precedents, explains=False)
        gross, payable, deductions, warnings = self._weighed(facts, trace, keys)
        if trace.ok:
            reasons, unset = tuple([taken.text for taken in deductions]), False
        else:
            reasons, unset = sentences(trace.notes), len(trace.notes) == len(trace.missing)
        return Verdict(self.code, trace.ok, gross, payable, keys.claims, keys.grounds, warnings, reasons, unset)

    def _weighed(self, facts: F, trace: Trace, keys: Keys) -> tuple[int, int, tuple[Deduction, ...], tuple[str, ...]]:
        """Everything is checked; what the case gives alone and with the others, in fen, what is taken off, what to look at."""
        gross = self._run(facts, trace)
        trace.require_free(keys.claims)
        to_judge = self._restricted(facts, trace)
        if not trace.ok:
            gross = 0
        payable, deductions = self._payable(gross, keys.grounds, trace)
        return gross, payable, deductions, self._warnings(facts) + to_judge

    def _restricted(self, facts: F, trace: Trace) -> tuple[str, ...]:
        """Whether the party that applies is restricted goes into the trace; what is to be judged of the other comes back."""
        if not trace.precedents.restrictions.bans:
            return ()
        trace.require_unrestricted(self.party(facts, payee=True))
        return tuple(trace.restricted(self.party(facts, payee=False)))

    def alone(self, facts: F, parameters: Parameters) -> int | None:
        """What `assess` gives in fen where no other case shares a key or a ground, None when not eligible; without reasons."""
        standards = parameters.at(facts.applied_on)
        trace = Trace(self.clause, facts.applied_on, standards, NO_PRECEDENTS, explains=False)
        gross = self._run(facts, trace)
        return gross if trace.ok else None

    def _run(self, facts: F, trace: Trace) -> int:
        """The conditions that need no other case, and the sum in fen."""
        self._require_district(facts, trace)
        gross = self.rule(facts, trace)
        if self.deciding:
            trace.require_time(self.deciding.label, self.deciding.span(facts), self.deciding.basis)
        return gross

    def _require_district(self, facts: F, trace: Trace) -> None:
        """A unit outside the district is not paid."""
        if self.money and self.payee(facts) is Payee.UNIT:
            township = getattr(facts, "township", None)
            trace.require("申领单位在本区", township != OUTSIDE, township or "所在乡镇街道未填，须补齐后核实")

    def _payable(self, gross: int, grounds: Sequence[Ground], trace: Trace) -> tuple[int, tuple[Deduction, ...]]:
        payable, deductions = gross, []
        for ground in grounds if gross else ():
            found = trace.precedents.grants(ground)
            if not found or ground.pool.combine is Combine.CAP:
                continue
            if grants := sharing(self.code, ground.pool, found, trace.standards):
                left, deduction = deduct(self.code, gross, ground, grants)
                payable = min(payable, left)
                if deduction:
                    deductions.append(deduction)
        return payable, tuple(deductions)

    def party(self, facts: F, *, payee: bool) -> str:
        """The number of the party that applies and is paid, or of the other one that the facts name; empty without one."""
        of_unit = (self.payee(facts) is Payee.UNIT) is payee
        return getattr(facts, "credit_code" if of_unit else "identity_number", None) or ""

    def _warnings(self, facts: F) -> tuple[str, ...]:
        found = tuple([f"{question.label}未填，须在补正时补齐" for question in self.wanting(facts)])
        return (*found, FUNDED) if facts.already_funded else found


def fixed_lower(assessment: Assessment, sum_fen: int, reason: str) -> Assessment:
    """The assessment with the lower sum in fen that an approver has fixed within its band, for a written reason."""
    clause = assessment.components[-1].clause
    cut = ("审批核减", sum_fen - assessment.payable_fen, "审批意见：{}", (reason,), clause, "")
    return assessment._replace(
        gross_fen=sum_fen,
        payable_fen=sum_fen,
        parts=(*assessment.parts, cut),
        instalments=fill(assessment.instalments, sum_fen),
    )


AnySubsidy = Subsidy[Any]
