"""Who works in the sample district, on which day, with what to print letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.services.letters import issuing
from app.services.letters.issuing import Issued
from app.services.letters.paper.fonts import Fonts
from app.services.letters.service_record import Manner, Service, record_service
from app.services.letters.subjects import Wanted
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Staff:
    """An account for each duty, the faces of the letters, and the day up to which the office has come."""

    clerk: UnitOfWork
    reviewer: UnitOfWork
    approver: UnitOfWork
    finance: UnitOfWork
    fonts: Fonts
    today: date

    def issue(self, kinds: Iterable[str], on: date) -> list[Issued]:
        """The clerk issues whatever is due a letter of these kinds."""
        issued: list[Issued] = []
        for kind in kinds:
            issued += issuing.issue(self.clerk, kind, issuing.due(self.clerk, Wanted(kind)), self.fonts, on=on)
        return issued

    def hand_over(self, letters: Sequence[Issued], on: date) -> None:
        """Each party receives its letters in person, on a day that has come."""
        if on > self.today:
            return
        by_party: dict[str, list[str]] = {}
        for letter in letters:
            by_party.setdefault(letter.applicant, []).append(letter.number)
        for party, numbers in by_party.items():
            record_service(self.clerk, numbers, Service(on, Manner.DIRECT, party), on=on)

    def send(self, letters: Sequence[Issued], on: date) -> None:
        """All these letters go out electronically on one day."""
        if letters and on <= self.today:
            numbers = [letter.number for letter in letters]
            record_service(self.clerk, numbers, Service(on, Manner.ELECTRONIC, "申请人本人"), on=on)
