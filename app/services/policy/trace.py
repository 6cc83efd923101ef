"""The trace that a rule writes as it runs: every condition met or not, every component with its formula."""

from __future__ import annotations

from datetime import date

from app.services.policy.assessments import Component, Step
from app.services.policy.claims import Claim, Ground
from app.services.policy.clauses import Basis, Clause
from app.services.policy.money import yuan
from app.services.policy.months import plus_years
from app.services.policy.precedents import Precedents
from app.services.policy.standards import InForce, MissingStandard, Standard


class Trace:
    """Collects what a rule checks and reckons; all failed conditions, not the first."""

    def __init__(self, clause: Clause, applied_on: date, standards: InForce, precedents: Precedents) -> None:
        self.clause = clause
        self.applied_on = applied_on
        self.standards = standards
        self.precedents = precedents
        self.steps: list[Step] = []
        self.components: list[Component] = []
        self.missing: list[str] = []
        self.ok = True

    def require(
        self,
        text: str,
        ok: bool,
        detail: str = "",
        basis: Basis = Basis.TEXT,
        clause: Clause | None = None,
        earliest: date | None = None,
    ) -> bool:
        """Write down a condition, whether it holds and the figures compared; says whether it holds."""
        self.steps.append(Step(ok, text, detail, clause or self.clause, basis, earliest))
        self.ok = self.ok and ok
        return ok

    def require_since(self, text: str, start: date, *, years: int, basis: Basis = Basis.TEXT) -> bool:
        """A span of calendar years from a day must have passed on the application date."""
        earliest = plus_years(start, years)
        if self.applied_on >= earliest:
            return self.require(text, True, f"{start} 起，至申报日 {self.applied_on} 已满 {years} 年", basis)
        detail = f"{start} 起，至申报日 {self.applied_on} 未满 {years} 年，最早 {earliest}"
        return self.require(text, False, detail, basis, earliest=earliest)

    def require_time(self, label: str, day: date, basis: Basis) -> None:
        """The deciding fact lies neither before 发布日期 nor after the application date (both days included)."""
        published = self.standards.published
        early, late = day < published, day > self.applied_on
        self.require(f"{label}不早于文件发布日期", not early, f"{day}，发布日期 {published}", basis)
        if late:
            self.require(f"{label}不晚于申报日期", False, f"{day}，申报日 {self.applied_on}", basis, earliest=day)
        else:
            self.require(f"{label}不晚于申报日期", True, f"{day}，申报日 {self.applied_on}", basis)

    def require_free(self, claim: Claim) -> None:
        """The key is not held by another case; names the one that holds it."""
        holder = self.precedents.holder(claim)
        if holder is None:
            self.require(f"{claim.what}未重复申领", True)
        else:
            self.require(f"{claim.what}未重复申领", False, f"已由 {holder} 申领")

    def require_tally(self, claims: tuple[Claim, ...], limit: int, text: str) -> None:
        """Months claimed so far and now stay within a limit; a claim that goes over it fails whole."""
        tallies = {(claim.scope, claim.tally) for claim in claims if claim.tally}
        before = sum(self.precedents.tallied(*tally) for tally in tallies)
        total = before + len(claims)
        self.require(text, total <= limit, f"已申领 {before} 个月，本次 {len(claims)} 个月，上限 {limit} 个月")

    def given(self, *grounds: Ground) -> int:
        """What other cases have been granted on these grounds, in fen."""
        return self.precedents.given(grounds)

    def rate(self, standard: Standard, key: str = "") -> int:
        """A standard in fen (or as counted), 0 with a failed condition when it is not set."""
        try:
            return self.standards.number(standard, key)
        except MissingStandard:
            name = standard.titled(key)
            self.missing.append(name)
            self.require(f"标准未配置：{name}", False, clause=standard.clause)
            return 0

    def add(self, label: str, amount: int, formula: str, standard: Standard | None = None, key: str = "") -> int:
        """A component of the sum in fen with its formula, and the standard it rests on."""
        source = ""
        if standard and (standard.name, key) in self.standards.entries:
            source = self.standards.source(standard, key)
        self.components.append(Component(label, amount, formula, self.clause, source))
        return amount

    def flat(self, label: str, standard: Standard, key: str = "") -> int:
        """A component that is one standard as it stands, in fen."""
        amount = self.rate(standard, key)
        return self.add(label, amount, f"{standard.titled(key)} {yuan(amount)} 元", standard, key)
