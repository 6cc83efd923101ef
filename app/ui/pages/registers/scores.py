"""Beside the list of score sheets: the sheet that is selected, line by line, and the buttons to fill and export it."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from app.services.excel.books.score_book import write_sheets
from app.services.policy.money import points
from app.services.registers import entries, score_entry
from app.services.registers.definition import Line, Register
from app.services.registers.score_entry import SheetForm
from app.services.registers.score_sheets import subject_of
from app.services.registers.scoring import ScoreLine
from app.services.unit_of_work import UnitOfWork
from app.ui import files, tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.notices import Kind, Notice
from app.ui.pages.registers.score_dialog import ScoreDialog
from app.ui.pages.registers.side import RegisterSide
from app.ui.widgets.asking.step import ReasonDialog
from app.ui.widgets.card import Card

REASONS = ("重复填写", "评估对象填错，另行填写")


class ScoreSide(RegisterSide):
    """Shows the lines of the sheet that is selected; a clerk begins, fills and withdraws sheets, anyone exports them."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, choice: FileChoice, register: Register) -> None:
        """Nothing is selected at first."""
        super().__init__()
        self._uow, self._jobs, self._choice, self._register = uow, jobs, choice, register
        self._line: Line | None = None
        self._allowed = False
        self.new, self.fill = QPushButton("新增评分表…"), QPushButton("评分…")
        self.withdraw, self.export = QPushButton("撤销评分表…"), QPushButton("导出评分表…")
        self.new.setProperty("role", "primary")
        self.buttons = [self.new, self.fill, self.withdraw, self.export]
        self.card = Card("评分表")
        self.said = QLabel(wordWrap=True)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.card.column.addWidget(self.said)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.card)
        self.column.addWidget(area, 1)
        self.new.clicked.connect(self.begin)
        self.fill.clicked.connect(self.go_on)
        self.withdraw.clicked.connect(self._withdraw)
        self.export.clicked.connect(self._export)
        self.show_line(None)

    def allow(self, allowed: bool, /) -> None:
        """Whether the account may fill sheets."""
        self._allowed = allowed
        self._weigh()

    def show_line(self, line: Line | None) -> None:
        """Show the sheet that is selected."""
        self._line = line
        self._weigh()
        if line is None:
            self.card.head.setText("评分表")
            self.said.setText("选中一张评分表，这里逐项列出得分和理由。")
            return
        sheet, found = line.facts, line.extras["total"]
        self.card.head.setText(f"{subject_of(sheet)}　{f'总分 {found}' if found else '未评完'}")
        self.said.setText(_table(sheet.lines))

    def begin(self) -> None:
        """Begin a sheet with the indicators in force."""
        self._jobs.run(lambda _: score_entry.blank_sheet(self._uow, self._register.code), self._open)

    def go_on(self) -> None:
        """Fill or correct the sheet that is selected."""
        if self._line is not None:
            read = partial(score_entry.sheet_form, self._uow, self._register.code, self._line.key)
            self._jobs.run(lambda _: read(), self._open)

    def _open(self, form: SheetForm) -> None:
        dialog = ScoreDialog(self._uow, self._jobs, self._register, form, self)
        dialog.stored.connect(self._say)
        dialog.open()

    def _say(self, text: str) -> None:
        self.noticed.emit(Notice(Kind.OK, text))
        self.changed.emit()

    def _weigh(self) -> None:
        chosen = self._line is not None
        self.new.setEnabled(self._allowed)
        self.fill.setEnabled(self._allowed and chosen)
        self.withdraw.setEnabled(self._allowed and chosen)
        self.export.setEnabled(chosen)

    def _withdraw(self) -> None:
        if self._line is None:
            return
        asked = f"撤销后不再列入{self._register.title}，原记录保留备查：\n{self._register.told(self._line.facts)}"
        dialog = ReasonDialog("撤销评分表", asked, REASONS, self)
        dialog.text.setPlaceholderText("理由随记录保留")
        act = partial(entries.withdraw_entry, self._uow, self._register.code, self._line.key)
        dialog.given.connect(
            lambda reason: self._jobs.run(lambda _: act(reason), lambda _: self._say("已撤销评分表。"))
        )
        dialog.open()

    def _export(self) -> None:
        if self._line is None:
            return
        sheet, title = self._line.facts, self._register.title
        name = f"{sheet.year}年{title}表-{subject_of(sheet)}.xlsx"
        path = self._choice.save_as(self, "导出评分表", name, files.EXCEL)
        if path is not None:
            write = partial(write_sheets, self._uow, self._register.code, (self._line.key,), path)
            self._jobs.run(lambda _: write(), lambda _: self.noticed.emit(files.written("评分表", path)))


def _table(lines: tuple[ScoreLine, ...]) -> str:
    """The lines as a rich text: indicator, score of weight, and the reason under it."""
    return f"<table width='100%' cellspacing='0' cellpadding='3'>{''.join(map(_row, lines))}</table>"


def _row(line: ScoreLine) -> str:
    colours = tokens.colours()
    score = "未评" if line.score is None else points(line.score)
    colour = colours.red if line.low else colours.ink
    reason = (
        f"<tr><td colspan='2' style='color:{colours.secondary}'>　{escape(line.reason)}</td></tr>"
        if line.reason
        else ""
    )
    return (
        f"<tr><td>{escape(line.indicator)}</td>"
        f"<td align='right' style='color:{colour}'>{score} / {points(line.weight)}</td></tr>{reason}"
    )
