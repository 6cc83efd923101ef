"""公示: the cases to be made public, those that are, and those whose last day is past."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QPushButton, QWidget

from app.services.cases.course import Step
from app.services.letters.course.public_list import KIND as PUBLIC_LIST
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.rounds import Publicity, in_publicity
from app.ui.background import Jobs
from app.ui.case_tab import CaseAt
from app.ui.deeds import Deed
from app.ui.notices import Kind, Notice
from app.ui.pages.case.objections import ObjectionsTab
from app.ui.pages.letters.rows import LettersFor
from app.ui.pages.rounds.page import Line, Listing, RoundPage
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import TICK, CellKind, Column

COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "申请人", width=140),
    Column("title", "类型", width=138),
    Column("amount", "金额（元）", CellKind.MONEY, 84),
    Column("mark", "公示状态", CellKind.CHIP, 84, filterable=False),
    Column("public_from", "公示开始", CellKind.DATE, 100),
    Column("public_until", "公示截止", CellKind.DATE, 100),
    Column("objections", "未认定异议", CellKind.WHOLE, 92),
)
DEEDS = {Publicity.WAITING: Deed(Step.PUBLISH, "开始公示"), Publicity.ENDED: Deed(Step.CLOSE, "公示期满，办结公示")}
TONES = {Publicity.WAITING: Tone.NEUTRAL, Publicity.RUNNING: Tone.ACTIVE, Publicity.ENDED: Tone.SOON}
HELP = """<p>会签同意的案件在这里公示。勾选案件，点“开始公示”；截止日按工作日计算，开始当天不算。
再点右上角“打印公示名单”，到“文书”页出具名单，打印张贴或者写成 Excel 供网站发布。</p>
<p>公示期间收到异议的，选中案件，点“公示异议…”登记异议人、联系方式、内容和扫描件，由复核员认定；认定前不能办结公示。
认定成立的案件退回复核。过了截止日且没有未认定异议的，点“公示期满”送审批。</p>"""


class PublicityLine(NamedTuple):
    """A row as the table shows it."""

    number: str
    applicant: str
    unit: str
    title: str
    amount: int
    stage: str
    mark: Tag
    public_from: date | None
    public_until: date | None
    objections: int | None
    version: int


class PublicityPage(RoundPage):
    """Goes to `case` with a number, to `letters` with what is to be listed."""

    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        empty = EmptyState("publicity", "没有要公示的案件", "会签同意的案件在这里登记公示的开始和期满。")
        facets = (("", "全部"), *((stage.value, stage.value) for stage in Publicity))
        super().__init__(uow, jobs, Listing("publicity", COLUMNS, facets, empty, Role.CLERK), _lines)

    def offers(self, rows: Sequence[Line]) -> list[tuple[Deed, list[Line]]]:
        """Begin those that have not begun, end those that are past their last day."""
        if not may(self.uow, Role.CLERK):
            return []
        pairs = [(deed, [row for row in rows if row.stage == stage.value]) for stage, deed in DEEDS.items()]
        return [(deed, fits) for deed, fits in pairs if fits]

    def header_widgets(self) -> list[QWidget]:
        """The list for everybody to read, of the ticked cases that run or else of all that run."""
        self.listing = QPushButton("打印公示名单")
        self.listing.setToolTip("把勾选的（没有勾选时全部）正在公示的案件列入公示名单，到“文书”页出具、打印")
        self.listing.clicked.connect(self._list_public)
        self.objecting = QPushButton("公示异议…")
        self.objecting.setToolTip("打开所选案件的“公示异议”页，登记或认定异议")
        self.objecting.clicked.connect(self._open_objections)
        return [self.objecting, self.listing]

    def _open_objections(self) -> None:
        number = self.table.current_key
        if isinstance(number, str):
            self.go.emit("case", CaseAt(number, ObjectionsTab.title))
        else:
            self.noticed.emit(Notice(Kind.WARN, "请先选中一件案件，再登记或认定对它的公示异议。"))

    def _list_public(self) -> None:
        ticked = {str(number) for number in self.table.ticked_keys}
        running = [
            row.number
            for row in _lines(self.uow, self.uow.clock().date())
            if row.stage == Publicity.RUNNING.value and (not ticked or row.number in ticked)
        ]
        if running:
            self.go.emit("letters", LettersFor(PUBLIC_LIST, tuple(running)))
        else:
            self.noticed.emit(Notice(Kind.WARN, "没有正在公示的案件，请先点“开始公示”，再打印公示名单。"))

    def waiting(self, rows: Sequence[Line]) -> int:
        """Those that run wait for nobody."""
        return sum(row.stage != Publicity.RUNNING.value for row in rows)


def _lines(uow: UnitOfWork, _today: date) -> list[Line]:
    return [
        PublicityLine(
            *(row.number, row.applicant, row.unit, row.title, row.payable_fen),
            *(row.stage.value, Tag(row.stage.value, TONES[row.stage]), row.public_from, row.public_until),
            *(row.objections or None, row.version),
        )
        for row in in_publicity(uow)
    ]
