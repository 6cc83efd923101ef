"""The pages of the window in their order; each is made when first gone to, its imports fetched beforehand by the worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.ui.background import Jobs
from app.ui.page import Page, PageSpec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.places import Places
    from app.services.storage.data_folder import FirstAdministrator
    from app.services.trust.passwords import Passwords
    from app.services.unit_of_work import UnitOfWork
    from app.ui.files import FileChoice


_MODULES = (
    *("application.page", "budget.page", "case.page", "case.tab_list", "checking", "clawback.page", "costing.page"),
    *("desk.page", "doubts.page", "imports.page", "letters.page", "overview.page", "payments.page", "queue.page"),
    *("registers.page", "reports.page", "rounds.countersign", "rounds.publicity", "sampling.page"),
    *("standards.page", "standards.working_days", "system.page"),
)


class Wired(Protocol):
    """What pages are made from."""

    @property
    def uow(self) -> UnitOfWork:
        """The data folder for the person at work."""

    @property
    def places(self) -> Places:
        """Where things lie."""

    @property
    def jobs(self) -> Jobs:
        """The worker."""

    @property
    def files(self) -> FileChoice:
        """Where files come from and go to."""

    @property
    def passwords(self) -> Passwords:
        """How passwords are hashed."""

    def ask_who(self) -> None:
        """Let another person take over."""

    def restore(self, path: Path) -> None:
        """Put a backup in place of all data."""

    def encrypt(self, who: FirstAdministrator) -> None:
        """Encrypt a plain folder."""


def fetch() -> None:
    """Import all pages with what they stand on; on the worker, so that the window stays quick."""
    for name in _MODULES:
        import_module(f"app.ui.pages.{name}")


def specs(wired: Wired) -> list[PageSpec]:
    """All pages in the order of the navigation."""

    def page(key: str, title: str, make: Callable[[Wired], Page], icon: str = "", *, listed: bool = True) -> PageSpec:
        return PageSpec(key, title, icon or key, partial(make, wired), listed)

    return [
        page("desk", "工作台", _desk),
        page("application", "申报登记", _application),
        page("import", "批量导入", _import),
        page("queue", "审核队列", _queue),
        page("doubts", "疑点", _doubts, "warning"),
        page("countersign", "会签", _countersign),
        page("publicity", "公示", _publicity),
        page("payments", "拨付台账", _payments),
        page("budget", "预算", _budget),
        page("clawback", "追回", _clawback),
        page("sampling", "双随机", _sampling, "search"),
        page("letters", "文书", _letters),
        page("check", "核验", _check, "eye"),
        page("registers", "台账登记", _registers),
        page("reports", "报表", _reports),
        page("standards", "政策标准", _standards),
        page("overview", "政策一览", _overview, "letters"),
        page("costing", "政策测算", _costing, "reports"),
        page("system", "系统", _system),
        page("calendar", "工作日历", _calendar, "standards", listed=False),
        page("case", "案件", _case, listed=False),
    ]


def _desk(wired: Wired) -> Page:
    from app.ui.pages.desk.page import DeskPage

    return DeskPage(wired.uow, wired.jobs)


def _application(wired: Wired) -> Page:
    from app.ui.files import EXCEL
    from app.ui.pages.application.page import ApplicationPage

    def ask_path(parent: QWidget, name: str) -> Path | None:
        return wired.files.save_as(parent, "保存填报模板", name, EXCEL)

    return ApplicationPage(wired.uow, wired.jobs, _template_writer(wired), ask_path)


def _import(wired: Wired) -> Page:
    from app.ui.pages.imports.page import ImportPage

    return ImportPage(wired.uow, wired.jobs, wired.files)


def _queue(wired: Wired) -> Page:
    from app.ui.pages.queue.page import QueuePage

    return QueuePage(wired.uow, wired.jobs)


def _doubts(wired: Wired) -> Page:
    from app.ui.pages.doubts.page import DoubtsPage

    return DoubtsPage(wired.uow, wired.jobs, wired.files)


def _case(wired: Wired) -> Page:
    from app.ui.pages.case.page import CasePage
    from app.ui.pages.case.tab_list import Tools, case_tabs

    return CasePage(wired.uow, wired.jobs, case_tabs(Tools(wired.uow, wired.jobs, wired.files, wired.places)))


def _calendar(wired: Wired) -> Page:
    from app.ui.pages.standards.working_days import WorkingDaysPage

    return WorkingDaysPage(wired.uow, wired.jobs, wired.files)


def _countersign(wired: Wired) -> Page:
    from app.ui.pages.rounds.countersign import CountersignPage

    return CountersignPage(wired.uow, wired.jobs)


def _publicity(wired: Wired) -> Page:
    from app.ui.pages.rounds.publicity import PublicityPage

    return PublicityPage(wired.uow, wired.jobs)


def _payments(wired: Wired) -> Page:
    from app.services.letters.paper.fonts import Fonts
    from app.ui.pages.payments.page import PaymentsPage

    return PaymentsPage(wired.uow, wired.jobs, Fonts(wired.places.resources / "fonts"), wired.files)


def _budget(wired: Wired) -> Page:
    from app.ui.pages.budget.page import BudgetPage

    return BudgetPage(wired.uow, wired.jobs)


def _letters(wired: Wired) -> Page:
    from app.services.letters.paper.fonts import Fonts
    from app.ui.pages.letters.page import LettersPage
    from app.ui.printing import letter_printer

    fonts = Fonts(wired.places.resources / "fonts")
    return LettersPage(wired.uow, wired.jobs, fonts, wired.files, letter_printer())


def _check(wired: Wired) -> Page:
    from app.ui.pages.checking import CheckPage

    return CheckPage(wired.uow, wired.jobs)


def _reports(wired: Wired) -> Page:
    from app.ui.pages.reports.page import ReportsPage

    return ReportsPage(wired.uow, wired.jobs, wired.files, wired.places.resources / "fonts")


def _registers(wired: Wired) -> Page:
    from app.ui.pages.registers.page import RegistersPage

    return RegistersPage(wired.uow, wired.jobs, wired.files, wired.places.resources / "fonts")


def _sampling(wired: Wired) -> Page:
    from app.ui.pages.sampling.page import SamplingPage

    return SamplingPage(wired.uow, wired.jobs, wired.files, wired.places.resources / "fonts")


def _standards(wired: Wired) -> Page:
    from app.ui.pages.standards.page import StandardsPage

    return StandardsPage(wired.uow, wired.jobs, wired.files)


def _overview(wired: Wired) -> Page:
    from app.ui.pages.overview.page import OverviewPage

    fonts = wired.places.resources / "fonts"
    return OverviewPage(wired.uow, wired.jobs, wired.files, _template_writer(wired), fonts)


def _costing(wired: Wired) -> Page:
    from app.ui.pages.costing.page import CostingPage

    return CostingPage(wired.uow, wired.jobs, wired.files)


def _system(wired: Wired) -> Page:
    from app.ui.pages.system.page import SystemPage

    page = SystemPage(
        wired.uow, wired.jobs, wired.places, wired.files, wired.ask_who, lambda: wired.passwords, wired.restore
    )
    page.encryption_asked.connect(wired.encrypt)
    return page


def _template_writer(wired: Wired) -> Callable[[str, Path], None]:
    from app.services.excel.applications.templates import write_office_template

    return partial(write_office_template, wired.uow)


def _clawback(wired: Wired) -> Page:
    from app.ui.pages.clawback.page import ClawbackPage

    return ClawbackPage(wired.uow, wired.jobs, wired.files, wired.places.resources / "fonts")
