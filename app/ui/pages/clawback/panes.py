"""The plain panes of a clawback's desk: the sum, statements, money, related cases, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

from PySide6.QtCore import QSizeF, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.services.clawbacks.desk import Desk, court_words
from app.services.clawbacks.related import LIMIT
from app.services.clawbacks.shown import ClawbackView
from app.services.policy.capitals import capitals
from app.ui import tokens
from app.ui.pages.clawback.deeds import ClawbackDeed
from app.ui.widgets.case.explanation import Explanation
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.formats import money
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

ENTRIES = (
    Column("on_day", "日期", CellKind.DATE, 92),
    Column("label", "事项", width=112),
    Column("signed_fen", "金额（元）", CellKind.MONEY, 96),
    Column("balance_fen", "尚欠（元）", CellKind.MONEY, 96),
    Column("voucher", "凭证号", width=110),
    Column("authority", "核销依据", width=90),
    Column("note", "备注", width=120),
    Column("account", "经办", width=70),
)
RELATED = (
    Column("number", "案件编号", width=128),
    Column("ties_text", "关联", width=150),
    Column("title", "类型", width=130),
    Column("applicant", "申请人", width=110),
    Column("state", "状态", width=76),
    Column("granted_fen", "核定（元）", CellKind.MONEY, 92),
)


class Words(QTextBrowser):
    """Rich text without a frame."""

    def __init__(self, name: str) -> None:
        """`name` is read aloud."""
        super().__init__()
        self.setAccessibleName(name)
        self.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")


class DeedRow(QWidget):
    """Buttons of deeds in a row; `chosen` carries the deed pressed."""

    chosen = Signal(object)

    def __init__(self, deeds: Sequence[ClawbackDeed]) -> None:
        """Each button is there only while its deed is offered."""
        super().__init__()
        self.buttons = {deed.label: QPushButton(f"{deed.label}…") for deed in deeds}
        self._deeds = {deed.label: deed for deed in deeds}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for label, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, deed=self._deeds[label]: self.chosen.emit(deed))
            row.addWidget(button)
        row.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Offer what the account may do now."""
        for label, deed in self._deeds.items():
            self.buttons[label].setVisible(deed.offered(desk))


