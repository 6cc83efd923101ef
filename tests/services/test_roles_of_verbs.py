"""Who may do what beside the course of a case: every verb with every role and with none; each refusal is written down."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from login_office import CHEAP, LoginOffice
from payment_paths import Counter
from register_samples import SEEKER
from sqlalchemy import func, select
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, APPROVER, CLERK, FINANCE, NAMES, REVIEWER

from app.models import AuditEntry, Base
from app.services.calendar import working_calendar
from app.services.cases import applications, case_materials, header_mappings, objections
from app.services.cases.course import State
from app.services.clawbacks import agreements, booking, deciding, investigating, notice, opening, proposing
from app.services.clawbacks.terms import Ground
from app.services.doubts import judging, outside_lists, screening
from app.services.doubts.employment import KINDS
from app.services.doubts.judging import Verdict
from app.services.errors import UserError
from app.services.excel.applications.importing import import_workbook
from app.services.letters import correcting, issuing, service_record
from app.services.letters.office import register_letters
from app.services.letters.paper.fonts import Fonts
from app.services.letters.service_record import Manner, Service
from app.services.money import (
    budget_entry,
    instalment_checks,
    payment_run_changes,
    payment_runs,
    reversals,
    year_closing,
)
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.reversals import Back, Reversal
from app.services.places import Places
from app.services.policy.standards import CONFIRMED, Entry
from app.services.registers import bulletins, entries, score_entry, targets
from app.services.registers.score_sheets import FUNDS
from app.services.standards import parameters
from app.services.storage import backups, restoring
from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.database import FILE_NAME, make_engine
from app.services.storage.encrypting import encrypt_folder
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.recovering import new_sheet
from app.services.supervision import misconduct, sampling
from app.services.trust import account_care, accounts
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[2]
NOBODY = "没有此人"
HANDLERS = (CLERK, REVIEWER, APPROVER, FINANCE)
INVESTIGATORS = (CLERK, REVIEWER)
ACCOUNTS: dict[str, Role | None] = {NAMES[role]: role for role in Role} | {NOBODY: None}


@dataclass(frozen=True)
class Desk:
    """An office with a case being handled, a run that waits, and a clawback."""

    uow: UnitOfWork
    day: date
    case: str
    run: str
    clawback: str
    objection: int
    fonts: Fonts


@pytest.fixture(scope="module")
def desk(office_template: UnitOfWork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Filled once: a verb that is refused leaves nothing behind."""
    path = tmp_path_factory.mktemp("verbs") / FILE_NAME
    shutil.copyfile(str(office_template.engine.url.database), path)
    engine = make_engine(path)
    at = Counter(UnitOfWork(engine, "local", office_template.shipped, office_template.clock))
    run = at.cashier.make(at.office.at(State.APPROVED)).number
    clawback = at.desk.opened(at.office.at(State.COMPLETED))
    case = at.office.at(State.DRAFT)
    public = at.office.walk(at.office.file(), State.PUBLICITY, begun=True)
    raised = objections.Raised(at.office.today, "王某", "", "有假")
    objection = objections.record(at.office.acting(CLERK), public, raised, on=at.office.today)
    yield Desk(at.office.uow, at.office.today, case, run, clawback, objection, Fonts(ROOT / "resources" / "fonts"))
    engine.dispose()


