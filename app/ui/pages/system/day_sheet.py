"""The day sheet saved from the 系统 page, and a printed head of the audit chain looked up."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services.errors import UserError
from app.services.letters.office.day_sheet_page import save_day_sheet
from app.services.letters.paper.fonts import Fonts
from app.services.policy.values import Unreadable, read_day
from app.services.trust.day_sheet import Head, find_head, head_sentence
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.files import PDF, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.pages.system.check import SystemCheck


class DaySheetDeeds(QObject):
    """`noticed` carries what came of it."""

    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, tab: SystemCheck, files: FileChoice, fonts: Path) -> None:
        """`fonts` is where the faces lie."""
        super().__init__(tab)
        self._uow, self._jobs, self._tab, self._files, self._fonts = uow, jobs, tab, files, fonts
        tab.sheet_asked.connect(self._save)
        tab.head_asked.connect(self._look)

    def _save(self, text: str) -> None:
        try:
            day = read_day(text)
        except Unreadable as error:
            self._jobs.refused.emit(UserError(f"日结单日期“{text}”读不出（{error.text}），请改正。"))
            return
        path = self._files.save_as(self._tab, "保存日结单", f"日结单 {day}.pdf", PDF)
        if path is not None:
            self._jobs.run(
                lambda _: save_day_sheet(self._uow, day, path, Fonts(self._fonts)),
                lambda _: self._saved(path),
                title="日结单",
            )

    def _saved(self, path: Path) -> None:
        self._tab.table.refresh()
        self.noticed.emit(written("日结单", path))

    def _look(self, printed: str) -> None:
        self._jobs.run(lambda _: find_head(self._uow, printed), partial(self._tell, printed.strip()))

    def _tell(self, printed: str, head: Head | None) -> None:
        self.noticed.emit(Notice(Kind.OK if head else Kind.ERROR, head_sentence(printed, head)))
