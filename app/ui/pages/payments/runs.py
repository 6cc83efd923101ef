"""拨付批次: the runs, and beside them the lines of one with what can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.services.letters.paper.fonts import Fonts
from app.services.letters.payments.payment_letters import REQUEST, ROSTER
from app.services.money.payment_run_views import RunLine, RunRow, run_lines, runs
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.pages.payments.pane import Pane, button_row, push
from app.ui.pages.payments.papers import Papers
from app.ui.pages.payments.run_deeds import RunDeeds
from app.ui.pages.payments.run_rows import LINES, RUNS, shown_line, shown_run
from app.ui.settings import Settings
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

SEARCHED = ("case_number", "applicant", "account_name", "voucher")


class RunsPane(Pane):
    """What is ticked among the lines is what buttons act on; with nothing ticked, booking takes all that wait."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, fonts: Fonts, files: FileChoice) -> None:
        """`fonts` draw the papers, `files` says where they go."""
        super().__init__(uow, jobs)
        self._runs: dict[str, RunRow] = {}
        self._lines: dict[int, RunLine] = {}
        self.deeds, self.papers = RunDeeds(self), Papers(self, files, fonts)
        empty = EmptyState("payments", "还没有拨付批次", "在“待拨付”里勾选款项，编制拨付批次。")
        self.table = TableView(RUNS, ListSource(()), "拨付批次", "number", empty, unit="批")
        self.lines = TableView(LINES, ListSource(()), "批次明细", "position", unit="笔")
        self.head = QLabel(wordWrap=True)
        self.head.setProperty("role", "secondary")
        self._make_buttons()
        self._lay_out()
        self.table.current.connect(lambda _key: self._show())
        self.lines.ticked.connect(self._offer)
        self.lines.current.connect(lambda _key: self._offer())
        self.lines.opened.connect(self._open)
        keys.bind(self, keys.HAND_OVER, self.book.click, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self, chosen: str = "") -> None:
        """Read the runs anew; `chosen` becomes the current one."""
        rows = runs(self.uow)
        self._runs = {row.number: row for row in rows}
        kept = chosen or self.table.current_key
        self.table.set_source(ListSource([shown_run(row) for row in rows], ("number", "note", "source")))
        self.table.select(kept)
        self._show()

    @property
    def open_runs(self) -> int:
        """How many runs wait to be booked."""
        return sum(row.state == "open" for row in self._runs.values())

    def save(self, settings: Settings, name: str) -> None:
        """Keep the columns of both lists."""
        self.table.save(settings, f"{name}/runs")
        self.lines.save(settings, f"{name}/lines")

    def restore(self, settings: Settings, name: str) -> None:
        """Take up the columns of both lists."""
        self.table.restore(settings, f"{name}/runs")
        self.lines.restore(settings, f"{name}/lines")

    def _make_buttons(self) -> None:
        self.book = push("登记到账…", lambda: self._with_lines(self.deeds.book), primary=True)
        self.remove = push("移出…", lambda: self._with_lines(self.deeds.take_out))
        self.account = push("更改账户…", lambda: self._with_line(self.deeds.change_account))
        self.set_off = push("登记抵扣…", lambda: self._with_line(self.deeds.set_off))
        self.cancel = push("作废批次…", lambda: self._with_run(self.deeds.cancel))
        self.roster = push("花名册 PDF…", lambda: self._with_run(lambda run: self.papers.save_pdf(ROSTER, run)))
        self.workbook = push("花名册 Excel…", lambda: self._with_run(self.papers.save_workbook))
        self.request = push("申请函 PDF…", lambda: self._with_run(lambda run: self.papers.save_pdf(REQUEST, run)))

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(tokens.SPACE_12, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        papers = QHBoxLayout()
        papers.setSpacing(tokens.SPACE_8)
        papers.addWidget(self.head, 1)
        for button in (self.workbook, self.roster, self.request):
            papers.addWidget(button)
        column.addLayout(papers)
        column.addWidget(self.lines, 1)
        column.addLayout(button_row(self.cancel, self.set_off, self.account, self.remove, self.book))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([360, 760])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        whole.addWidget(self.split)
        self._right = right

    def _run(self) -> RunRow | None:
        return self._runs.get(str(self.table.current_key))

    def _show(self) -> None:
        run = self._run()
        rows = run_lines(self.uow, run.number) if run else ()
        kept = self.lines.current_key
        self._lines = {row.position: row for row in rows}
        self.lines.set_source(ListSource([shown_line(row) for row in rows], SEARCHED))
        self.lines.select(kept)
        self._right.setVisible(run is not None)
        self.head.setText(_told(run) if run else "")
        self._offer()

    def _chosen(self) -> list[RunLine]:
        """The open lines that are ticked; all that are open when nothing is."""
        ticked = [key for key in self.lines.ticked_keys if isinstance(key, int)]
        places = ticked or list(self._lines)
        return [self._lines[place] for place in sorted(places) if self._lines[place].state == "open"]

    def _current(self) -> RunLine | None:
        key = self.lines.current_key
        line = self._lines.get(key) if isinstance(key, int) else None
        return line if line is not None and line.state == "open" else None

    def _offer(self) -> None:
        run, mine = self._run(), self.holds(Role.FINANCE)
        waits = mine and run is not None and run.state == "open"
        chosen = self._chosen()
        for button in (self.book, self.remove, self.account, self.set_off, self.cancel):
            button.setVisible(waits)
        self.book.setText(f"登记到账 {len(chosen):,} 笔…")
        self.book.setEnabled(bool(chosen))
        self.remove.setEnabled(bool(chosen) and bool(self.lines.ticked_keys))
        self.remove.setToolTip("" if self.remove.isEnabled() else "先勾选要移出的款项")
        self.account.setEnabled(self._current() is not None)
        self.set_off.setEnabled(self._current() is not None)
        self.cancel.setEnabled(run is not None and run.booked == 0)
        for button in (self.roster, self.request, self.workbook):
            button.setVisible(mine and run is not None and run.state != "cancelled")

    def _with_run(self, deed: Callable[[RunRow], None]) -> None:
        run = self._run()
        if run is not None:
            deed(run)

    def _with_lines(self, deed: Callable[[RunRow, Sequence[RunLine]], None]) -> None:
        run, chosen = self._run(), self._chosen()
        if run is not None and chosen:
            deed(run, chosen)

    def _with_line(self, deed: Callable[[RunRow, RunLine], None]) -> None:
        run, line = self._run(), self._current()
        if run is not None and line is not None:
            deed(run, line)

    def _open(self, key: object) -> None:
        if isinstance(key, int) and key in self._lines:
            self.go.emit("case", self._lines[key].case_number)


def _told(run: RunRow) -> str:
    parts = (f"{run.number}　{run.made_on} {run.account} 编制", run.source, run.note)
    return "　".join(part for part in parts if part)