class SumPane(QWidget):
    """金额: what comes back and how it is reckoned; with the assessment of the true facts where there is one."""

    def __init__(self, deeds: DeedRow) -> None:
        """`deeds` stand under the words."""
        super().__init__()
        self.words, self.explanation, self.deeds = Words("追回金额"), Explanation(compact=True), deeds
        self.words.document().documentLayout().documentSizeChanged.connect(self._fit)
        column = _column(self)
        for widget in (self.words, deeds, self.explanation):
            column.addWidget(widget)
        column.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Show the sum as computed, proposed and decided."""
        self.deeds.show_desk(desk)
        view, computed = desk.view, desk.view.computed
        self.words.setHtml(_sum_html(view))
        assessment = computed.assessment if computed else None
        self.explanation.setVisible(assessment is not None)
        if assessment is not None:
            self.explanation.show_assessment(assessment, settled=True)

    def _fit(self, size: QSizeF) -> None:
        """The words in full: what is explained below them has a bar of its own."""
        self.words.setFixedHeight(ceil(size.height()))


def _sum_html(view: ClawbackView) -> str:
    lines: list[str] = []
    if view.computed is not None:
        lines += [f"<p>{escape(text)}</p>" for text in view.computed.lines]
    else:
        lines += [f"<p>本件已拨付 {money(view.paid_fen)} 元。</p>", f"<p>{escape(view.wanting)}</p>"]
    proposed, owed = view.line.proposed_fen, view.line.balance.owed_fen
    if proposed is not None:
        lines.append(f"<p>拟追回 <b>{money(proposed)}</b> 元（人民币{capitals(proposed)}）。</p>")
    if owed:
        lines.append(f"<p>决定追回 <b>{money(owed)}</b> 元（人民币{capitals(owed)}）。</p>")
    return "".join(lines)


class StatementPane(QWidget):
    """陈述申辩: what the party stated, and the answers."""

    def __init__(self, deeds: DeedRow) -> None:
        """`deeds` stand under the words."""
        super().__init__()
        self.words, self.deeds = Words("陈述申辩"), deeds
        column = _column(self)
        column.addWidget(self.words, 1)
        column.addWidget(deeds)

    def show_desk(self, desk: Desk) -> None:
        """Show the statements with their answers."""
        self.deeds.show_desk(desk)
        view = desk.view
        limit = f"<p>陈述申辩期限至 {view.line.reply_by}。</p>" if view.line.reply_by else ""
        told = "".join(
            f"<p><b>{one.received_on} {escape(one.made_by)}</b>：{escape(one.text)}</p>"
            f"<p>答复：{escape(one.answer) or '尚未答复'}</p>"
            for one in view.statements
        )
        self.words.setHtml(limit + (told or "<p>尚未收到陈述申辩。</p>"))


class MoneyPane(QWidget):
    """退款: entries with their balance, the agreement in force, both court dates."""

    def __init__(self, deeds: DeedRow) -> None:
        """`deeds` stand at the foot."""
        super().__init__()
        empty = EmptyState("payments", "还没有入账", "作出责令退回决定以后，应退和已退的每一笔都记在这里。")
        self.entries = TableView(ENTRIES, ListSource(()), "追回入账", "id", empty, unit="笔")
        self.parts, self.dates = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.deeds = deeds
        column = _column(self)
        column.addWidget(self.entries, 1)
        for widget in (self.parts, self.dates, deeds):
            column.addWidget(widget)

    def show_desk(self, desk: Desk) -> None:
        """Show the money."""
        view = desk.view
        self.deeds.show_desk(desk)
        self.entries.set_source(ListSource(view.entries))
        told = "；".join(
            f"第 {part.position} 期 {part.due_on} 还 {money(part.amount_fen)} 元"
            + (f"，未还 {money(part.open_fen)} 元" if part.open_fen else "，已还")
            for part in view.parts
        )
        self.parts.setText(f"还款协议：{told}。" if told else "")
        self.parts.setVisible(bool(told))
        self.dates.setText(
            court_words(view, desk.today) if view.line.balance.owed_fen and view.line.left_fen > 0 else ""
        )
        self.dates.setVisible(bool(self.dates.text()))


class RelatedPane(QWidget):
    """关联案件: the other cases of the party; `opened` carries the number of one."""

    opened = Signal(str)

    def __init__(self) -> None:
        """Empty until a clawback is shown."""
        super().__init__()
        empty = EmptyState("search", "没有关联案件", "同一人员、单位、账号或证书没有其他案件。")
        self.table = TableView(RELATED, ListSource(()), "关联案件", "number", empty)
        self.more = QLabel(f"只列出 {LIMIT} 件，在办的在前；其余请在案件页按单位或姓名查找。")
        self.more.setProperty("role", "secondary")
        column = _column(self)
        column.addWidget(self.table)
        column.addWidget(self.more)
        self.table.opened.connect(lambda number: self.opened.emit(str(number)))

    def show_desk(self, desk: Desk) -> None:
        """Show what ties the other cases to this one."""
        columns = [column.key for column in RELATED if column.key != "ties_text"]
        rows = [
            {name: getattr(one, name) for name in columns} | {"ties_text": "、".join(one.ties)}
            for one in desk.view.related
        ]
        self.table.set_source(ListSource(rows, ("number", "applicant")))
        self.more.setVisible(len(rows) >= LIMIT)


class CoursePane(QWidget):
    """经过: every step taken, the latest first."""

    def __init__(self) -> None:
        """Empty until a clawback is shown."""
        super().__init__()
        self.words = Words("追回经过")
        _column(self).addWidget(self.words)

    def show_desk(self, desk: Desk) -> None:
        """Show the steps."""
        self.words.setHtml(
            "".join(
                f"<p><b>{one.on_day} {escape(one.label)}</b>　{escape(one.account)}　{one.after}"
                f"<br>{escape(one.reason)}</p>"
                for one in reversed(desk.view.steps)
            )
        )


def _column(pane: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
    column.setSpacing(tokens.SPACE_8)
    return column