Verb = Callable[[UnitOfWork, Desk], object]
BOOK = ROOT / "resources" / "sample" / "样表" / "12服务窗口个人申请登记.xlsx"
ONE = (Entry(CONFIRMED, "", date(2024, 1, 1), "x", True),)
VERBS: dict[str, tuple[tuple[Role, ...], Verb]] = {
    "file": ((CLERK,), lambda uow, at: applications.save_draft(uow, "certificate-reward", {})),
    "correct facts": ((CLERK,), lambda uow, at: applications.change_facts(uow, at.case, {}, 1)),
    "import": ((CLERK,), lambda uow, at: import_workbook(uow, BOOK)),
    "tick materials": ((CLERK,), lambda uow, at: case_materials.record(uow, at.case, {}, 1)),
    "forget a mapping": ((CLERK,), lambda uow, at: header_mappings.forget(uow, "x", "certificate-reward")),
    "record an objection": (
        (CLERK,),
        lambda uow, at: objections.record(uow, at.case, objections.Raised(at.day, "王某", "", "有假")),
    ),
    "judge a doubt": ((REVIEWER, APPROVER), lambda uow, at: judging.judge(uow, [1], Verdict.HARMLESS, "同名")),
    "screen": ((CLERK, REVIEWER, APPROVER), lambda uow, at: screening.screen(uow, screening.Scope.ALL)),
    "judge an objection": (
        (REVIEWER,),
        lambda uow, at: objections.judge(uow, at.objection, upheld=False, finding=""),
    ),
    "store an outside list": (
        tuple(outside_lists.IMPORTERS),
        lambda uow, at: outside_lists.store_list(
            uow, outside_lists.NewList(KINDS[0], at.day, "", "名单.xlsx", "0" * 64, ())
        ),
    ),
    "correct a letter": (HANDLERS, lambda uow, at: correcting.correct(uow, "没有这份", "有误", at.fonts)),
    "remind of funds": ((CLERK,), lambda uow, at: register_letters.issue_reminders(uow, [1], at.fonts)),
    "record a yearly check": (
        tuple(instalment_checks.CHECKERS),
        lambda uow, at: instalment_checks.record_check(uow, at.case, passed=True, finding="在岗"),
    ),
    "issue": (HANDLERS, lambda uow, at: issuing.issue(uow, "受理通知书", [at.case], at.fonts)),
    "record a service": (
        HANDLERS,
        lambda uow, at: service_record.record_service(uow, ["x"], Service(at.day, next(iter(Manner)))),
    ),
    "enter a budget": (
        (FINANCE, ADMINISTRATOR),
        lambda uow, at: budget_entry.enter_budget(uow, budget_entry.NewBudget("2024", "区级", "100", "文号")),
    ),
    "make a run": ((FINANCE,), lambda uow, at: payment_runs.make_run(uow, payment_runs.Making(None, None, ""))),
    "take out of a run": ((FINANCE,), lambda uow, at: payment_run_changes.take_out(uow, at.run, [1], "核实")),
    "cancel a run": ((FINANCE,), lambda uow, at: payment_run_changes.cancel_run(uow, at.run, "核实")),
    "book a run": ((FINANCE,), lambda uow, at: book_run(uow, at.run, Booking(Slip(at.day, "记-1")))),
    "reverse": ((FINANCE,), lambda uow, at: reversals.reverse(uow, Reversal(1, Back.COUNTER, at.day, "记-1", "记错"))),
    "close a year": ((FINANCE, ADMINISTRATOR), lambda uow, at: year_closing.close_year(uow, 2023)),
    "open a clawback": (INVESTIGATORS, lambda uow, at: opening.open_clawback(uow, at.case, "举报", "有假")),
    "investigate": (
        INVESTIGATORS,
        lambda uow, at: investigating.record(uow, at.clawback, investigating.Findings("有假", "复函", Ground.ERROR)),
    ),
    "propose": (INVESTIGATORS, lambda uow, at: proposing.propose(uow, at.clawback, None, "")),
    "serve a notice": ((REVIEWER,), lambda uow, at: notice.notify(uow, at.clawback, at.day)),
    "write down a statement": (
        INVESTIGATORS,
        lambda uow, at: notice.record_statement(uow, at.clawback, "王某", "冤枉"),
    ),
    "order a return": ((APPROVER,), lambda uow, at: deciding.decide(uow, at.clawback, deciding.Decision(at.day))),
    "drop a clawback": ((APPROVER,), lambda uow, at: deciding.drop(uow, at.clawback, "查无实据")),
    "agree": (INVESTIGATORS, lambda uow, at: agreements.agree(uow, at.clawback, ())),
    "book a repayment": ((FINANCE,), lambda uow, at: booking.book_repayment(uow, at.clawback, 100, "SK-1")),
    "write off": ((FINANCE,), lambda uow, at: booking.write_off(uow, at.clawback, 100, "文号", "无可执行")),
    "enter misconduct": (
        (REVIEWER, APPROVER),
        lambda uow, at: misconduct.enter(
            uow, misconduct.Entering("person", "", "孙某", "虚报", (misconduct.RETURN,), at.day)
        ),
    ),
    "enter a ban": (
        (APPROVER,),
        lambda uow, at: misconduct.enter(
            uow, misconduct.Entering("person", "", "孙某", "虚报", (misconduct.BAN,), at.day, "文号")
        ),
    ),
    "lift a ban": ((APPROVER, ADMINISTRATOR), lambda uow, at: misconduct.lift(uow, 1, "已整改")),
    "except from a ban": ((ADMINISTRATOR,), lambda uow, at: misconduct.except_case(uow, 1, at.case, "特批")),
    "freeze a draw": (
        (REVIEWER, APPROVER),
        lambda uow, at: sampling.freeze(uow, sampling.Scope(sampling.CASES, at.day, at.day), sampling.Plan(1, ("甲",))),
    ),
    "draw": ((REVIEWER, APPROVER), lambda uow, at: sampling.draw(uow, "x", "种子", "公报")),
    "record a check": (INVESTIGATORS, lambda uow, at: sampling.record(uow, "x", 1, "属实", "")),
    "enter a register": ((CLERK,), lambda uow, at: entries.add_entry(uow, "seekers", SEEKER)),
    "score": (
        (CLERK,),
        lambda uow, at: score_entry.store_sheet(
            uow, FUNDS.code, {"year": "2023"}, (score_entry.TypedLine("指标", "100", "", ""),)
        ),
    ),
    "post a bulletin": ((CLERK,), lambda uow, at: bulletins.issue_bulletin(uow, at.fonts)),
    "set a target": (
        (ADMINISTRATOR,),
        lambda uow, at: targets.add_target(uow, next(iter(targets.Goal)).value, 2025, 10, "文号"),
    ),
    "enter a standard": ((ADMINISTRATOR,), lambda uow, at: parameters.enter(uow, ONE)),
    "enter working days": ((ADMINISTRATOR,), lambda uow, at: working_calendar.enter_days(uow, [])),
    "add an account": ((ADMINISTRATOR,), lambda uow, at: accounts.add_account(uow, "戊", [CLERK])),
    "put out of use": ((ADMINISTRATOR,), lambda uow, at: accounts.deactivate(uow, NOBODY)),
    "change roles": ((ADMINISTRATOR,), lambda uow, at: account_care.change_roles(uow, NOBODY, [CLERK])),
    "unlock": ((ADMINISTRATOR,), lambda uow, at: account_care.unlock(uow, NOBODY)),
    "restore": ((ADMINISTRATOR,), lambda uow, at: restoring.require_keeper(uow)),
    "encrypt the folder": (
        (ADMINISTRATOR,),
        lambda uow, at: encrypt_folder(
            uow,
            Places(Path(str(uow.engine.url.database)).parent, ROOT / "resources", ROOT / "migrations"),
            CHEAP,
            FirstAdministrator("", ""),
        ),
    ),
    "place of backups": (
        (ADMINISTRATOR,),
        lambda uow, at: backups.choose_folder(uow, Path(str(uow.engine.url.database)).parent / "另处"),
    ),
}


