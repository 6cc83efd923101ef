"""The letters page as it looks: kinds and lists on the left, the letter on the right, what to do below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.letters.kinds import KINDS
from app.ui import keys, tokens
from app.ui.pages.letters.rows import COLUMNS, DUE, FACETS, ISSUED, KEYS, SEARCHED, UNSERVED, Lists
from app.ui.settings import Settings
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.letter_preview import LetterPreview
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import read
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

_NOTHING = {
    DUE: ("没有待出具的文书", "审批决定作出后，应出具这种文书的案件列在这里。"),
    ISSUED: ("还没有出具过这种文书", "出具过的文书都列在这里，随时可以再打印或另存。"),
    UNSERVED: ("没有未送达的文书", "出具后还没有登记送达的文书列在这里；期限从送达的次日起算。"),
}
_NAMES = {DUE: "待出具的案件", ISSUED: "已出具的文书", UNSERVED: "未送达的文书"}
_KEPT = "page/letters"


class LettersView(QWidget):
    """`current` carries the key of the current row of the list in front, `opened` the number of a case.

    The key is the number of a case that is due a letter, or of a letter issued; None when there is no row.
    """

    current = Signal(object)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_lists."""
        super().__init__(parent)
        self._shown: Lists | None = None
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("文书种类")
        for kind in KINDS:
            self.kinds.addItem(kind, kind)
        self.facets = FacetBar(FACETS, "待出具、已出具或未送达")
        self.tables = {name: self._table(name) for name in (DUE, ISSUED, UNSERVED)}
        self.preview = LetterPreview()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.issue = QPushButton("出具")
        self.print = QPushButton("打印…")
        self.save = QPushButton("另存为 PDF…")
        self.save_each = QPushButton("逐份另存…")
        self.serve, self.receipt = QPushButton("登记送达…"), QPushButton("送达回证…")
        self.correct, self.workbook = QPushButton("更正…"), QPushButton("公示 Excel…")
        self._lay_out()
        self._dress()
        self.facets.chosen.connect(self.turn)
        self.turn(DUE)

    @property
    def list_name(self) -> str:
        """Which list is in front."""
        return self.facets.current

    @property
    def kind(self) -> str:
        """The kind chosen."""
        return str(self.kinds.currentData())

    @property
    def table(self) -> TableView:
        """The list in front."""
        return self.tables[self.facets.current]

    @property
    def chosen(self) -> list[str]:
        """The keys of the ticked rows in the order of the list; without ticks the current row's."""
        ticked = set(self.table.ticked_keys)
        if ticked and self._shown is not None:
            return [number for number in self._shown.numbers(self.list_name) if number in ticked]
        current = self.table.current_key
        return [str(current)] if current is not None else []

    def show_lists(self, lists: Lists) -> None:
        """Show both lists of a kind; the current row stays."""
        self._shown = lists
        self.facets.set_counts({name: len(rows) for name, rows in lists.rows.items()})
        for place in range(self.kinds.count()):
            due = lists.due.get(str(self.kinds.itemData(place)), 0)
            self.kinds.setItemText(place, f"{self.kinds.itemData(place)}" + (f"　待出具 {due:,}" if due else ""))
        for name, table in self.tables.items():
            kept = table.current_key
            table.set_source(ListSource(lists.rows[name], SEARCHED[name]))
            table.select(kept)
        self._say()

    def turn(self, name: str) -> None:
        """Bring a list to the front."""
        self.facets.select(name)
        self._stack.setCurrentWidget(self.table)
        self.setFocusProxy(self.table)
        self.issue.setVisible(name == DUE)
        for button in (self.print, self.save, self.save_each, self.serve, self.receipt, self.correct):
            button.setVisible(name != DUE)
        self._say()

    def tick(self, numbers: Sequence[str]) -> bool:
        """Tick these rows of the list in front, and stand on the first; whether there were any."""
        wanted = set(numbers)
        model = self.table.model
        places = [place for place in range(model.rowCount()) if model.key_at(place) in wanted]
        if places:
            self.table.grid.pick(places[0])
            model.tick(places, on=True)
        return bool(places)

    def keep(self, settings: Settings) -> None:
        """Keep kind, list and columns."""
        settings.set(f"{_KEPT}/kind", self.kind)
        settings.set(f"{_KEPT}/list", self.list_name)
        for name, table in self.tables.items():
            table.save(settings, f"{_KEPT}/{name}")

    def take_up(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.choose_kind(settings.get(f"{_KEPT}/kind") or "")
        for name, table in self.tables.items():
            table.restore(settings, f"{_KEPT}/{name}")
        self.turn(settings.get(f"{_KEPT}/list") or DUE)

    def choose_kind(self, kind: str) -> None:
        """Turn to a kind; an unknown one is the first."""
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))

    def _table(self, name: str) -> TableView:
        empty = EmptyState("letters", *_NOTHING[name])
        table = TableView(COLUMNS[name], ListSource(()), _NAMES[name], KEYS[name], empty, unit="份")
        table.current.connect(lambda _: self._say() if table is self.table else None)
        table.ticked.connect(self._offer)
        table.opened.connect(lambda _: self._open())
        return table

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(tokens.SPACE_16)
        above.addWidget(self.kinds)
        above.addWidget(self.facets)
        above.addStretch(1)
        self._stack = QStackedWidget()
        for table in self.tables.values():
            self._stack.addWidget(table)
        self._stack.setMinimumWidth(360)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(tokens.SPACE_8)
        self.splitter.addWidget(self._stack)
        self.splitter.addWidget(self.preview)
        self.splitter.setSizes([724, 450])
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_8)
        for button in (self.serve, self.receipt, self.correct, self.workbook):
            below.addWidget(button)
        below.addStretch(1)
        for button in (self.save_each, self.save, self.print, self.issue):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(above)
        column.addWidget(self.splitter, 1)
        column.addLayout(below)

    def _dress(self) -> None:
        for button in (self.issue, self.print):
            button.setProperty("role", "primary")
        keys.tip(self.issue, "取文号并存档，不能撤销", keys.STORE)
        keys.tip(self.print, "选打印机、份数和双面", keys.PRINT)
        self.save.setToolTip("单份为存档原件；多份合为一个文件，便于打印")
        self.save_each.setToolTip("所选文书的存档原件，一份一个文件")
        self.serve.setToolTip("登记所选文书的送达日期、方式、收件人和回证扫描件")
        self.receipt.setToolTip("打印所选文书的送达回证，供签收")
        self.correct.setToolTip("出具一份新文书替代所选的一份，原件保留并标明已更正")
        self.workbook.setToolTip("把这份公示名单写成 Excel，供网站发布")

    def _say(self) -> None:
        self._offer()
        self.current.emit(self.table.current_key)

    def _open(self) -> None:
        row = self.table.model.row(self.table.grid.currentIndex().row())
        self.opened.emit(str(read(row, "case_number")))

    def _offer(self) -> None:
        """Say on the buttons how many they are for."""
        count = len(self.chosen)
        for button, verb in ((self.issue, "出具"), (self.print, "打印"), (self.save, "另存为 PDF")):
            dots = "" if button is self.issue else "…"
            button.setText(f"{verb} {count:,} 份{dots}" if count else f"{verb}{dots}")
            button.setEnabled(count > 0)
        self.save.setText("合为一个 PDF…" if count > 1 else "另存为 PDF…")
        issued = self.facets.current != DUE
        self.save_each.setVisible(count > 1 and issued)
        for button in (self.serve, self.receipt):
            button.setEnabled(count > 0)
        self.correct.setEnabled(count == 1)
        self.workbook.setVisible(issued and KINDS[self.kind].together)
        self.workbook.setEnabled(count == 1)
