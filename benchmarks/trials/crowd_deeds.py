"""What several programs do at once, act by act, and what must be there when all have ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from app.services.cases.casework import move, move_many
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.excel.applications.importing import import_workbook
from app.services.letters.issuing import issue
from app.services.letters.paper.fonts import Fonts
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_runs import Making, make_run
from app.services.money.year_closing import close_year
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.standards import parameters
from app.services.unit_of_work import UnitOfWork
from benchmarks.trials.office import APPROVER, CLERK, FINANCE, NOW, Site, Template

Act = Callable[[], object]
JANUARY = datetime(2025, 1, 10, 9, 30)
REWARDS = 30
"""Cases for which the limited budget has room."""
LETTER = "补贴核准通知书"


@dataclass(frozen=True)
class Crowded:
    """A deed: what is made ready, the acts of the program in a place, what must hold then; and the day it plays on."""

    name: str
    acts: Callable[[Template, Site, int], Iterator[Act]]
    judge: Callable[[Template, UnitOfWork, list[object]], Iterator[str]]
    prepare: Callable[[Template, Site], None] = lambda _template, _site: None
    clock: datetime = NOW


def counted(uow: UnitOfWork, query: str, wanted: object) -> Iterator[str]:
    """A line when a query does not give what it must."""
    with uow.engine.connect() as connection:
        found = connection.exec_driver_sql(query).scalar_one()
        connection.rollback()
    if found != wanted:
        yield f"{query}: {found}, not {wanted}"


def _approve(template: Template, site: Site, _: int) -> Iterator[Act]:
    uow = site.open(APPROVER)
    for start in range(0, len(template.waiting), 6):
        yield partial(_approved_of, uow, template.waiting[start : start + 6])


def _approved_of(uow: UnitOfWork, part: Sequence[str]) -> int:
    return len(move_many(uow, part, Order(Step.APPROVE), on=NOW.date()).moved)


def _approved(template: Template, uow: UnitOfWork, gave: list[object]) -> Iterator[str]:
    if sum(one for one in gave if isinstance(one, int)) != len(template.waiting):
        yield f"told {gave}"
    both = len(template.waiting) + len(template.approved)
    yield from counted(uow, "SELECT count(*) FROM case_instalments", both)
    yield from counted(uow, "SELECT count(*) FROM case_steps WHERE step = 'approve'", both)


def _pay(template: Template, site: Site, _: int) -> Iterator[Act]:
    uow = site.open(FINANCE)
    for number in template.approved[:30]:
        yield partial(_moved_one, uow, number, Order(Step.PAY, voucher="PZ"))


def _moved_one(uow: UnitOfWork, number: str, order: Order) -> str:
    return move(uow, number, order, on=NOW.date()).number


def _paid(template: Template, uow: UnitOfWork, gave: list[object]) -> Iterator[str]:
    if sorted(map(str, gave)) != sorted(template.approved[:30]):
        yield f"told {gave}"
    yield from counted(uow, "SELECT count(*) FROM ledger_entries", 30)


def _run(_: Template, site: Site, __: int) -> Iterator[Act]:
    uow = site.open(FINANCE)
    yield lambda: make_run(uow, Making()).lines
    for place in range(1, 31):
        yield partial(_booked, uow, "FK-2024-0001", Booking(Slip(NOW.date(), "PZ"), (place,)))


def _booked(uow: UnitOfWork, run: str, booking: Booking) -> int:
    return book_run(uow, run, booking).lines


def _ran(template: Template, uow: UnitOfWork, gave: list[object]) -> Iterator[str]:
    if sum(one for one in gave if isinstance(one, int)) != len(template.approved) + 30:
        yield f"told {gave}"
    yield from counted(uow, "SELECT count(*) FROM payment_runs", 1)
    yield from counted(uow, "SELECT count(*) FROM payment_run_lines", len(template.approved))
    yield from counted(uow, "SELECT count(*) FROM ledger_entries", 30)


def _letters(template: Template, site: Site, place: int) -> Iterator[Act]:
    uow = site.open(CLERK)
    order = template.approved[:16] if place % 2 else template.approved[15::-1]
    for number in order:
        yield partial(_issued_on, uow, number, template.fonts)


def _issued_on(uow: UnitOfWork, number: str, fonts: Fonts) -> str:
    return issue(uow, LETTER, [number], fonts, on=NOW.date())[0].number


def _issued(_: Template, uow: UnitOfWork, gave: list[object]) -> Iterator[str]:
    if len(set(map(str, gave))) != 16 or len(gave) != 16:
        yield f"told {gave}"
    yield from counted(uow, "SELECT count(*) FROM letters", 16)


def _import(template: Template, site: Site, _: int) -> Iterator[Act]:
    uow = site.open(CLERK)
    yield lambda: import_workbook(uow, template.many).stored


def _imported(template: Template, uow: UnitOfWork, gave: list[object]) -> Iterator[str]:
    fresh = 1200 - len(template.waiting) - len(template.approved) - len(template.drafts)
    if sorted(one for one in gave if isinstance(one, int))[-2:] != [0, fresh]:
        yield f"told {gave}"
    yield from counted(uow, "SELECT count(*) FROM cases", 1200)
    yield from counted(uow, "SELECT count(*) FROM batches", 2)


def _limit(_: Template, site: Site) -> None:
    uow = site.open(FINANCE)
    with uow.begin() as work:
        parameters.store(work, [Entry(BUDGET_CONTROL, "", date(2024, 1, 1), "试验", BY_YEAR)])
    with uow.engine.connect() as connection:
        committed = connection.exec_driver_sql("SELECT sum(amount_fen) FROM case_instalments").scalar_one()
        connection.rollback()
    yuan = committed // 100 + 1000 * REWARDS
    enter_budget(uow, NewBudget("2024", "区级", str(yuan), "文1", "2024-01-01"))
    uow.engine.dispose()


def _spend(template: Template, site: Site, place: int) -> Iterator[Act]:
    approver, finance = site.open(APPROVER), site.open(FINANCE)
    for turn, number in enumerate(template.waiting):
        yield partial(_moved_one, approver, number, Order(Step.APPROVE))
        if turn % 5 == place:
            cut = NewBudget("2024", "区级", "3000", f"文{place}-{turn}", "2024-11-01", cut=True)
            yield partial(_entered, finance, cut)


def _entered(uow: UnitOfWork, new: NewBudget) -> int:
    return enter_budget(uow, new).amount_fen


def _within(_: Template, uow: UnitOfWork, __: list[object]) -> Iterator[str]:
    over = (
        "SELECT (SELECT sum(amount_fen) FROM case_instalments WHERE budget_year = 2024)"
        " > (SELECT sum(amount_fen * direction) FROM budget_entries WHERE year = 2024)"
    )
    yield from counted(uow, over, 0)


def _january(_: Template, site: Site) -> None:
    site.clock.moment = JANUARY
    finance = site.open(FINANCE)
    make_run(finance, Making(), on=JANUARY.date())
    finance.engine.dispose()


def _close(_: Template, site: Site, place: int) -> Iterator[Act]:
    uow = site.open(FINANCE)
    for line in range(1, 41):
        if place == 0 and line == 12:
            yield lambda: close_year(uow, 2024).entries
        yield partial(_booked, uow, "FK-2025-0001", Booking(Slip(date(2024, 12, 30), "PZ"), (line,)))


def _closed(_: Template, uow: UnitOfWork, __: list[object]) -> Iterator[str]:
    later = (
        "SELECT (SELECT count(*) FROM ledger_entries WHERE paid_on LIKE '2024%')"
        " - (SELECT json_extract(figures, '$.entries') FROM closed_years WHERE year = 2024)"
    )
    yield from counted(uow, later, 0)
    yield from counted(uow, "SELECT count(*) FROM closed_years", 1)


CROWDED = (
    Crowded("approve the same", _approve, _approved),
    Crowded("pay the same", _pay, _paid),
    Crowded("make and book a run", _run, _ran),
    Crowded("letters on the same", _letters, _issued),
    Crowded("import the same", _import, _imported),
    Crowded("spend to the limit", _spend, _within, _limit),
    Crowded("book while closing", _close, _closed, _january, JANUARY),
)
