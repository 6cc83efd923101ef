"""The trace that a rule writes as it runs: every condition met or not, every component with its formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.services.policy.assessments import Note, Part
from app.services.policy.claims import Claim, Ground, Tally
from app.services.policy.clauses import Basis, Clause
from app.services.policy.months import plus_years
from app.services.policy.precedents import Precedents
from app.services.policy.restrictions import SUPERVISION, TO_JUDGE
from app.services.policy.standards import SCARCE_OCCUPATIONS, InForce, MissingStandard, Standard
from app.services.policy.timing import Span


class Trace:
    """Collects what a rule checks and reckons; all failed conditions, not the first.

    Words and the figures for them are kept apart (see `figures`). One that does not explain keeps only what fails, for
    reckoning many thousand cases of which few are read.
    """

    def __init__(
        self, clause: Clause, applied_on: date, standards: InForce, precedents: Precedents, *, explains: bool = True
    ) -> None:
        self.clause = clause
        self.explains = explains
        self.applied_on = applied_on
        self.standards = standards
        self.precedents = precedents
        self.notes: list[Note] = []
        self.parts: list[Part] = []
        self.missing: list[str] = []
        self.least_fen: int | None = None  # the approver may fix less, down to this
        self.ok = True

    def require(
        self,
        text: str,
        ok: bool,
        detail: str = "",
        *figures: object,
        basis: Basis = Basis.TEXT,
        clause: Clause | None = None,
        earliest: date | None = None,
    ) -> bool:
        """Write down a condition, whether it holds and the figures compared ({} and {:fen} in `detail`); says whether it holds."""
        if self.explains or not ok:
            self.notes.append((ok, text, detail, figures, clause or self.clause, basis, earliest))
            self.ok = self.ok and ok
        return ok

    def require_since(self, text: str, start: date, *, years: int, basis: Basis = Basis.TEXT) -> bool:
        """A span of calendar years from a day must have passed on the application date."""
        earliest = plus_years(start, years)
        if self.applied_on >= earliest:
            words = "{} 起，至申报日 {} 已满 {} 年"
            return not self.explains or self.require(text, True, words, start, self.applied_on, years, basis=basis)
        figures = start, self.applied_on, years, earliest
        return self.require(
            text, False, "{} 起，至申报日 {} 未满 {} 年，最早 {}", *figures, basis=basis, earliest=earliest
        )

    def require_scarce(self, label: str, occupation: str) -> None:
        """An occupation stands in the office's list of scarce ones."""
        listed = self.standards.value(SCARCE_OCCUPATIONS)
        known = isinstance(listed, tuple) and occupation in listed
        self.require(f"{label}列入急需紧缺职业目录", known, occupation if listed else f"{occupation}，目录尚为空")

    def require_time(self, label: str, span: Span, basis: Basis) -> None:
        """The deciding fact lies neither before 发布日期 nor too late for the application."""
        published, applied = self.standards.published, self.applied_on
        early, late = span.begun < published, span.open > applied
        if not (self.explains or early or late):
            return
        self.require(f"{label}{span.not_before}", not early, "{}，发布日期 {}", span.shown, published, basis=basis)
        earliest = span.open if late else None
        self.require(
            f"{label}{span.in_time}", not late, "{}，申报日 {}", span.shown, applied, basis=basis, earliest=earliest
        )

    def require_free(self, claims: Iterable[Claim]) -> None:
        """No key is held by another case; names the one that holds it. Free months are one line together."""
        free_months = []
        for claim in claims if self.explains else self.precedents.held(claims):
            holder = self.precedents.holder(claim)
            if holder is not None:
                self.require(f"{claim.what}未重复申领", False, "已由 {} 申领", holder, basis=Basis.READING)
            elif claim.tally:
                free_months.append(claim.what)
            else:
                self.require(f"{claim.what}未重复申领", True, basis=Basis.READING)
        if free_months:
            self.require(
                "申领月份未重复申领", True, "{}起 {} 个月", free_months[0], len(free_months), basis=Basis.READING
            )

    def require_unrestricted(self, party: str) -> None:
        """The party that applies is not under 限制申报, or an exception lets this one application through."""
        for ban in self.precedents.restrictions.against(party, self.applied_on):
            detail = f"{ban.sentence}，管理员准予本次例外：{ban.excepted}" if ban.excepted else ban.sentence
            self.require("未被限制申报", bool(ban.excepted), detail, basis=Basis.READING, clause=SUPERVISION)

    def restricted(self, party: str) -> Iterator[str]:
        """What is to be judged when a party beside the one that applies is under 限制申报."""
        bans = self.precedents.restrictions.against(party, self.applied_on)
        return (f"{ban.sentence}，{TO_JUDGE}" for ban in bans if not ban.excepted)

    def require_least(self, text: str, number: int, standard: Standard) -> None:
        """A number reaches a standard; when that is not set, only this is said."""
        least = self.rate(standard)
        if standard.name not in self.missing:
            say = standard.measure.say
            self.require(text, number >= least, "{}，标准 {}", say(number), say(least))

    def require_tally(self, tally: Tally, months: int, limit: int, text: str) -> None:
        """Months claimed so far and now stay within a limit; a claim that goes over it fails whole."""
        before, now = self.precedents.tallied(*tally), max(months, 0)
        self.require(text, before + now <= limit, "已申领 {} 个月，本次 {} 个月，上限 {} 个月", before, now, limit)

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

    def add(
        self, label: str, amount: int, formula: str, *figures: object, standard: Standard | None = None, key: str = ""
    ) -> int:
        """A component of the sum in fen with its formula ({} and {:fen} for the figures), and the standard it rests on."""
        if self.explains:
            entry = self.standards.entries.get((standard.name, key)) if standard else None
            self.parts.append((label, amount, formula, figures, self.clause, entry.source if entry else ""))
        return amount

    def flat(self, label: str, standard: Standard, key: str = "") -> int:
        """A component that is one standard as it stands, in fen."""
        amount = self.rate(standard, key)
        if not self.explains:
            return amount
        return self.add(label, amount, "{} {:fen} 元", standard.titled(key), amount, standard=standard, key=key)

    def capped(self, label: str, asked: int, standard: Standard, key: str = "") -> int:
        """A component that is what was paid, up to a standard; all in fen."""
        ceiling = self.rate(standard, key)
        amount = min(asked, ceiling)
        figures = asked, standard.titled(key), ceiling, amount
        words = "实际费用 {:fen} 元，{} {:fen} 元，取低者 {:fen} 元"
        return self.add(label, amount, words, *figures, standard=standard, key=key)

    def times(self, label: str, count: int, standard: Standard) -> int:
        """A component that is so many days or months at a standard, in fen."""
        rate = self.rate(standard)
        amount = max(count, 0) * rate
        figures = count, standard.measure.each, rate, amount
        return self.add(label, amount, "{} {} × {:fen} 元 = {:fen} 元", *figures, standard=standard)
