"""Grants, payments and recoveries of keys as a clerk keeps them on paper, by the text of 十.1 and 十.2; all sums in fen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

WAGES, HOME = "scarce-talent-wage", "settlement-subsidy"
HOME_ALONE, HOME_FIRST = 3_000_000, 2_000_000


@dataclass
class Debt:
    """A clawback on paper: what was ordered, what came back by receipt or set-off, and what was written off; fen."""

    of: str
    ordered: int
    came: dict[int, int] = field(default_factory=dict)  # by entry, as far as it stands
    written_off: int = 0

    @property
    def left(self) -> int:
        return self.ordered - sum(self.came.values()) - self.written_off


@dataclass
class Claim:
    """A case on paper, in fen."""

    code: str
    person: str
    first: int  # what it gave alone when it was granted
    alone: int
    granted_at_first: int
    parts: list[int]  # of the plan: paid or not, less what was cancelled
    paid: list[int]  # of each part
    ordered: int = 0
    came: int = 0

    @property
    def due_now(self) -> list[int]:
        """The places of the parts to be paid now: the second one of a settlement is not, within the time played."""
        later = {1} if self.code == HOME and self.granted_at_first > HOME_FIRST else set()
        return [at for at, part in enumerate(self.parts) if part > self.paid[at] and at not in later]

    @property
    def unpaid(self) -> int:
        return sum(self.parts) - sum(self.paid)

    @property
    def kept(self) -> int:
        """Granted, not cancelled, not come back: a surplus that is to be paid back has not come back of the grant."""
        return sum(self.parts) - min(self.came, self.ordered)

    @property
    def kept_after_all(self) -> int:
        return sum(self.parts) - self.ordered


class Reckoning:
    """What the policy makes of the claims and debts that were written down."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}
        self.debts: dict[str, Debt] = {}
        self.back: dict[int, int] = defaultdict(int)  # what came back, by year

    def ceiling(self, person: str, without: str = "", beside: tuple[str, int] | None = None) -> int:
        """The most that one type gives for the person's key: max over T of E(T)."""
        sums: dict[str, int] = defaultdict(int)
        for number, one in self.claims.items():
            if one.person == person and number != without:
                sums[one.code] += one.alone
        if beside:
            sums[beside[0]] += beside[1]
        return max(sums.values(), default=0)

    def due(self, person: str, code: str, alone: int, granted: int, without: str = "") -> int:
        """max(0, E - G), never more than alone, where the others were granted so much."""
        return min(alone, max(0, self.ceiling(person, without, (code, alone)) - granted))

    def others(self, number: str, *, after_all: bool) -> int:
        """G of the other cases of the key; `after_all`: once all that was ordered has come back."""
        person = self.claims[number].person
        several = [one for other, one in self.claims.items() if one.person == person and other != number]
        return sum(one.kept_after_all if after_all else one.kept for one in several)

    def write_claim(self, case: str, code: str, person: str, alone: int) -> int:
        """A case as it must be granted now, with its parts; what it must be granted."""
        kept = sum(one.kept for one in self.claims.values() if one.person == person)
        granted = self.due(person, code, alone, kept)
        parts = [min(granted, HOME_FIRST), max(0, granted - HOME_FIRST)] if code == HOME else [granted]
        parts = [part for part in parts if part]
        self.claims[case] = Claim(code, person, alone, alone, granted, parts, [0] * len(parts))
        return granted

    def write_decision(self, clawback: str, case: str, owed: int, cancelled: int, alone: int) -> None:
        """So much is ordered back, so much not paid any more (the last parts first), and so much is what it gives alone."""
        one = self.claims[case]
        for place in reversed(range(len(one.parts))):
            taken = min(cancelled, one.parts[place] - one.paid[place])
            one.parts[place] -= taken
            cancelled -= taken
        one.alone, one.ordered = alone, one.ordered + owed
        if owed:
            self.debts[clawback] = Debt(case, owed)

    def write_receipt(self, clawback: str, entry: int, amount: int, year: int) -> None:
        """So much came back in a year by an entry; below 0 when it is corrected."""
        debt = self.debts[clawback]
        debt.came[entry] = debt.came.get(entry, 0) + amount
        self.claims[debt.of].came += amount
        self.back[year] += amount
