"""The form that gives a year's source a budget or cuts it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QPushButton

from app.services.errors import UserError
from app.services.money.budget_entry import NewBudget
from app.ui import keys, tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.card import Card

LABELS = {
    "year": "预算年度",
    "source": "资金来源",
    "amount": "金额（元）",
    "document": "下达或调整文号",
    "day": "日期（不填为今天）",
    "note": "备注（可不填）",
}
USUAL = ("区级财政专项资金", "市级财政专项资金", "省级就业补助资金", "失业保险基金")


class BudgetForm(Card):
    """`entered` carries a NewBudget as typed."""

    entered = Signal(object)

    def __init__(self) -> None:
        """Empty; the year is set by the page."""
        super().__init__("录入预算")
        self.lines = EntryLines(LABELS)
        self.lines.lines["source"].setPlaceholderText("如 区级财政专项资金")
        self.lines.lines["amount"].setPlaceholderText("如 500000 或 50万元")
        self.give, self.cut = QPushButton("录入预算"), QPushButton("调减预算")
        self.give.setProperty("role", "primary")
        keys.tip(self.give, "录入预算", keys.SAVE)
        self.cut.setToolTip("从这个来源减去填写的金额；已承诺、已拨付的部分不能调减")
        self.give.clicked.connect(lambda: self._enter(cut=False))
        self.cut.clicked.connect(lambda: self._enter(cut=True))
        self.lines.returned.connect(lambda: self._enter(cut=False))
        keys.bind(self, keys.SAVE, self.give.click, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.cut)
        buttons.addWidget(self.give)
        self.column.addWidget(self.lines)
        self.column.addLayout(buttons)
        self.setFocusProxy(self.lines.lines["source"])

    def show_year(self, year: int, sources: Sequence[str]) -> None:
        """Propose a year, and the sources that it has beside the usual ones."""
        self.lines.lines["year"].setText(str(year))
        known = [*sources, *(name for name in USUAL if name not in sources)]
        completer = QCompleter(known, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lines.lines["source"].setCompleter(completer)

    def show_error(self, error: UserError) -> bool:
        """Show what is wrong under its field; False when it belongs to none."""
        return self.lines.show_error(error)

    def clear_entry(self) -> None:
        """Empty all but the year after an entry."""
        year = self.lines.lines["year"].text()
        self.lines.clear()
        self.lines.lines["year"].setText(year)
        self.setFocus()

    def _enter(self, *, cut: bool) -> None:
        self.lines.clear_errors()
        self.entered.emit(NewBudget(**self.lines.texts, cut=cut))
