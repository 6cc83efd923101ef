"""Papers that a register gives out: reminders on education funds, issues of 技能人才供求信息."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton

from app.services.letters.issuing import stored
from app.services.letters.office import register_letters
from app.services.letters.paper.fonts import Fonts
from app.services.registers import bulletins, scans
from app.services.registers.definition import Line
from app.services.registers.education_funds import BELOW, NOTHING
from app.services.registers.scans import Scan
from app.services.trust.exporting import save_noted
from app.services.unit_of_work import UnitOfWork
from app.ui import files
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.messages import confirm
from app.ui.notices import Kind, Notice
from app.ui.pages.registers.side import RegisterSide
from app.ui.widgets.letter_preview import LetterPreview

_WIDTH = 380


class LetterSide(RegisterSide):
    """A paper as it will look or was given out."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, fonts: Callable[[], Fonts], choice: FileChoice) -> None:
        """`fonts` gives the shipped faces when they are first needed."""
        super().__init__()
        self._uow, self._jobs, self._fonts, self._choice = uow, jobs, fonts, choice
        self._line: Line | None = None
        self._allowed = False
        self.setMinimumWidth(_WIDTH)
        self.view = LetterPreview()
        self.column.addWidget(self.view, 1)

    def _read(self, read: Callable[[], bytes], line: Line | None) -> None:
        """Show what `read` gives, unless another line was selected meanwhile."""

        def show(pdf: bytes) -> None:
            if line is self._line:
                self.view.show_letter(pdf)

        self._jobs.run(lambda _: read(), show)

    def _save(self, name: str, what: str, kinds: str, read: Callable[[], bytes]) -> None:
        path = self._choice.save_as(self, f"另存{what}", name, kinds)
        if path is not None:
            self._jobs.run(
                lambda _: save_noted(self._uow, path, read(), what),
                lambda _: self.noticed.emit(files.written(what, path)),
            )


class FundSide(LetterSide):
    """The reminder to the unit that is selected, where one is due."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, fonts: Callable[[], Fonts], choice: FileChoice) -> None:
        """Nothing is selected at first."""
        super().__init__(uow, jobs, fonts, choice)
        self.issue, self.save = QPushButton("出具提醒函…"), QPushButton("另存提醒函…")
        self.issue.clicked.connect(self._issue)
        self.save.clicked.connect(self._save_letter)
        self.buttons = [self.issue, self.save]
        self.show_line(None)

    def allow(self, allowed: bool, /) -> None:
        """What the account may do."""
        self._allowed = allowed

    def show_line(self, line: Line | None) -> None:
        """Preview the reminder that is due, or show the one that was issued."""
        self._line = line
        due = line is not None and line.extras["verdict"] == BELOW
        number = str(line.extras["reminder"]) if line is not None else ""
        self.issue.setEnabled(due and not number and self._allowed)
        self.save.setEnabled(bool(number))
        if line is None:
            self.view.say("选一个单位，在这里预览提醒函")
        elif number:
            self._read(partial(stored, self._uow, number), line)
        elif due:
            self._read(partial(self._preview, line.key), line)
        elif line.extras["verdict"] == NOTHING:
            self.view.say("本年度没有提取职工教育经费，没有一线比例可核对")
        else:
            self.view.say("用于一线职工的经费不低于规定比例，不需要提醒")

    def _preview(self, entry_id: int) -> bytes:
        return register_letters.preview_reminder(self._uow, entry_id, self._fonts())

    def _issue(self) -> None:
        line = self._line
        if line is None:
            return
        said = f"将编号并存档，不能撤回。单位：{line.facts.unit_name}，{line.facts.year} 年度。"
        if not confirm(self, "出具培训经费提醒函？", said, "出具 1 份提醒函"):
            return

        def done(issued: list[register_letters.IssuedReminder]) -> None:
            self.noticed.emit(Notice(Kind.OK, f"已出具 {issued[0].number}（{issued[0].unit}）。"))
            self.changed.emit()

        key = line.key
        self._jobs.run(lambda _: register_letters.issue_reminders(self._uow, [key], self._fonts()), done)

    def _save_letter(self) -> None:
        if self._line is not None:
            number = str(self._line.extras["reminder"])
            self._save(f"{number}.pdf", "提醒函", files.PDF, partial(stored, self._uow, number))


class BulletinSide(LetterSide):
    """The issue that is selected, or today's as it would be posted."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, fonts: Callable[[], Fonts], choice: FileChoice) -> None:
        """Nothing is selected at first."""
        super().__init__(uow, jobs, fonts, choice)
        self._files: Sequence[Scan] = ()
        self.issue, self.look = QPushButton("发布一期…"), QPushButton("预览下一期")
        self.pdf, self.excel = QPushButton("另存 PDF…"), QPushButton("另存 Excel…")
        self.issue.setProperty("role", "primary")
        self.buttons = [self.issue, self.look, self.pdf, self.excel]
        self.issue.clicked.connect(self._issue)
        self.look.clicked.connect(self._preview)
        self.pdf.clicked.connect(partial(self._save_file, ".pdf", files.PDF))
        self.excel.clicked.connect(partial(self._save_file, ".xlsx", files.EXCEL))
        self.show_line(None)

    def allow(self, allowed: bool, /) -> None:
        """What the account may do."""
        self.issue.setEnabled(allowed)

    def show_line(self, line: Line | None) -> None:
        """Show an issue as it was posted."""
        self._line = line
        for button in (self.pdf, self.excel):
            button.setEnabled(line is not None)
        if line is None:
            self.view.say("选一期查看；岗位需求和求职人员登记后可发布新一期")
            return
        key = line.key
        self._read(partial(self._posted, key, ".pdf"), line)

    def _posted(self, entry_id: int, ending: str) -> bytes:
        found = next(scan for scan in scans.scans_of(self._uow, entry_id) if scan.name.endswith(ending))
        return scans.scan_content(self._uow, found.key)

    def _preview(self) -> None:
        self._read(lambda: bulletins.preview_bulletin(self._uow, self._fonts()), self._line)

    def _issue(self) -> None:
        said = "有效期内的岗位需求和求职人员编为一期，编号并存档，不能撤回。"
        if not confirm(self, "发布一期技能人才供求信息？", said, "发布一期"):
            return

        def done(issued: bulletins.IssuedBulletin) -> None:
            self.noticed.emit(Notice(Kind.OK, f"已发布 {issued.number}：{issued.subject}。"))
            self.changed.emit()

        self._jobs.run(lambda _: bulletins.issue_bulletin(self._uow, self._fonts()), done)

    def _save_file(self, ending: str, kinds: str, _checked: bool = False) -> None:
        if self._line is not None:
            name = f"技能人才供求信息（{self._line.facts.number}）{ending}"
            self._save(name, "供求信息", kinds, partial(self._posted, self._line.key, ending))
