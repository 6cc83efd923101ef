"""The desk of one clawback: how it stands, the next step in colour, and everything about it in tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.services.clawbacks.desk import Desk
from app.services.clawbacks.next_steps import Next
from app.services.clawbacks.terms import ClawbackState
from app.ui import fonts, keys, tokens
from app.ui.pages.clawback.deeds import ANSWER, DECIDE, DROP, NOTIFY, PROPOSE, STATEMENT, WAIVE
from app.ui.pages.clawback.facts import FactsPane
from app.ui.pages.clawback.letters import LettersPane
from app.ui.pages.clawback.money_deeds import AGREE, AMEND, BY_STEP, CORRECT, REPAY, REVIEW, WRITE_OFF
from app.ui.pages.clawback.panes import CoursePane, DeedRow, MoneyPane, RelatedPane, StatementPane, SumPane
from app.ui.widgets.chip import Chip, Tag, Tone
from app.ui.widgets.due import due_tag
from app.ui.widgets.table.formats import money

TONES = {
    ClawbackState.INVESTIGATING: Tone.ACTIVE,
    ClawbackState.NOTIFIED: Tone.SOON,
    ClawbackState.DECIDED: Tone.ACTIVE,
    ClawbackState.SETTLED: Tone.DONE,
    ClawbackState.DROPPED: Tone.NEUTRAL,
}


def state_tag(desk: Desk) -> Tag:
    """The state as a chip; red when the day of return has passed."""
    overdue = desk.view.line.state is ClawbackState.DECIDED and desk.desk.facet == "逾期"
    return Tag("逾期未退", Tone.LATE) if overdue else Tag(desk.view.line.state.label, TONES[desk.view.line.state])


class ClawbackDesk(QWidget):
    """`done` carries a deed to be asked for; `opened` the number of a case. The panes have signals of their own."""

    done = Signal(object)
    opened = Signal(str)

    def __init__(self) -> None:
        """Says what to do until a clawback is shown."""
        super().__init__()
        self.desk: Desk | None = None
        self.head, self.under, self.waits = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.head.setFont(fonts.sized(self.font(), tokens.TITLE_PT, strong=True))
        self.case = QPushButton()
        self.case.setProperty("role", "link")
        self.next, self.drop = QPushButton(), QPushButton("撤销立案…")
        self.next.setProperty("role", "primary")
        self.chips = QHBoxLayout()
        self.chips.setSpacing(tokens.SPACE_8)
        self.facts, self.letters, self.related, self.course = FactsPane(), LettersPane(), RelatedPane(), CoursePane()
        self.sum = SumPane(DeedRow((PROPOSE,)))
        self.statements = StatementPane(DeedRow((NOTIFY, STATEMENT, ANSWER, WAIVE, DECIDE)))
        self.money = MoneyPane(DeedRow((REPAY, AGREE, CORRECT, WRITE_OFF, REVIEW, AMEND)))
        self.panes: dict[str, QWidget] = {
            "事实证据": self.facts,
            "金额": self.sum,
            "文书": self.letters,
            "陈述申辩": self.statements,
            "退款": self.money,
            "关联案件": self.related,
            "经过": self.course,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        for title, pane in self.panes.items():
            self.tabs.addTab(pane, title)
        self._lay_out()
        self._connect()
        self.show_desk(None)

    def show_desk(self, desk: Desk | None) -> None:
        """Show a clawback, or none; another one turns to the tab of its next step."""
        other = desk is not None and (self.desk is None or self.desk.view.line.number != desk.view.line.number)
        self.desk = desk
        for widget in (self.tabs, self.next, self.case):
            widget.setVisible(desk is not None)
        if desk is None:
            self.head.setText("")
            self.under.setText("选中左边一行，在这里办理；Ctrl+N 立案。")
            self.waits.setText("")
            self.drop.hide()
            self._show_chips(())
            return
        self._show_head(desk)
        for pane in (self.facts, self.sum, self.letters, self.statements, self.money, self.related, self.course):
            pane.show_desk(desk)
        self.tabs.setTabText(self.tabs.indexOf(self.related), f"关联案件 {len(desk.view.related) or ''}".strip())
        if other:
            self._turn(desk)

    def go_on(self) -> None:
        """Press the next step."""
        if self.next.isVisible() and self.next.isEnabled():
            self.next.click()

    def _show_head(self, desk: Desk) -> None:
        line, following = desk.view.line, desk.desk.next
        self.head.setText(f"{line.applicant} · {line.ground}")
        self.under.setText(f"{line.number}　{line.title}　{line.unit if line.unit != line.applicant else ''}")
        self.case.setText(f"案件 {line.case}")
        tags = [state_tag(desk)]
        if (due := due_tag(desk.desk.due_on, desk.today, desk.calendar)) is not None:
            tags.append(due)
        if desk.desk.owed_fen:
            tags.append(Tag(f"应退 {money(desk.desk.owed_fen)} 元"))
        if line.balance.owed_fen:
            said = f"多收 {money(-line.left_fen)} 元" if line.left_fen < 0 else f"尚欠 {money(line.left_fen)} 元"
            tags.append(Tag(said, Tone.LATE if line.left_fen else Tone.DONE))
        self._show_chips(tags)
        self.next.setText(following.label)
        keys.tip(self.next, following.label, keys.HAND_OVER)
        done = following.step is Next.NOTHING
        self.next.setVisible(not done)
        self.next.setEnabled(desk.may_go_on)
        roles = "、".join(role.label for role in following.roles)
        self.waits.setText(following.note if done or desk.may_go_on else f"下一步由{roles}办理。{following.note}")
        self.waits.setVisible(bool(self.waits.text()))
        self.drop.setVisible(DROP.offered(desk))

    def _show_chips(self, tags: Sequence[Tag]) -> None:
        while (item := self.chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for tag in tags:
            self.chips.addWidget(Chip(tag))

    def _turn(self, desk: Desk) -> None:
        step = desk.desk.next.step
        place = {
            Next.RECORD: self.facts,
            Next.PROPOSE: self.sum,
            Next.ISSUE: self.letters,
            Next.SERVE: self.letters,
            Next.NOTIFY: self.letters,
            Next.HEAR: self.statements,
            Next.ANSWER: self.statements,
            Next.DECIDE: self.statements,
            Next.REPAY: self.money,
            Next.REFUND: self.money,
            Next.NOTHING: self.course,
        }[step]
        self.tabs.setCurrentWidget(place)

    def _go_on(self) -> None:
        desk = self.desk
        if desk is None:
            return
        following = desk.desk.next
        self._turn(desk)
        if following.step in BY_STEP:
            self.done.emit(BY_STEP[following.step])
        elif following.step in (Next.ISSUE, Next.SERVE):
            self.letters.choose(following.letter)
            press = self.letters.issue if following.step is Next.ISSUE else self.letters.serve
            press.click()
        else:
            self.facts.facts.setFocus()

    def _open_case(self) -> None:
        if self.desk is not None:
            self.opened.emit(self.desk.view.line.case)

    def _connect(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.drop.clicked.connect(lambda: self.done.emit(DROP))
        self.case.clicked.connect(self._open_case)
        self.related.opened.connect(self.opened)
        self.sum.explanation.case_chosen.connect(self.opened)
        for pane in (self.sum, self.statements, self.money):
            pane.deeds.chosen.connect(self.done)

    def _lay_out(self) -> None:
        for label in (self.head, self.under, self.waits):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.under, self.waits):
            label.setProperty("role", "secondary")
        line = QHBoxLayout()
        line.addWidget(self.under, 1)
        line.addWidget(self.case)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.next)
        buttons.addWidget(self.waits, 1)
        buttons.addStretch()
        buttons.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_12, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addLayout(self.chips)
        column.addLayout(top)
        column.addLayout(line)
        column.addLayout(buttons)
        column.addWidget(self.tabs, 1)
