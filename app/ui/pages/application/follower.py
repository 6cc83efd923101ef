"""Follows one sheet while it is filled: assesses, completes what the register knows, keeps what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from app.services.cases import applications, known_parties
from app.services.cases.applications import DraftAssessment
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.pages.application.opening import keep
from app.ui.pages.application.sheet import ApplicationSheet


class Follower(QObject):
    """Does all reading and writing off the GUI thread; outcomes that come too late are dropped."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, sheet: ApplicationSheet) -> None:
        """Follows until end()."""
        super().__init__()
        self._uow, self._jobs, self._sheet = uow, jobs, sheet
        self._asked = 0
        self._ended = False
        sheet.settled.connect(self.assess)
        sheet.rested.connect(self.keep)
        sheet.form.recognised.connect(self._complete)

    def end(self) -> None:
        """The sheet goes away."""
        self._ended = True
        self._sheet.stop()

    def assess(self) -> None:
        """Assess the answers as they stand."""
        self._asked += 1
        subject, answers = self._sheet.subject, self._sheet.form.answers
        work = partial(applications.assess_draft, self._uow, subject.code, answers, subject.number)
        self._jobs.run(lambda _: work(), partial(self._show, self._asked))

    def keep(self) -> None:
        """Keep the answers as they stand."""
        work = partial(keep, self._uow, self._sheet.subject, self._sheet.form.answers)
        self._jobs.run(lambda _: work(), self._say_kept)

    def _show(self, asked: int, draft: DraftAssessment) -> None:
        if asked == self._asked and not self._ended:
            self._sheet.show_draft(draft)

    def _complete(self, name: str, number: str) -> None:
        known = known_parties.known_person if name == "identity_number" else known_parties.known_unit
        self._jobs.run(lambda _: known(self._uow, number), partial(self._suggest, name, number))

    def _suggest(self, name: str, number: str, known: Mapping[str, str]) -> None:
        if known and not self._ended and self._sheet.form.answers.get(name) == number:
            self._sheet.form.suggest(known)
            self.assess()

    def _say_kept(self, kept: bool, /) -> None:
        if not self._ended:
            self._sheet.kept.setText(f"{self._uow.clock():%H:%M} 已自动保留" if kept else "")
