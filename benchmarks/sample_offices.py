"""The offices that are photographed: one in the middle of a day, with cases at every stop and 800 rows more; one with login."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.services.calendar.deadlines import PUBLISHED
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.cases.unfinished_forms import keep_form
from app.services.demonstration.demo import APPROVER, CLERK, FINANCE, REVIEWER, STAFF, give_budgets
from app.services.excel.applications.importing import import_workbook
from app.services.letters import issuing
from app.services.letters.kinds import KINDS
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.places import Places
from app.services.standards.standards_file import office_entries
from app.services.storage import data_folder
from app.services.trust.accounts import add_account
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases
from benchmarks.sample_supervision import pay_and_check
from benchmarks.workbooks import write_rewards

ADMINISTRATOR, PASSWORD = "方主任", "Foto-Grafie-1"
FORM = {
    "applied_on": "2026-03-02",
    "person_name": "张伟",
    "identity_number": "341504199001011231",
    "phone": "13805640000",
    "unit_name": "安徽省六安市叶集区红星高端绿色智能家居产业园大别山木业股份有限责任公司",
    "credit_code": "91341504MA2TX1Y85L",
    "unit_kind": "民营企业",
    "township": "平岗街道",
    "hired_on": "2023.9.1",
    "insured": "是",
    "level": "技师",
    "certificate": "S000034150001234001",
    "certified_on": "20250610",
    "occupation": "木工",
}
ROAD = (
    (Step.ACCEPT, CLERK, ""),
    (Step.PASS, REVIEWER, ""),
    (Step.SEND, REVIEWER, ""),
    (Step.OPINION, CLERK, "同意"),
    (Step.PUBLISH, CLERK, ""),
    (Step.CLOSE, CLERK, ""),
    (Step.APPROVE, APPROVER, ""),
)


def full_office(folder: Path, shipped: Places, today: date) -> UnitOfWork:
    """Every sample workbook in, its cases left behind one by one along the road, and 800 rows more."""
    places = Places(folder, shipped.resources, shipped.migrations)
    sample = shipped.resources / "sample"
    uow = data_folder.set_up(places, office_entries(sample / "standards.toml"))
    for name, role in STAFF:
        add_account(uow, name, [role])
    clerk = uow.acting_as(CLERK)
    for path in sorted((sample / "样表").glob("*.xlsx"))[:8]:
        import_workbook(clerk, path, only_good=True)
    give_budgets(uow.acting_as(FINANCE), lambda _: None)
    _walk(uow, [case.number for case in list_cases(uow, State.DRAFT)], today)
    for kind in KINDS:
        due = issuing.due(clerk, Wanted(kind))
        issuing.issue(clerk, kind, due[: len(due) // 2], Fonts(shipped.resources / "fonts"))
    pay_and_check(uow, today)
    many = folder / "八百行.xlsx"
    write_rewards(many, 800)
    import_workbook(clerk, many, only_good=True)
    keep_form(clerk, "certificate-reward", FORM)
    return uow


def closed_office(folder: Path, shipped: Places) -> None:
    """An office that asks for a login; its administrator is ADMINISTRATOR with PASSWORD."""
    places = Places(folder, shipped.resources, shipped.migrations)
    first = data_folder.FirstAdministrator(ADMINISTRATOR, PASSWORD)
    data_folder.set_up_with_login(places, first, Passwords()).engine.dispose()


def _walk(uow: UnitOfWork, numbers: list[str], today: date) -> None:
    """An eighth of the cases stops before each step; the last steps were taken today."""
    start = today
    while PUBLISHED.add(start, 8) > today:
        start = date.fromordinal(start.toordinal() - 1)
    going = numbers
    for place, (step, account, reason) in enumerate(ROAD):
        share = len(numbers) // 8
        on = today if step in (Step.CLOSE, Step.APPROVE) else start
        outcome = move_many(uow.acting_as(account), going[share:], Order(step, reason), on=on)
        going = [moved.number for moved in outcome.moved] if place else going[share:]
