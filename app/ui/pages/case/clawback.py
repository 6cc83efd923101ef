"""追回 beside a case: its clawbacks, what they propose for it, and the way to open one."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout

from app.services.clawbacks.listing import ClawbackLine, ClawbackQuery, list_clawbacks
from app.services.clawbacks.proposals import Proposal, list_proposals
from app.services.clawbacks.terms import ClawbackState
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.case_tab import CaseTab
from app.ui.widgets.table.formats import money

OPEN = "追回立案…"
GO, LOOK = "到追回页办理", "到追回页查看"
DONE = (ClawbackState.SETTLED, ClawbackState.DROPPED)


class ClawbackTab(CaseTab):
    """Reads only; what is to be done is done on the page 追回, to which the button leads."""

    title = "追回"

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._number = ""
        self._target, self._last = "", ""
        self.words = QTextBrowser()
        self.words.setAccessibleName("追回情况")
        self.words.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        self.act, self.look = QPushButton(OPEN), QPushButton(LOOK)
        self.look.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.look)
        row.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.addWidget(self.words, 1)
        column.addLayout(row)
        self.act.clicked.connect(lambda: self.go.emit("clawback", self._target))
        self.look.clicked.connect(lambda: self.go.emit("clawback", self._last))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_case(self, number: str) -> None:
        """Read the clawbacks of a case."""
        uow, self._number = self._uow, number

        def work() -> tuple[tuple[ClawbackLine, ...], tuple[Proposal, ...]]:
            return list_clawbacks(uow, ClawbackQuery(case=number)), list_proposals(uow, case=number)

        self._jobs.run(lambda _: work(), lambda read: self._show(number, *read))

    def _show(self, number: str, lines: tuple[ClawbackLine, ...], proposals: tuple[Proposal, ...]) -> None:
        if number != self._number:
            return
        told = [_line(line) for line in lines] + [_proposal(one) for one in proposals]
        self.words.setHtml("".join(told) or "<p>没有追回。立案以后，本案件的批准和拨付即行暂停。</p>")
        running = [line for line in lines if line.state not in DONE]
        self._target, self._last = (running[0].number if running else number), (lines[0].number if lines else "")
        self.act.setText(GO if running else OPEN)
        self.look.setVisible(bool(lines) and not running)
        self.counted.emit(len(running) + len(proposals))


def _line(line: ClawbackLine) -> str:
    sums = ""
    if line.balance.owed_fen:
        sums = f"，责令退回 {money(line.balance.owed_fen)} 元，尚欠 {money(line.left_fen)} 元"
    return (
        f"<p><b>{line.number}</b>　{line.state_label}　{escape(line.ground)}"
        f"<br>{line.opened_on} 立案，线索：{escape(line.origin)}{sums}</p>"
    )


def _proposal(one: Proposal) -> str:
    return f"<p><b>{one.kind_label} {money(one.amount_fen)} 元</b>（{one.clawback}）<br>{escape(one.explanation)}</p>"
