"""报表: a year at a glance, and the workbooks of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.excel.books.annual import write_annual
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.excel.books.recovery_sheet import write_recoveries
from app.services.reports.figures import YearFigures, annual_overview, reported_years
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs, Progress
from app.ui.files import EXCEL, ZIP, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.reports.figures import COLUMNS, FigureStrip, TotalLine, TypeLines, month_chart, type_rows
from app.ui.settings import Settings
from app.ui.widgets.chart import Chart
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.view import TableView

HELP = """<p>这里看一个年度的补贴情况：上面是全年合计，中间按类型，下面按月份看批准和拨付的金额。</p>
<p>“在办”和“待拨付”是截至年末的数，本年度是截至今天的数。拨付为发放台账的合计。</p>
<p>“年度报表”写出十张表的 Excel 工作簿，合计与台账核对相符才会写出；“发放台账”写出所选年度的逐笔记录，“追回台账”写出所选年度的追回情况和账龄。</p>
<p>“迎审包”把所选年度的报表、台账、案件清单、文书、审计日志和校验和打成一个压缩文件，里面的核验说明写明怎样核验。</p>"""
_TABLE, _YEAR = "page/reports/table", "page/reports/year"


class ReportsPage(Page):
    """A year's figures by type and by month; its workbooks are written in the background. `show_item` takes a year."""

    title = "报表"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, fonts: Path) -> None:
        """Reads the years when it is first shown; `fonts` is the folder of the faces of what is written as PDF."""
        super().__init__()
        self._uow, self._jobs, self._files, self._fonts = uow, jobs, files, fonts
        self._kept_year = 0
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.annual = QPushButton("年度报表（Excel）…")
        self.annual.setProperty("role", "primary")
        self.annual.setToolTip("汇总、分月、分乡镇、分单位、台账、预算执行等十张表")
        self.ledger = QPushButton("发放台账（Excel）…")
        self.ledger.setToolTip("所选年度逐笔拨付")
        self.recovered = QPushButton("追回台账（Excel）…")
        self.recovered.setToolTip("所选年度的追回情况和未追回款项的账龄")
        self.package = QPushButton("迎审包…")
        self.package.setToolTip("所选年度的报表、台账、案件、文书、日志和校验和，一个压缩文件，供审计核验")
        empty = EmptyState("reports", "还没有数据", "登记或导入申报后，这里按年度汇总。")
        self.table = TableView(COLUMNS, TypeLines(()), "按类型汇总", empty=empty, unit="行")
        self.table.grid.setItemDelegate(TotalLine(self.table.grid))
        self.strip = FigureStrip()
        self.chart = Chart(month_chart(()))
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(tokens.SPACE_8)
        for widget, least in ((self.table, 160), (self.chart, 180)):
            widget.setMinimumHeight(least)
            self.splitter.addWidget(widget)
        self.splitter.setSizes([320, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(self.strip)
        column.addWidget(self.splitter, 1)
        self.setFocusProxy(self.table)
        self.years.activated.connect(lambda _: self.refresh())
        self.annual.clicked.connect(self._write_annual)
        self.ledger.clicked.connect(self._write_ledger)
        self.recovered.clicked.connect(self._write_recoveries)
        self.package.clicked.connect(self._write_package)

    @property
    def year(self) -> int:
        """The year chosen; 0 before the years have been read."""
        return int(self.years.currentData() or 0)

    def header_widgets(self) -> list[QWidget]:
        """The year and its workbooks."""
        return [self.years, self.package, self.recovered, self.ledger, self.annual]

    def refresh(self) -> None:
        """Read the years and the figures of the one chosen anew."""
        uow, wanted = self._uow, self.year or self._kept_year

        def work() -> tuple[tuple[int, ...], YearFigures]:
            years = reported_years(uow)
            return years, annual_overview(uow, wanted if wanted in years else years[0])

        self._jobs.run(lambda _: work(), lambda read: self._show(*read), title="汇总年度数据")

    def show_item(self, item: object) -> None:
        """Turn to a year."""
        self._kept_year = item if isinstance(item, int) else 0
        self.years.clear()
        self.refresh()

    def new_item(self) -> None:
        """There is nothing to make here but the report."""
        self._write_annual()

    def save_state(self, settings: Settings) -> None:
        """Keep the year and the columns."""
        settings.set(_YEAR, str(self.year))
        self.table.save(settings, _TABLE)

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept."""
        kept = settings.get(_YEAR) or ""
        self._kept_year = int(kept) if kept.isdigit() else 0
        self.table.restore(settings, _TABLE)

    def _show(self, years: tuple[int, ...], figures: YearFigures) -> None:
        self.years.clear()
        for year in years:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(years.index(figures.year))
        rows = type_rows(figures)
        self.table.set_source(TypeLines(rows))
        self.chart.set_data(month_chart(figures.by_month))
        self.chart.setVisible(bool(rows))
        self.strip.show_total(figures.total)
        self.titled.emit(f"报表　截至 {figures.as_at}")

    def _write_annual(self) -> None:
        year = self.year
        self._write("年度报表", f"{year}年度报表.xlsx", lambda out: write_annual(self._uow, year, out))

    def _write_ledger(self) -> None:
        year = self.year
        self._write("发放台账", f"{year}年发放台账.xlsx", lambda out: write_ledger(self._uow, out, year))

    def _write_recoveries(self) -> None:
        year = self.year
        self._write("追回台账", f"{year}年追回台账.xlsx", lambda out: write_recoveries(self._uow, out, year))

    def _write_package(self) -> None:
        year = self.year

        def write(out: Path, progress: Progress) -> object:
            from app.services.letters.paper.fonts import Fonts
            from app.services.supervision.audit_package import write_package

            return write_package(self._uow, year, out, Fonts(self._fonts), progress.step)

        self._write_file("迎审包", f"{year}年度迎审包.zip", ZIP, write)

    def _write(self, what: str, name: str, write: Callable[[Path], object]) -> None:
        self._write_file(what, name, EXCEL, lambda out, _: write(out))

    def _write_file(self, what: str, name: str, kinds: str, write: Callable[[Path, Progress], object]) -> None:
        if not self.year:
            self.noticed.emit(Notice(Kind.WARN, "年度数据还没有读完，请稍候再写出。"))
            return
        out = self._files.save_as(self, what, name, kinds)
        if out is not None:
            work = partial(write, out)
            self._jobs.run(work, lambda _: self.noticed.emit(written(what, out)), title=f"写出{what}")
