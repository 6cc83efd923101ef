"""Carrying out what was pressed: ask what is needed, confirm what is final, move the cases behind the window, tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.cases.casework import move_many
from app.services.cases.orders import BatchOutcome, Order
from app.services.cases.supplements import proposed
from app.services.errors import Cancelled, UserError
from app.services.unit_of_work import UnitOfWork
from app.ui import messages
from app.ui.background import Jobs, Progress
from app.ui.deeds import DONE, Asks, Deed
from app.ui.notices import Action, Kind, Notice
from app.ui.widgets.asking.opinion import OpinionDialog
from app.ui.widgets.asking.step import PaymentDialog, ReasonDialog
from app.ui.widgets.asking.sums import LowerSumDialog
from app.ui.widgets.asking.supplement import SupplementDialog
from app.ui.widgets.case.left_list import LeftList
from app.ui.widgets.table.formats import money


@dataclass(frozen=True)
class Chosen:
    """The cases a deed is for: numbers, the versions shown, how many it can move, and what they come to in fen."""

    numbers: Sequence[str]
    count: int
    sum_fen: int
    seen: Mapping[str, int] = field(default_factory=dict)
    named: str = ""

    @property
    def what(self) -> str:
        """A case by number and applicant, many by their count."""
        return self.named or f"{self.count:,} 件"


class CaseActions(QObject):
    """Does deeds for a page. `done` carries the outcome once they are stored, `noticed` what to say about it.

    `case_chosen` is the number of a case that was left where it was.
    """

    done = Signal(object)
    noticed = Signal(object)
    case_chosen = Signal(str)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, page: QWidget) -> None:
        """Dialogs open over `page`."""
        super().__init__(page)
        self._uow = uow
        self._jobs = jobs
        self._page = page

    def do(self, deed: Deed, chosen: Chosen) -> None:
        """Ask for what the deed needs, then do it."""
        askers = {
            Asks.REASON: self._ask_reason,
            Asks.VOUCHER: self._ask_voucher,
            Asks.ITEMS: self._ask_items,
            Asks.OPINION: self._ask_opinion,
            Asks.LOWER_SUM: self._ask_lower_sum,
        }
        ask = askers.get(deed.asks)
        if ask is None:
            self._settle(deed, chosen, deed.order())
        else:
            ask(deed, chosen)

    def _ask_reason(self, deed: Deed, chosen: Chosen) -> None:
        asked = ReasonDialog(deed.label, f"{deed.label}：{chosen.what}。请写明理由。", deed.phrases, self._page)
        asked.given.connect(lambda text: self._settle(deed, chosen, deed.order(text)))
        asked.open()

    def _ask_items(self, deed: Deed, chosen: Chosen) -> None:
        known = proposed(self._uow, chosen.numbers[0])
        asked = SupplementDialog(deed.label, chosen.what, known, deed.phrases, self._page)
        asked.given.connect(lambda items: self._settle(deed, chosen, deed.asking_for(items)))
        asked.open()

    def _ask_opinion(self, deed: Deed, chosen: Chosen) -> None:
        today, phrases = self._uow.clock().date(), deed.phrases if deed.prefix else None
        asked = OpinionDialog(deed.label, chosen.what, today, phrases, self._page)
        asked.given.connect(lambda opinion: self._run(deed, chosen, deed.signed(opinion), opinion.day))
        asked.open()

    def _ask_lower_sum(self, deed: Deed, chosen: Chosen) -> None:
        asked = LowerSumDialog("核减后批准", chosen.what, deed.band, self._page)
        asked.given.connect(lambda fen, why: self._run(deed, chosen, deed.order(why, amount_fen=fen), None))
        asked.open()

    def _ask_voucher(self, deed: Deed, chosen: Chosen) -> None:
        question = f"{chosen.what}，合计 {money(chosen.sum_fen)} 元。登记后记入台账，不能修改，请先核对日期和凭证号。"
        verb = f"登记拨付 {chosen.count:,} 件"
        asked = PaymentDialog(verb, question, self._uow.clock().date(), self._page)
        asked.given.connect(lambda day, voucher: self._run(deed, chosen, deed.order(voucher=voucher), day))
        asked.open()

    def _settle(self, deed: Deed, chosen: Chosen, order: Order) -> None:
        if deed.final and not self._confirmed(deed, chosen):
            return
        self._run(deed, chosen, order, None)

    def _confirmed(self, deed: Deed, chosen: Chosen) -> bool:
        details = f"{chosen.what}，合计金额 {money(chosen.sum_fen)} 元。"
        text = f"将对 {chosen.count:,} 件作出“{deed.label}”的决定，作出后不能撤销。"
        return messages.confirm(self._page, text, details, f"{deed.label} {chosen.count:,} 件")

    def _run(self, deed: Deed, chosen: Chosen, order: Order, on: date | None) -> None:
        uow, numbers, seen = self._uow, list(chosen.numbers), dict(chosen.seen)

        def work(progress: Progress) -> BatchOutcome:
            return move_many(uow, numbers, order, on=on, progress=progress.step, seen=seen)

        self._jobs.run(work, partial(self._tell, deed), self._failed, deed.label)

    def _tell(self, deed: Deed, outcome: BatchOutcome) -> None:
        self.done.emit(outcome)
        self.noticed.emit(notice_of(deed, outcome, partial(self._list, deed, outcome)))

    def _list(self, deed: Deed, outcome: BatchOutcome) -> None:
        shown = LeftList(deed.label, outcome, self._page)
        shown.case_chosen.connect(self.case_chosen)
        shown.show()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, "已取消，没有改动任何案件。"))
        else:
            self._jobs.crashed.emit(error)


def notice_of(deed: Deed, outcome: BatchOutcome, show: Callable[[], None]) -> Notice:
    """What came of it: one refusal in its own words, more of them behind 查看."""
    moved, left = outcome.moved, outcome.left
    if not left:
        one = f"{moved[0].number} {DONE[deed.step]}，现为“{moved[0].after.label}”。"
        return Notice(Kind.OK, one if len(moved) == 1 else f"{DONE[deed.step]} {len(moved):,} 件。")
    if len(left) == 1 and not moved:
        return Notice(Kind.ERROR, left[0][1])
    text = f"{DONE[deed.step]} {len(moved):,} 件，{len(left):,} 件未通过。"
    return Notice(Kind.WARN if moved else Kind.ERROR, text, Action("查看", show))
