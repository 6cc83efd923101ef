"""The deeds that are killed, each told step by step: what was told must be there afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.services.cases.casework import move_many
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.excel.applications.importing import prepare, store
from app.services.letters.issuing import issue
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_runs import Making, make_run
from app.services.money.year_closing import close_year
from app.services.storage.backups import Occasion, back_up
from app.services.storage.recovering import new_sheet
from app.services.storage.restoring import restore_folder
from app.services.trust import account_care, logins
from app.services.trust.accounts import Role
from benchmarks.trials.apart import BEGUN, Tell
from benchmarks.trials.office import (
    APPROVER,
    BOSS,
    CHEAP,
    CLERK,
    FINANCE,
    FIRST,
    NEW,
    NOW,
    PASSWORD,
    REVIEWER,
    Site,
    Template,
)

NEWCOMER = "新来的"


@dataclass(frozen=True)
class Deed:
    """Something done in one or more transactions; each is told once it is done."""

    name: str
    do: Callable[[Template, Site, Tell], None]
    encrypted_only: bool = False


def _import(template: Template, site: Site, tell: Tell) -> None:
    clerk = site.open(CLERK)
    prepared = prepare(clerk, template.many)
    tell(BEGUN)
    store(clerk, prepared)
    tell("stored")


def _approve(template: Template, site: Site, tell: Tell) -> None:
    approver = site.open(APPROVER)
    tell(BEGUN)
    for start in range(0, len(template.waiting), 20):
        told = move_many(approver, template.waiting[start : start + 20], Order(Step.APPROVE), on=NOW.date())
        tell(f"approved {len(told.moved)}")


def _pay(_: Template, site: Site, tell: Tell) -> None:
    finance = site.open(FINANCE)
    tell(BEGUN)
    run = make_run(finance, Making()).number
    tell(run)
    book_run(finance, run, Booking(Slip(NOW.date(), "PZ-1"), tuple(range(1, 21))))
    tell("twenty")
    book_run(finance, run, Booking(Slip(NOW.date(), "PZ-2")))
    tell("rest")


def _back_up(_: Template, site: Site, tell: Tell) -> None:
    boss = site.open(BOSS)
    tell(BEGUN)
    tell(back_up(boss, Occasion.DAILY).path.name)


def _restore(template: Template, site: Site, tell: Tell) -> None:
    tell(BEGUN)
    restore_folder(site.places, site.backups / template.backup, BOSS if site.key else "", site.clock, site.key)
    tell("restored")


def _letters(template: Template, site: Site, tell: Tell) -> None:
    clerk = site.open(CLERK)
    tell(BEGUN)
    issue(clerk, "补贴核准通知书", template.approved[:40], template.fonts, lambda done, _: tell(f"issued {done}"))


def _close(_: Template, site: Site, tell: Tell) -> None:
    finance = site.open(FINANCE)
    tell(BEGUN)
    close_year(finance, NOW.year - 1)
    tell("closed")


def _own_password(_: Template, site: Site, tell: Tell) -> None:
    boss = site.open(BOSS)
    tell(BEGUN)
    logins.set_own(boss, CHEAP, PASSWORD, NEW, NEW)
    tell("changed")


def _reset(_: Template, site: Site, tell: Tell) -> None:
    boss = site.open(BOSS)
    tell(BEGUN)
    account_care.reset(boss, CHEAP, REVIEWER, FIRST)
    tell("reset")


def _sheet(_: Template, site: Site, tell: Tell) -> None:
    boss = site.open(BOSS)
    tell(BEGUN)
    tell(new_sheet(boss).number)


def _account(_: Template, site: Site, tell: Tell) -> None:
    boss = site.open(BOSS)
    tell(BEGUN)
    account_care.open_account(boss, CHEAP, NEWCOMER, [Role.CLERK], FIRST)
    tell("opened")


DEEDS = (
    Deed("import 1,200 rows", _import),
    Deed("approve 3 x 20", _approve),
    Deed("pay: make, book, book", _pay),
    Deed("backup", _back_up),
    Deed("restore", _restore),
    Deed("issue 40 letters", _letters),
    Deed("close a year", _close),
    Deed("own password", _own_password, encrypted_only=True),
    Deed("reset a password", _reset, encrypted_only=True),
    Deed("new recovery sheet", _sheet, encrypted_only=True),
    Deed("open an account", _account, encrypted_only=True),
)
