"""疑点清单: what the checks found, with the case beside it and the buttons to judge."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services.clawbacks.opening import Lead
from app.services.doubts.catalogue import CHECKS
from app.services.doubts.listing import MOST, DoubtLine, Standing, counts, doubts
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_shown import CaseView
from app.services.worklists.case_views import case_view
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.pages.doubts.rows import COLUMNS, SEARCHED, doubt_html, rows_of
from app.ui.widgets.case.doubt_verdicts import DoubtVerdicts
from app.ui.widgets.case.panel import CasePanel
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.filter_combos import FilterCombos
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

FACETS = (*((one.value, one.label) for one in Standing), ("", "全部"))
LEAST_HEIGHT = 170
Read = tuple[list[DoubtLine], dict[Standing, int]]


class DoubtList(QWidget):
    """`go` names a page and what to show there; `counted` how many doubts wait; `noticed` takes a Notice."""

    go = Signal(str, object)
    counted = Signal(int)
    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and judges as the account of `uow`; refresh() shows what there is."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._lines: dict[int, DoubtLine] = {}
        self.facets = FacetBar(FACETS, "核实情况")
        self.combos = FilterCombos((("code", "全部疑点类型"),))
        self.combos.fill("code", [(check.title, check.code) for check in CHECKS])
        empty = EmptyState(
            "warning", "没有疑点", "登记、导入和办理时自动比对，发现的疑点在这里；批量审批前可点“事前筛查”。"
        )
        self.table = TableView(COLUMNS, ListSource(()), "疑点清单", "id", empty, unit="条")
        self.facts = QTextBrowser()
        self.facts.setOpenLinks(False)
        self.facts.setAccessibleName("疑点事实")
        self.facts.setMinimumHeight(LEAST_HEIGHT)
        self.panel = CasePanel()
        self.panel.actions_bar.hide()
        self.verdicts = DoubtVerdicts(uow, jobs, self, self._chosen)
        self.clawback = QPushButton("立案追回")
        self.clawback.setToolTip("疑点属实且已批准或拨付的案件，可以立案调查追回")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the doubts of the facet and the check chosen anew."""
        uow, code = self._uow, self.combos.values["code"]
        standing = Standing(self.facets.current) if self.facets.current else None

        def work() -> Read:
            return doubts(uow, standing, code), counts(uow)

        self._jobs.run(lambda _: work(), self._show_all)

    def show_code(self, standing: Standing, code: str = "") -> None:
        """Turn to the doubts of a standing and a check."""
        self.facets.select(standing.value)
        self.combos.choose({"code": code})

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.facets)
        above.addWidget(self.combos)
        above.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_8)
        below.addStretch(1)
        for button in (self.clawback, *self.verdicts.buttons):
            below.addWidget(button)
        left, right = QWidget(), QWidget()
        for side, widgets in ((left, (self.table,)), (right, (self.facts, self.panel))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(tokens.SPACE_8)
            for place, widget in enumerate(widgets):
                column.addWidget(widget, place + 1)
        left_column = left.layout()
        if isinstance(left_column, QVBoxLayout):
            left_column.addLayout(below)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setSizes([760, 340])
        right.setMinimumWidth(300)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        whole.setSpacing(tokens.SPACE_12)
        whole.addLayout(above)
        whole.addWidget(split, 1)

    def _connect(self) -> None:
        self.facets.chosen.connect(lambda _: self._narrowed())
        self.combos.changed.connect(self._narrowed)
        self.table.current.connect(self._show)
        self.table.ticked.connect(self._offer)
        self.table.opened.connect(self._open)
        self.facts.anchorClicked.connect(self._go_to)
        self.panel.case_chosen.connect(lambda number: self.go.emit("case", number))
        self.verdicts.noticed.connect(self.noticed)
        self.verdicts.judged.connect(self._narrowed)
        self.clawback.clicked.connect(self._claw_back)

    def _narrowed(self) -> None:
        self.table.clear_ticks()
        self.refresh()

    def _show_all(self, read: Read) -> None:
        lines, standing = read
        self._lines = {line.id: line for line in lines}
        kept = self.table.current_key
        self.table.set_source(ListSource(rows_of(lines), SEARCHED))
        self.table.select(kept)
        self.facets.set_counts({one.value: count for one, count in standing.items()} | {"": sum(standing.values())})
        self.counted.emit(standing[Standing.OPEN])
        if len(lines) == MOST:
            self.noticed.emit(Notice(Kind.WARN, f"只列出最近 {MOST:,} 条，请用疑点类型缩小范围。"))
        self._show(self.table.current_key)

    def _show(self, key: object) -> None:
        line = self._lines.get(key) if isinstance(key, int) else None
        self.facts.setHtml(doubt_html(line) if line else "")
        self.facts.setVisible(line is not None)
        view: CaseView | None = case_view(self._uow, line.number) if line else None
        bare = replace(view, doubts=()) if view else None  # the doubts are in the list and above the panel
        self.panel.show_case(bare, self._uow.clock().date())
        self.panel.actions_bar.hide()
        self._offer()

    def _chosen(self) -> Sequence[DoubtLine]:
        wanted = self.table.ticked_keys or [self.table.current_key]
        return [self._lines[key] for key in wanted if isinstance(key, int) and key in self._lines]

    def _offer(self) -> None:
        self.verdicts.offer()
        self.clawback.setVisible(self._to_claw_back() is not None)

    def _to_claw_back(self) -> DoubtLine | None:
        chosen = self._chosen()
        fits = len(chosen) == 1 and chosen[0].paid and chosen[0].standing is Standing.CONFIRMED
        return chosen[0] if fits else None

    def _claw_back(self) -> None:
        if (line := self._to_claw_back()) is not None:
            self.go.emit("clawback", Lead(line.number, "疑点", f"{line.title}：{line.text}"))

    def _open(self, key: object) -> None:
        if isinstance(key, int) and key in self._lines:
            self.go.emit("case", self._lines[key].number)

    def _go_to(self, url: QUrl) -> None:
        self.go.emit("case", url.toString())
