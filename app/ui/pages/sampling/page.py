"""双随机: random checks of cases or units; frozen first, drawn by a published seed, results recorded."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.services.errors import Cancelled, UserError
from app.services.policy.standards import OFFICE
from app.services.supervision.sampling import CHECKERS, KEEPERS, DrawLine, draw, draw_view, draws, freeze, record
from app.services.supervision.sampling_entry import TypedDraw, read_draw
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.ui import messages, tokens
from app.ui.background import Jobs
from app.ui.files import PDF, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.sampling.detail import SamplingDetail
from app.ui.pages.sampling.form import SamplingForm
from app.ui.settings import Settings
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

T = TypeVar("T")
Confirm = Callable[[QWidget, str, str, str], bool]
TABLE = "page/sampling/table"
COLUMNS = (
    Column("number", "编号", width=124),
    Column("drawn_on", "抽取日期", CellKind.DATE, 92),
    Column("listed", "名单", CellKind.WHOLE, 52),
    Column("wanted", "抽取", CellKind.WHOLE, 52),
    Column("checked", "已查", CellKind.WHOLE, 52),
    Column("problems", "有问题", CellKind.WHOLE, 62),
    Column("frozen_on", "冻结日期", CellKind.DATE, 92),
    Column("scope", "范围", width=260),
)
HELP = """<p>双随机：随机抽取检查对象，随机选派检查人员。</p>
<p>先填范围、抽取数和检查人员，按“冻结名单”；名单从此不变。等公开的号码（如开奖号码）公布以后，填入种子和出处，按“抽取”。
同样的名单和种子，谁来算都是同一个结果；抽取记录 PDF 上有规则、名单和每个编号的抽签值，可以用任何 SHA-256 工具逐个核对。</p>
<p>检查以后选中一行，登记“未发现问题”或“发现问题”；有问题的案件可以打开后立案追回。</p>"""


class SamplingPage(Page):
    """Draws and the form for a new one on the left, the draw chosen on the right. Goes to `case` with a number."""

    title = "双随机"
    search_hint = "编号、范围"
    help_text = HELP

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, fonts: Path, confirm: Confirm = messages.confirm
    ) -> None:
        """`fonts` is the folder of the faces of the record; `confirm` asks before a draw, which is once for all."""
        super().__init__()
        self._uow, self._jobs, self._files, self._fonts, self._confirm = uow, jobs, files, fonts, confirm
        empty = EmptyState("search", "还没有抽查", "在下面填写范围和检查人员，冻结名单。")
        self.table = TableView(COLUMNS, ListSource(()), "双随机抽查", "number", empty)
        draws_lots = any(may(uow, role) for role in KEEPERS)
        self.form = SamplingForm()
        self.detail = SamplingDetail(draws_lots=draws_lots, records=any(may(uow, role) for role in CHECKERS))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        self.form.setVisible(draws_lots)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setSizes([500, 670])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        whole.addWidget(split)
        self.setFocusProxy(self.table)
        self._connect()

    def _connect(self) -> None:
        self.table.current.connect(self._show)
        self.table.export_requested.connect(self.exported)
        self.detail.table.export_requested.connect(self.exported)
        self.form.asked.connect(self._freeze)
        self.detail.drawing.connect(self._draw)
        self.detail.found.connect(self._record)
        self.detail.record.connect(self.print_page)
        self.detail.opened.connect(lambda number: self.go.emit("case", number))

    def refresh(self) -> None:
        """Read the draws anew; the chosen one stays chosen."""
        self._run(partial(_read, self._uow), self._show_all)

    def search(self, text: str) -> None:
        """Narrow the draws."""
        self.table.search(text)

    def new_item(self) -> None:
        """Begin a new check."""
        self.form.setFocus()

    def print_page(self) -> None:
        """Save the record of the draw shown as PDF."""
        view = self.detail.view
        path = view and self._files.save_as(self, "保存抽取记录", f"双随机抽取记录 {view.number}.pdf", PDF)
        if view and path:
            work = partial(_write_record, self._uow, view.number, self._fonts, path)
            self._run(work, lambda _: self.noticed.emit(written("抽取记录", path)))

    def save_state(self, settings: Settings) -> None:
        """Keep the columns."""
        self.table.save(settings, TABLE)
        self.detail.table.save(settings, f"{TABLE}/results")

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns."""
        self.table.restore(settings, TABLE)
        self.detail.table.restore(settings, f"{TABLE}/results")

    def _show_all(self, read: tuple[tuple[DrawLine, ...], tuple[str, ...]]) -> None:
        lines, townships = read
        kept = self.table.current_key
        self.table.set_source(ListSource(lines, ("number", "scope")))
        self.table.select(kept if kept is not None else (lines[0].number if lines else None))
        self.form.show_choices(townships, self._uow.clock().date())
        self._show(self.table.current_key)

    def _show(self, number: object) -> None:
        if number is None:
            self.detail.show_draw(None)
        else:
            self._run(partial(draw_view, self._uow, str(number)), self.detail.show_draw)

    def _freeze(self, typed: TypedDraw) -> None:
        def work() -> str:
            return freeze(self._uow, *read_draw(typed))

        def frozen(number: str) -> None:
            self.form.clear()
            self.noticed.emit(Notice(Kind.OK, f"已冻结名单 {number}，种子公布后抽取。"))
            self._after(number)

        self._run(work, frozen)

    def _draw(self, seed: str, source: str) -> None:
        view = self.detail.view
        if view is None or not (seed.strip() and source.strip()):
            self.noticed.emit(Notice(Kind.ERROR, "请填写公开的种子和它的公布出处，再抽取。"))
            return
        details = f"从 {len(view.members)} 个中抽取 {view.wanted} 个，种子“{seed.strip()}”。抽取后不能重抽。"
        if self._confirm(self, f"{view.number} 现在抽取？", details, f"抽取 {view.wanted} 个"):
            self._run(partial(draw, self._uow, view.number, seed, source), lambda found: self._after(found.number))

    def _record(self, position: int, outcome: str, finding: str) -> None:
        view = self.detail.view
        if view is not None:
            work = partial(record, self._uow, view.number, position, outcome, finding)
            self._run(work, lambda _: self._after(view.number))

    def _after(self, number: str) -> None:
        def shown(read: tuple[tuple[DrawLine, ...], tuple[str, ...]]) -> None:
            self._show_all(read)
            self.table.select(number)
            self._show(number)

        self._run(partial(_read, self._uow), shown)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.run(lambda _: work(), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            if not self.form.show_error(error):
                self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)


def _read(uow: UnitOfWork) -> tuple[tuple[DrawLine, ...], tuple[str, ...]]:
    with uow.read() as work:
        townships = work.parameters.at(work.today).lists().get("乡镇街道", ())
    return draws(uow), tuple(townships)


def _write_record(uow: UnitOfWork, number: str, fonts: Path, path: Path) -> None:
    from app.services.letters.office.draw_record import draw_record
    from app.services.letters.paper.fonts import Fonts
    from app.services.trust.exporting import save_noted

    with uow.read() as work:
        office = work.parameters.at(work.today).text(OFFICE, "名称")
    save_noted(uow, path, draw_record(draw_view(uow, number), office, Fonts(fonts)), f"双随机抽查记录 {number}")
