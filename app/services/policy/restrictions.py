"""限制申报: parties that cheated and may not apply for a time (十.2), and the one application an exception lets through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.services.policy.clauses import Clause
from app.services.policy.standards import Measure, Standard

SUPERVISION = Clause(10, 2)
TO_JUDGE = "须核实后判断"
BAN_YEARS = Standard("限制申报期限", SUPERVISION, Measure.YEARS, local=True)


@dataclass(frozen=True)
class Ban:
    """A party may not apply from a day to a last day, on an authority (依据文号); `excepted` is why one application may.

    `entry_id` is its entry in 违规申领台账.
    """

    party_name: str
    start: date
    end: date
    authority: str
    excepted: str = ""
    entry_id: int = 0

    def on(self, day: date) -> bool:
        """Whether it is in force on a day; both ends count."""
        return self.start <= day <= self.end

    @property
    def sentence(self) -> str:
        """Who is restricted, for how long, on what authority."""
        return f"{self.party_name}自 {self.start} 至 {self.end} 限制申报（依据 {self.authority}）"


@dataclass(frozen=True)
class Restrictions:
    """Bans by identity number or credit code, and the day of the decision beside that of the application, if there is one."""

    bans: Mapping[str, tuple[Ban, ...]] = field(default_factory=dict)
    decided_on: date | None = None

    def against(self, number: str, applied_on: date) -> tuple[Ban, ...]:
        """The bans in force for a party on the day of its application or of the decision."""
        if number not in self.bans:
            return ()
        days = [day for day in (applied_on, self.decided_on) if day]
        return tuple(ban for ban in self.bans[number] if any(map(ban.on, days)))


UNRESTRICTED = Restrictions()


def gathered(pairs: Iterable[tuple[str, Ban]], decided_on: date | None = None) -> Restrictions:
    """Bans with the number of their party, as restrictions."""
    bans: dict[str, tuple[Ban, ...]] = {}
    for number, ban in pairs:
        bans[number] = (*bans.get(number, ()), ban)
    return Restrictions(bans, decided_on)
