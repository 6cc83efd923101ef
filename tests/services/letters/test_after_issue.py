"""What follows a letter: service from which limits run, corrections that name the old one, checks by code, no gaps."""

import multiprocessing
from datetime import date
from pathlib import Path

import pytest
from letter_samples import FONTS as FOLDER
from letter_samples import text_of
from sqlalchemy import select
from tampering import tamper
from working_office import AUDITOR, CLERK, NAMES, Office

from app.models import AuditEntry, Letter
from app.services.cases.course import State
from app.services.cases.scans import File
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.checking import Finding, check
from app.services.letters.correcting import correct
from app.services.letters.kinds import APPROVAL
from app.services.letters.paper.fonts import Fonts
from app.services.letters.receipt import receipts
from app.services.letters.register import in_queue_order, letters_issued
from app.services.letters.service_record import Manner, Service, record_service, served_on, services_of
from app.services.policy.standards import Parameters
from app.services.storage.database import make_engine
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)
TODAY = date(2024, 11, 5)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def issue(office: Office, *cases: str) -> list[issuing.Issued]:
    return issuing.issue(office.acting(CLERK), APPROVAL, cases or [office.at(State.APPROVED)], FONTS, on=TODAY)


def counted(office: Office, number: str) -> date | None:
    with office.uow.read() as work:
        key = work.session.execute(select(Letter.id).where(Letter.number == number)).scalar_one()
        return served_on(work.session, key)


def test_the_last_service_counts_and_an_announcement_takes_thirty_days(office: Office) -> None:
    first, second = issue(office, office.at(State.APPROVED), office.at(State.APPROVED))
    clerk, numbers = office.acting(CLERK), [first.number, second.number]
    assert counted(office, first.number) is None
    announced = Service(TODAY, Manner.ANNOUNCED)
    assert record_service(clerk, numbers, announced, File("回证.pdf", b"%PDF-1"), on=TODAY) == 2
    assert counted(office, first.number) == date(2024, 12, 5)
    record_service(clerk, [first.number], Service(TODAY, Manner.DIRECT, "张三"), on=TODAY)
    assert counted(office, first.number) == TODAY
    assert counted(office, second.number) == date(2024, 12, 5)
    shown = services_of(office.uow, first.number)
    assert [one.manner for one in shown] == ["直接送达", "公告送达"]
    assert [scan.name for scan in shown[0].scans] == ["回证.pdf"]
    assert letters_issued(office.uow, APPROVAL)[1].manner == "直接送达"


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (Service(date(2024, 11, 4), Manner.DIRECT, "张三"), "不能早于出具日期"),
        (Service(date(2024, 11, 6), Manner.DIRECT, "张三"), "不能晚于今天"),
        (Service(TODAY, Manner.LEFT), "须写明收件人或者见证人"),
    ],
)
def test_a_service_that_makes_no_sense_is_refused(office: Office, service: Service, words: str) -> None:
    (letter,) = issue(office)
    with pytest.raises(UserError, match=words):
        record_service(office.acting(CLERK), [letter.number], service, on=TODAY)
    with pytest.raises(UserError, match="登记送达"):
        record_service(office.acting(AUDITOR), [letter.number], Service(TODAY, Manner.DIRECT, "张三"), on=TODAY)
    assert services_of(office.uow, letter.number) == ()


def test_a_correction_names_the_old_letter_which_stays_and_is_marked(office: Office) -> None:
    (old,) = issue(office)
    kept = issuing.stored(office.uow, old.number)
    with pytest.raises(UserError, match="须写明更正原因"):
        correct(office.acting(CLERK), old.number, " ", FONTS)
    new = correct(office.acting(CLERK), old.number, "收款账户有误", FONTS, on=TODAY)
    said = text_of(issuing.stored(office.uow, new.number)).replace("\n", "")
    assert f"本文书替代{old.number}，更正原因：收款账户有误。" in said
    assert issuing.stored(office.uow, old.number) == kept
    latest, first = letters_issued(office.uow, APPROVAL)
    assert (latest.corrects, first.corrected_by) == (old.number, new.number)
    with pytest.raises(UserError, match=f"已由 {new.number} 更正"):
        correct(office.acting(CLERK), old.number, "再改", FONTS)
    assert check(office.uow, old.verification).finding is Finding.CORRECTED
    assert verify(office.uow).problems == ()


@pytest.mark.parametrize("written", ["{0}", " {1} ", "{2}", "{3}", "{4}", "{5}"])
def test_a_code_is_found_however_it_is_typed_or_scanned(office: Office, written: str) -> None:
    (letter,) = issue(office)
    code = letter.verification
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    bare = code.replace("-", "")
    found = check(office.uow, written.format(code, code.lower(), bare, wide, code.replace("-", " "), f"核验码：{code}"))
    assert found.finding is Finding.GENUINE
    assert (found.number, found.kind, found.sum_fen, found.issued_on) == (letter.number, APPROVAL, 200000, TODAY)
    assert found.addressee == letter.applicant


def test_an_unknown_code_and_a_changed_letter_are_told_and_every_check_is_audited(office: Office) -> None:
    (letter,) = issue(office)
    assert check(office.uow, "2222-2222-2222").finding is Finding.UNKNOWN
    with pytest.raises(UserError, match="核验码是 12 位"):
        check(office.uow, "2222-2222")
    tamper(office.uow, "UPDATE letter_files SET content = x'00'")
    assert check(office.uow, letter.verification).finding is Finding.CHANGED
    with office.uow.read() as work:
        audited = work.session.execute(select(AuditEntry.subject).where(AuditEntry.action == "核验文书")).scalars()
        assert list(audited) == ["2222-2222-2222", letter.number]


def test_a_receipt_names_letter_and_addressee_and_leaves_the_rest_to_the_pen(office: Office) -> None:
    letters = issue(office, office.at(State.APPROVED), office.at(State.APPROVED))
    said = text_of(receipts(office.acting(CLERK), [one.number for one in letters], FONTS))
    for one in letters:
        assert one.number in said
        assert one.applicant in said
    assert all(manner.value in said for manner in Manner)


def test_letters_are_printed_in_queue_order(office: Office) -> None:
    cases = [office.at(State.APPROVED) for _ in range(3)]
    letters = issue(office, cases[2], cases[0], cases[1])
    wanted = [letters[1].number, letters[2].number, letters[0].number]
    assert in_queue_order(office.uow, [one.number for one in letters]) == wanted


def _issue_many(path: str, shipped: Parameters, cases: list[str]) -> None:
    uow = UnitOfWork(make_engine(Path(path)), NAMES[CLERK], shipped)
    for number in cases:
        issuing.issue(uow, APPROVAL, [number], FONTS, on=TODAY)


def test_two_processes_that_issue_at_once_leave_no_gap(office: Office) -> None:
    cases = [office.at(State.APPROVED) for _ in range(8)]
    path = office.uow.engine.url.database
    assert path
    spawn = multiprocessing.get_context("spawn")
    workers = [
        spawn.Process(target=_issue_many, args=(path, office.uow.shipped, part)) for part in (cases[::2], cases[1::2])
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with office.uow.read() as work:
        serials = work.session.execute(select(Letter.serial).order_by(Letter.serial)).scalars()
        assert list(serials) == list(range(1, 9))
    assert verify(office.uow).problems == ()
