"""疑点 beside a case: each with its facts, the other cases as links, and the buttons to judge it."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout

from app.services.doubts.listing import DoubtLine, Standing, doubts
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.case_tab import CaseTab
from app.ui.pages.doubts.rows import doubt_html
from app.ui.widgets.case.doubt_verdicts import DoubtVerdicts

LIST_HEIGHT = 120


class DoubtsTab(CaseTab):
    """The doubts of one case, those that wait first."""

    title = "疑点"

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and judges as the account of `uow`."""
        super().__init__()
        self._uow = uow
        self._lines: list[DoubtLine] = []
        self.list = QListWidget()
        self.list.setAccessibleName("本案疑点")
        self.list.setMaximumHeight(LIST_HEIGHT)
        self.facts = QTextBrowser()
        self.facts.setOpenLinks(False)
        self.facts.setAccessibleName("疑点事实")
        self.verdicts = DoubtVerdicts(uow, jobs, self, self._chosen)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addStretch(1)
        for button in self.verdicts.buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.list)
        column.addWidget(self.facts, 1)
        column.addLayout(row)
        self.list.currentRowChanged.connect(self._show)
        self.facts.anchorClicked.connect(self._go_to)
        self.verdicts.noticed.connect(self.noticed)
        self.verdicts.judged.connect(self.changed)
        self.setFocusProxy(self.list)

    def show_case(self, number: str) -> None:
        """Show the doubts of the case of a number."""
        order = list(Standing)
        kept = self._chosen()
        self._lines = sorted(doubts(self._uow, number=number), key=lambda line: order.index(line.standing))
        self.list.clear()
        for line in self._lines:
            QListWidgetItem(f"{line.standing.label}　{line.title}{'　阻断' if line.blocks else ''}", self.list)
        places = [place for place, line in enumerate(self._lines) if kept and line.id == kept[0].id]
        self.list.setCurrentRow(places[0] if places else 0 if self._lines else -1)
        self.list.setVisible(bool(self._lines))
        self._show(self.list.currentRow())
        self.counted.emit(sum(line.standing is Standing.OPEN for line in self._lines))

    def _chosen(self) -> list[DoubtLine]:
        place = self.list.currentRow()
        return [self._lines[place]] if 0 <= place < len(self._lines) else []

    def _show(self, _place: int) -> None:
        chosen = self._chosen()
        self.facts.setHtml(doubt_html(chosen[0]) if chosen else "本案没有疑点。")
        self.verdicts.offer()

    def _go_to(self, url: QUrl) -> None:
        self.go.emit("case", url.toString())
