"""Everything that is written to a file of the user's choice, each over a file that is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.services.cases.casework import move_many
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.excel.applications.importing import prepare
from app.services.excel.applications.returning import write_marked
from app.services.excel.applications.templates import write_office_template
from app.services.excel.books.annual import write_annual
from app.services.excel.books.calendar_book import write_calendar
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.excel.books.pay_list import write_pay_list
from app.services.excel.books.recovery_sheet import write_recoveries
from app.services.excel.writing.table_book import write_list
from app.services.letters.issuing import preview
from app.services.letters.office.day_sheet_page import save_day_sheet
from app.services.money.payment_runs import Making, make_run
from app.services.storage.backups import back_up_to
from app.services.supervision.audit_package import write_package
from app.services.trust.exporting import save_noted
from benchmarks.trials.apart import Tell
from benchmarks.trials.office import BOSS, CLERK, FINANCE, NOW, Site, Template

Write = Callable[[Template, Site, Path], object]


@dataclass(frozen=True)
class Export:
    """What is written, and by which call."""

    name: str
    write: Write

    def do(self, template: Template, site: Site, target: Path, tell: Tell) -> None:
        """Write it over the target."""
        self.write(template, site, target)
        tell("written")


def _list(_: Template, site: Site, target: Path) -> object:
    rows = [(f"第 {number} 行", number) for number in range(20_000)]
    return write_list(site.open(CLERK), target, "清单", (("名称", "TEXT"), ("数", "COUNT")), rows, lambda _: None)


def _letter(template: Template, site: Site, target: Path) -> object:
    clerk = site.open(CLERK)
    draft = preview(clerk, "补贴核准通知书", template.approved[0], template.fonts)
    save_noted(clerk, target, draft.pdf, "预览")
    return draft


def _pay_list(_: Template, site: Site, target: Path) -> object:
    finance = site.open(FINANCE)
    return write_pay_list(finance, target, make_run(finance, Making()).number)


def _ledger(template: Template, site: Site, target: Path) -> object:
    finance = site.open(FINANCE)
    move_many(finance, template.approved, Order(Step.PAY, voucher="PZ"), on=NOW.date())
    return write_ledger(finance, target)


def _marked(template: Template, site: Site, target: Path) -> object:
    found = prepare(site.open(CLERK), template.many)
    write_marked(found.content, found.preview, target)
    return found


EXPORTS = (
    Export("list of 20,000", _list),
    Export("letter", _letter),
    Export("pay list", _pay_list),
    Export("ledger", _ledger),
    Export("marked workbook", _marked),
    Export("recoveries", lambda _, site, target: write_recoveries(site.open(FINANCE), target)),
    Export("annual report", lambda _, site, target: write_annual(site.open(BOSS), NOW.year, target)),
    Export("calendar", lambda _, site, target: write_calendar(site.open(BOSS), target)),
    Export("template", lambda _, site, target: write_office_template(site.open(CLERK), "certificate-reward", target)),
    Export("day sheet", lambda made, site, target: save_day_sheet(site.open(BOSS), NOW.date(), target, made.fonts)),
    Export("audit package", lambda made, site, target: write_package(site.open(BOSS), NOW.year, target, made.fonts)),
    Export("backup to a file", lambda _, site, target: back_up_to(site.open(BOSS), target)),
)
