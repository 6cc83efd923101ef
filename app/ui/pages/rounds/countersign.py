"""会签: the cases that departments have still to answer, and their answers, for many at once."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.services.calendar.working_calendar import calendar_of
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.rounds import in_round
from app.ui.background import Jobs
from app.ui.deeds import Deed, opinion_deeds
from app.ui.pages.rounds.page import Line, Listing, RoundPage
from app.ui.widgets.due import Due, due_cell
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import TICK, CellKind, Column

COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "申请人", width=120),
    Column("title", "类型", width=124),
    Column("amount", "金额（元）", CellKind.MONEY, 84),
    Column("stage", "等待意见", width=88),
    Column("agreed", "已同意", width=96, shown=False),
    Column("sent_on", "送会签日", CellKind.DATE, 92),
    Column("due_on", "到期", CellKind.DUE, 130, sortable=False, filterable=False),
)
HELP = """<p>这里是送到有关部门会签、还没有全部回复的案件。收到意见后，勾选案件，点“同意”或“不同意”登记；
不同意的写明理由。</p>
<p>全部部门同意后进入公示；有一个部门不同意，案件退回复核，理由写入办理过程。</p>"""


class CountersignLine(NamedTuple):
    """A row as the table shows it; `stage` is the department waited for."""

    number: str
    applicant: str
    unit: str
    title: str
    amount: int
    stage: str
    agreed: str
    sent_on: date | None
    due_on: Due | None
    version: int


class CountersignPage(RoundPage):
    """Goes to `case` with a number."""

    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        empty = EmptyState("countersign", "没有等待会签的案件", "复核通过后送会签的案件在这里，收到部门意见后登记。")
        super().__init__(uow, jobs, Listing("countersign", COLUMNS, (("", "全部"),), empty, Role.CLERK), _lines)

    def offers(self, rows: Sequence[Line]) -> list[tuple[Deed, list[Line]]]:
        """Both answers of each department that is waited for."""
        if not may(self.uow, Role.CLERK):
            return []
        departments = dict.fromkeys(str(row.stage) for row in rows)
        return [
            (deed, [row for row in rows if row.stage == department])
            for department in departments
            for deed in opinion_deeds(department)
        ]


def _lines(uow: UnitOfWork, today: date) -> list[Line]:
    calendar = calendar_of(uow)
    return [
        CountersignLine(
            *(row.number, row.applicant, row.unit, row.title, row.payable_fen),
            *(row.waiting[0], "、".join(row.agreed), row.sent_on, due_cell(row.due_on, today, calendar), row.version),
        )
        for row in in_round(uow)
    ]
