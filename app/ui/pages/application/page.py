"""申报登记: choose a type, fill its form while the outcome is explained beside it, store it; also to correct a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from app.services.cases import offers
from app.services.cases.applications import Stored
from app.services.errors import Cancelled, UserError
from app.services.policy.answers import APPLIED_ON
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.notices import Action, Kind, Notice
from app.ui.page import Page
from app.ui.pages.application.follower import Follower
from app.ui.pages.application.opening import Filled, Opening, Subject, keep, open_case, open_type, told
from app.ui.pages.application.sheet import ApplicationSheet
from app.ui.pages.application.types import TypeChooser
from app.ui.settings import Settings

After = Callable[[ApplicationSheet, Filled, Stored], None]
TITLE = "申报登记"
CASE_PAGE = "case"
HELP = """<p>登记一件申请：先选补贴类型，再填表。右侧随填随算，写明能否享受、金额和依据。</p>
<p>带 <b>*</b> 的必填，带 <b>○</b> 的可以后补；日期可写 20240301、2024.3.1，也可按 Alt+↓ 选。证号填完后，已登记过的人和单位会自动带出。</p>
<p>Enter 到下一项；Ctrl+S 保存草稿；Ctrl+Enter 提交并填同类型的下一件；Esc 换一种类型。没填完的表会一直留着。
提交后是草稿，到“审核队列”受理。</p>
<p>草稿和待补正的案件也在这里更正，每处改动都保留原值。</p>"""


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a workbook of this name; None when nobody wants to."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "保存导入模板", name, "Excel 工作簿 (*.xlsx)")
    return Path(chosen) if chosen else None


class ApplicationPage(Page):
    """Chooser and sheet, one at a time. `show_item` takes the code of a type or the number of a case to correct."""

    title = TITLE
    help_text = HELP

    def __init__(
        self,
        uow: UnitOfWork,
        jobs: Jobs,
        write_template: Callable[[str, Path], None],
        ask_path: Callable[[QWidget, str], Path | None] = ask_where,
    ) -> None:
        """`write_template` writes the import template of a type to a path; `ask_path` asks for one."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._write_template, self._ask_path = write_template, ask_path
        self.sheet: ApplicationSheet | None = None
        self._follower: Follower | None = None
        self._filled: Filled | None = None
        self.chooser = TypeChooser()
        self.chooser.chosen.connect(self.choose)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.chooser)
        self.setFocusProxy(self.chooser)

    def refresh(self) -> None:
        """Read the types, or assess the sheet anew: standards may have changed."""
        if self._follower is None:
            self._jobs.run(lambda _: offers.offers(self._uow), self.chooser.show_offers)
        else:
            self._follower.assess()

    def show_item(self, item: object) -> None:
        """Open an empty form of a type, or a case to correct."""
        self._close_sheet()
        number = str(item)
        if number in BY_CODE:
            self.choose(number)
        else:
            self._jobs.run(lambda _: open_case(self._uow, number), self._open)

    def choose(self, code: str) -> None:
        """Open the form of a type, as it was left if it was left unfinished."""
        self._jobs.run(lambda _: open_type(self._uow, code), self._open)

    def new_item(self) -> None:
        """Beside a stored case an empty form of its type; else the choice of types."""
        if self.sheet is not None and self.sheet.subject.number is not None:
            self.show_item(self.sheet.subject.code)
        else:
            self._show_chooser()

    def back(self) -> bool:
        """From a form to the types; from the facts of a case to where one came from."""
        if self.sheet is None:
            return False
        of_case = self.sheet.subject.number is not None
        self._show_chooser()
        return not of_case

    def save_state(self, _settings: Settings) -> None:
        """Keep an unfinished form: closing asks nothing."""
        if self.sheet is None:
            return
        self.sheet.stop()
        storing = self._storing(self.sheet.subject)
        if storing is None or not storing.begun:
            keep(self._uow, self.sheet.subject, self.sheet.form.answers)

    def _open(self, opening: Opening) -> None:
        subject, kept = opening.subject, opening.kept
        self._close_sheet()
        sheet = ApplicationSheet(subject, kept.answers if kept else subject.begin)
        self.sheet, self._follower = sheet, Follower(self._uow, self._jobs, sheet)
        sheet.stored.connect(partial(self._store, hand_over=False))
        sheet.handed_over.connect(partial(self._store, hand_over=True))
        sheet.cleared.connect(self._clear)
        sheet.left.connect(self._show_chooser)
        sheet.templated.connect(self._save_template)
        sheet.explanation.case_chosen.connect(partial(self.go.emit, CASE_PAGE))
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self._name_page(subject)
        self._follower.assess()
        if subject.locked:
            self._say(Kind.WARN, subject.locked, self._to_case(subject.number))
            return
        sheet.form.begin()
        if kept:
            left = f"{kept.saved_at:%m-%d %H:%M}"
            self._say(Kind.OK, f"已接上 {left} 没填完的内容。", Action("重新填", self._clear))

    def _show_chooser(self) -> None:
        self._close_sheet()
        self._stack.setCurrentWidget(self.chooser)
        self.titled.emit(TITLE)
        self.chooser.setFocus()
        self.refresh()

    def _close_sheet(self) -> None:
        if self.sheet is None or self._follower is None:
            return
        sheet, subject, answers = self.sheet, self.sheet.subject, self.sheet.form.answers
        self._follower.end()
        self.sheet = self._follower = None
        if self._storing(subject) is None:  # else the storing itself keeps it first
            self._jobs.run(lambda _: keep(self._uow, subject, answers), lambda _: None)
        self._stack.removeWidget(sheet)
        sheet.deleteLater()

    def _name_page(self, subject: Subject) -> None:
        self.titled.emit(f"{f'更正 {subject.number}' if subject.number else TITLE} · {subject.title}")

    def _store(self, *, hand_over: bool) -> None:
        sheet = self.sheet
        if sheet is None or not sheet.form.check():
            return
        sheet.stop()
        sheet.set_busy(True)
        filled = Filled(self._uow, sheet.subject, sheet.form.answers)
        self._filled = filled
        after = self._hand_over if hand_over else self._go_on
        done = partial(self._stored, sheet, filled, after)
        self._jobs.run(lambda _: filled.store(), done, partial(self._not_stored, sheet, filled))

    def _stored(self, sheet: ApplicationSheet, filled: Filled, after: After, stored: Stored) -> None:
        self._end_storing(filled)
        self._say(Kind.OK, told(sheet.subject, stored), self._to_case(stored.number))
        if sheet is self.sheet:
            sheet.set_busy(False)
            sheet.kept.clear()
            after(sheet, filled, stored)

    def _go_on(self, sheet: ApplicationSheet, filled: Filled, stored: Stored) -> None:
        """The sheet goes on as the stored case, with what may have been typed since."""
        typed = sheet.form.answers
        answers = stored.answers if typed == filled.answers else typed
        subject = replace(sheet.subject, begin=stored.answers, number=stored.number, version=stored.version)
        sheet.take_up(subject, answers)
        self._name_page(subject)

    def _hand_over(self, sheet: ApplicationSheet, filled: Filled, stored: Stored) -> None:
        """The next empty form of the same type and day; from a correction, back to the case."""
        if filled.subject.number is not None:
            self._go_on(sheet, filled, stored)
            self.go.emit(CASE_PAGE, stored.number)
            return
        begin = {APPLIED_ON: stored.answers[APPLIED_ON]}
        sheet.take_up(replace(filled.subject, begin=begin), begin)
        sheet.form.begin()

    def _storing(self, subject: Subject) -> Filled | None:
        filled = self._filled
        return filled if filled is not None and filled.subject is subject else None

    def _end_storing(self, filled: Filled) -> None:
        if self._filled is filled:
            self._filled = None

    def _not_stored(self, sheet: ApplicationSheet, filled: Filled, error: Exception) -> None:
        self._end_storing(filled)
        if sheet is self.sheet:
            sheet.set_busy(False)
        if isinstance(error, UserError):
            self._refused(sheet, error)
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

    def _refused(self, sheet: ApplicationSheet, error: UserError) -> None:
        if sheet is self.sheet and error.field in sheet.form.fields:
            sheet.form.point_out(str(error.field), error.text)
            return
        number = sheet.subject.number
        again = Action("放弃改动，重新打开", partial(self._reopen, number)) if number else None
        self._say(Kind.ERROR, error.text, again)

    def _reopen(self, number: str) -> None:
        if self.sheet is not None:
            self.sheet.form.set_answers(self.sheet.subject.begin)
        self.show_item(number)

    def _clear(self) -> None:
        sheet, follower = self.sheet, self._follower
        if sheet is None or follower is None:
            return
        before = sheet.form.answers
        sheet.take_up(sheet.subject, sheet.subject.begin)
        follower.keep()
        sheet.form.begin()
        if before != sheet.subject.begin:
            done = "已还原为已保存的内容。" if sheet.subject.number else "已清空所填内容。"
            self._say(Kind.OK, done, Action("撤销", partial(self._bring_back, sheet, before)))

    def _bring_back(self, sheet: ApplicationSheet, answers: Mapping[str, str]) -> None:
        if sheet is self.sheet:
            sheet.form.set_answers(answers)
            sheet.form.edited.emit()

    def _save_template(self) -> None:
        if self.sheet is None:
            return
        subject = self.sheet.subject
        path = self._ask_path(self, f"{subject.title}导入模板.xlsx")
        if path is not None:
            done = f"导入模板已保存到 {path}"
            self._jobs.run(
                lambda _: self._write_template(subject.code, path),
                lambda _: self._say(Kind.OK, done),
                title="写导入模板",
            )

    def _say(self, kind: Kind, text: str, action: Action | None = None) -> None:
        self.noticed.emit(Notice(kind, text, action))

    def _to_case(self, number: str | None) -> Action | None:
        return Action("查看案件", partial(self.go.emit, CASE_PAGE, number)) if number else None
