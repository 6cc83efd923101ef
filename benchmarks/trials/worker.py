"""A program at work under strace: acknowledged deeds one by one, each told with the state that it leaves."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.services.cases.casework import move
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.letters.issuing import issue
from app.services.letters.paper.fonts import Fonts
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_runs import Making, make_run
from app.services.storage.backups import Occasion, back_up, backups_in
from app.services.storage.recovering import new_sheet
from app.services.storage.restoring import restore_folder
from app.services.trust import logins
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases
from benchmarks.trials.office import APPROVER, BOSS, CHEAP, CLERK, FINANCE, NEW, NOW, PASSWORD, ROOT, Site
from benchmarks.trials.state import figures

Act = Callable[[], object]


def acts(uow: UnitOfWork) -> Iterator[Act]:
    """The deeds in their order; each is one transaction, or changes nothing that its figures count before the last."""
    approver, finance, clerk = (uow.acting_as(name) for name in (APPROVER, FINANCE, CLERK))
    waiting = [case.number for case in list_cases(uow, State.APPROVAL)][:8]
    approved = [case.number for case in list_cases(uow, State.APPROVED)][:4]
    for number in waiting:
        yield partial(move, approver, number, Order(Step.APPROVE), on=NOW.date())
    for number in approved:
        yield partial(move, finance, number, Order(Step.PAY, voucher="PZ-1"), on=NOW.date())
    yield partial(make_run, finance, Making())
    for place in range(1, 5):
        yield partial(book_run, finance, "FK-2024-0001", Booking(Slip(NOW.date(), "PZ-2"), (place,)))
    fonts = Fonts(ROOT / "resources" / "fonts")
    for number in waiting[:3]:
        yield partial(issue, clerk, "补贴核准通知书", [number], fonts)
    yield partial(back_up, uow, Occasion.DAILY)
    if uow.key is not None:
        yield partial(logins.set_own, uow, CHEAP, PASSWORD, NEW, NEW)
        yield partial(new_sheet, uow)
        yield partial(logins.set_own, uow, CHEAP, NEW, PASSWORD, PASSWORD)


def main(data: str, key: str) -> None:
    """Work in a folder; `key` in hexadecimal digits, empty for a plain one."""
    site = Site(Path(data), bytes.fromhex(key) or None)
    uow = site.open(BOSS)
    _tell(uow)
    for act in acts(uow):
        act()
        _tell(uow)
    uow.engine.dispose()
    last = backups_in(site.backups)[-1].path
    restore_folder(site.places, last, BOSS, site.clock, uow.key)
    uow = site.open(BOSS)
    _tell(uow)
    uow.engine.dispose()


def _tell(uow: UnitOfWork) -> None:
    print(json.dumps(figures(uow), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
