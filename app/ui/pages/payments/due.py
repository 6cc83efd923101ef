"""待拨付: what is approved and due, to be put into a run or booked by itself."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.services.calendar.working_calendar import calendar_of
from app.services.cases.course import Step
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.rounds import DueInstalment, due_instalments
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.deeds import Asks, Deed
from app.ui.pages.payments.making import MakingDialog
from app.ui.pages.rounds.page import Line, Listing, RoundPage
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import due_tag
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import TICK, CellKind, Column

NOW, IN_RUN, CHECK, LATER, STOPPED = "可拨付", "已编批次", "待核查", "未到期", "受阻"
TONES = {NOW: Tone.DONE, IN_RUN: Tone.ACTIVE, CHECK: Tone.SOON, LATER: Tone.NEUTRAL, STOPPED: Tone.LATE}
COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "收款对象", width=132),
    Column("title", "类型", width=124),
    Column("label", "期次", width=70),
    Column("amount", "应付（元）", CellKind.MONEY, 92),
    Column("mark", "状态", CellKind.CHIP, 92, filterable=False),
    Column("run", "批次", width=104, shown=False),
    Column("due_on", "到期", CellKind.CHIP, 132, sortable=False, filterable=False),
    Column("why", "不能拨付的原因", width=260, shown=False),
)
PAY = Deed(Step.PAY, "登记拨付", Asks.VOUCHER, final=True)


class DueLine(NamedTuple):
    """A row as the table shows it."""

    number: str
    applicant: str
    unit: str
    title: str
    label: str
    amount: int
    stage: str
    mark: Tag
    run: str
    due_on: Tag | None
    why: str
    version: int


class DuePage(RoundPage):
    """What is to be paid; `made` carries the number of a run that was made of it."""

    made = Signal(str)

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        empty = EmptyState("payments", "没有待拨付的款项", "批准以后的款项在这里，编成批次送银行，或单笔登记。")
        words = (NOW, IN_RUN, CHECK, LATER, STOPPED)
        facets = (("", "全部"), *((word, word) for word in words))
        self._jobs_of_page = jobs
        super().__init__(uow, jobs, Listing("payments", COLUMNS, facets, empty, Role.FINANCE), _lines)
        self.whole.setContentsMargins(0, tokens.SPACE_12, 0, 0)

    def offers(self, rows: Sequence[Line]) -> list[tuple[Deed, list[Line]]]:
        """Book what may be paid now."""
        ready = [row for row in rows if row.stage == NOW]
        return [(PAY, ready)] if ready and may(self.uow, Role.FINANCE) else []

    def waiting(self, rows: Sequence[Line]) -> int:
        """What may be paid now."""
        return sum(row.stage == NOW for row in rows)

    def _offer(self) -> None:
        """A run beside what is booked by itself: of what is ticked, or of all that is due."""
        super()._offer()
        if not (may(self.uow, Role.FINANCE) and self.waiting(list(self._rows.values()))):
            return
        ready = [row for row in self._chosen() if row.stage == NOW]
        button = QPushButton("编制拨付批次…")
        button.clicked.connect(partial(self._make, ready))
        self.buttons.append(button)
        self._foot.insertWidget(self._foot.count() - len(self.buttons) + 1, button)

    def _make(self, ready: Sequence[Line], _checked: bool = False) -> None:
        ticked = bool(self.table.ticked_keys)
        numbers = tuple(row.number for row in ready)
        dialog = MakingDialog(self.uow, self._jobs_of_page, numbers, self, ticked=ticked)
        dialog.made.connect(self.made)
        dialog.made.connect(self._made)
        dialog.noticed.connect(self.noticed)
        dialog.ask()

    def _made(self, _run: object) -> None:
        self.table.clear_ticks()
        self.refresh()


def _lines(uow: UnitOfWork, today: date) -> list[Line]:
    calendar = calendar_of(uow)
    return [
        DueLine(
            *(row.number, row.applicant, row.unit, row.title, row.label, row.amount_fen),
            *(_stage(row), Tag(row.mark or _stage(row), TONES[_stage(row)]), row.run),
            *(due_tag(row.due_on, today, calendar), row.why, row.version),
        )
        for row in due_instalments(uow)
    ]


def _stage(row: DueInstalment) -> str:
    if row.mark:
        return STOPPED
    if row.run:
        return IN_RUN
    if row.unchecked:
        return CHECK
    return NOW if row.payable else LATER