def chain(desk: Desk) -> int:
    with desk.uow.read() as work:
        return work.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def everything(desk: Desk) -> dict[str, list[str]]:
    with desk.uow.read() as work:
        return {
            table.name: [repr(row) for row in work.session.execute(table.select())]
            for table in Base.metadata.sorted_tables
            if table.name not in ("audit_entries", "row_seals")
        }


@pytest.mark.parametrize("name", list(VERBS))
def test_whoever_may_not_is_told_who_may_and_nothing_is_written(desk: Desk, name: str) -> None:
    may, verb = VERBS[name]
    titles = "、".join(role.label for role in Role if role in may)
    before = everything(desk)
    for account, role in ACCOUNTS.items():
        if role in may:
            continue
        entries_before = chain(desk)
        with pytest.raises(UserError) as refused:
            verb(desk.uow.acting_as(account), desk)
        assert f"须由{titles}办理" in refused.value.text, (account, refused.value.text)
        assert chain(desk) == entries_before + 1, account
    assert everything(desk) == before


@pytest.mark.parametrize("name", [name for name in VERBS if name not in ("add an account", "enter a standard")])
def test_whoever_may_is_never_told_that_it_is_another_s(desk: Desk, name: str) -> None:
    may, verb = VERBS[name]
    for role in may:
        assert "此步须由" not in refusal(verb, desk.uow.acting_as(NAMES[role]), desk), role


def refusal(verb: Verb, uow: UnitOfWork, desk: Desk) -> str:
    """What a verb says against being done; empty when it is done."""
    try:
        verb(uow, desk)
    except UserError as refused:
        return refused.text
    return ""


def test_only_an_administrator_prints_a_recovery_sheet(tmp_path: Path) -> None:
    office = LoginOffice(tmp_path, Watch(NOW))
    before = (tmp_path / KEYS).read_bytes()
    for role in Role:
        if role is not ADMINISTRATOR:
            with pytest.raises(UserError, match="须由管理员办理"):
                new_sheet(office.acting(role))
    assert (tmp_path / KEYS).read_bytes() == before
    assert new_sheet(office.acting(ADMINISTRATOR)).code
    office.folder.engine.dispose()
