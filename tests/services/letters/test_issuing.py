"""Letters as issued: who is due one, gapless numbers, kept byte for byte, blanks named beforehand."""

from datetime import date

import pytest
from letter_samples import FONTS as FOLDER
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from tampering import tamper
from working_office import APPROVER, CLERK, REVIEWER, Office

from app.models import Letter, Series
from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.kinds import APPROVAL, REFUSAL, RESULT
from app.services.letters.paper import letter_json
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.trust.accounts import Role
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def clerk(office: Office) -> UnitOfWork:
    return office.acting(CLERK)


def test_each_decision_is_due_its_own_letter(office: Office) -> None:
    granted, open_one, refused = office.at(State.APPROVED), office.at(State.APPROVAL), office.at(State.REJECTED)
    assert issuing.due(office.uow, Wanted(APPROVAL)) == [granted]
    assert issuing.due(office.uow, Wanted(REFUSAL)) == [refused]
    assert issuing.due(office.uow, Wanted(RESULT)) == []
    with pytest.raises(UserError, match="决定"):
        issuing.preview(office.uow, APPROVAL, open_one, FONTS)
    with pytest.raises(UserError, match="没有“表扬信”"):
        issuing.due(office.uow, Wanted("表扬信"))


def test_a_reduced_sum_gets_its_result_notice(office: Office) -> None:
    first = office.at(State.APPROVED, certificate="A")
    person = office.case(first)
    with office.uow.read() as work:
        number = work.session.execute(
            text("SELECT identity_number FROM persons WHERE id = :id"), {"id": person.person_id}
        ).scalar_one()
    second = office.at(State.APPROVED, code="skill-upgrade", certificate="A", identity_number=number)
    assert office.case(second).granted_fen == 150000
    assert issuing.due(office.uow, Wanted(RESULT)) == [second]
    issued = issuing.issue(clerk(office), RESULT, [second], FONTS)
    assert issued[0].number == "叶人社审告〔2024〕1号"


def test_numbers_run_without_a_gap_and_letters_are_kept_as_issued(office: Office) -> None:
    cases = [office.at(State.APPROVED) for _ in range(3)]
    issued = issuing.issue(clerk(office), APPROVAL, cases, FONTS, on=date(2024, 12, 2))
    assert [letter.number for letter in issued] == [f"叶人社技补〔2024〕{serial}号" for serial in (1, 2, 3)]
    assert issuing.due(office.uow, Wanted(APPROVAL)) == []
    assert issuing.issued_letters(office.uow, Wanted(APPROVAL)) == issued
    assert issuing.issued_letters(office.uow, Wanted(APPROVAL, cases[1])) == [issued[1]]
    kept = issuing.stored(office.uow, issued[0].number)
    assert kept.startswith(b"%PDF")
    assert issuing.stored(office.uow, issued[0].number) == kept
    assert verify(office.uow).problems == ()
    assert len({letter.verification for letter in issued}) == 3


def test_a_letter_is_not_issued_twice_and_a_failed_issue_takes_no_number(office: Office) -> None:
    cases = [office.at(State.APPROVED) for _ in range(2)]
    issuing.issue(clerk(office), APPROVAL, cases[:1], FONTS)
    with pytest.raises(UserError, match="已出具"):
        issuing.issue(clerk(office), APPROVAL, [cases[1], cases[0]], FONTS)
    with office.uow.read() as work:
        assert work.session.execute(select(func.count()).select_from(Letter)).scalar_one() == 1
        assert work.session.execute(select(Series.last).where(Series.name == "技补")).scalar_one() == 1
    assert issuing.due(office.uow, Wanted(APPROVAL)) == [cases[1]]


def test_an_auditor_issues_nothing(office: Office) -> None:
    case = office.at(State.APPROVED)
    with pytest.raises(UserError, match="不能出具"):
        issuing.issue(office.acting(Role.AUDITOR), APPROVAL, [case], FONTS)


def test_a_preview_names_the_blanks_and_takes_no_number(office: Office) -> None:
    draft = issuing.preview(office.uow, APPROVAL, office.at(State.APPROVED), FONTS)
    assert draft.pdf.startswith(b"%PDF")
    assert "办公地址" in draft.blanks
    with office.uow.read() as work:
        assert work.session.execute(select(Series.last).where(Series.name == "技补")).scalar_one_or_none() is None


def test_a_batch_file_is_drawn_from_what_was_issued_and_printing_is_recorded(office: Office) -> None:
    cases = [office.at(State.REJECTED) for _ in range(2)]
    numbers = [letter.number for letter in issuing.issue(clerk(office), REFUSAL, cases, FONTS)]
    content = issuing.batch_file(clerk(office), numbers, FONTS)
    assert content == issuing.batch_file(clerk(office), numbers, FONTS)
    with office.uow.read() as work:
        letters = work.session.execute(select(Letter)).scalars().all()
        assert all(letter.printed_at for letter in letters)
        assert all(letter_json.dump(letter_json.load(letter.content)) == letter.content for letter in letters)


def test_the_store_refuses_to_change_a_letter_and_a_changed_one_is_found(office: Office) -> None:
    issued = issuing.issue(clerk(office), APPROVAL, [office.at(State.APPROVED)], FONTS)[0]
    with pytest.raises(DatabaseError, match="not authorized"), office.uow.begin() as work:
        work.session.execute(text("UPDATE letter_files SET content = x'00'"))
    tamper(
        office.uow,
        "UPDATE letter_files SET content = x'00'",
        "UPDATE series SET last = 5 WHERE name = '技补'",
    )
    problems = " ".join(verify(office.uow).problems)
    assert issued.number in problems
    assert "不连续" in problems
    with pytest.raises(UserError, match="没有文书"):
        issuing.stored(office.uow, "叶人社技补〔2024〕9号")


def test_reasons_and_sums_stand_in_the_letters(office: Office) -> None:
    refused = office.file(insured=False)
    office.take(refused, CLERK, Step.ACCEPT)
    office.take(refused, REVIEWER, Step.REFUSE, reason="经查未参加社会保险")
    office.take(refused, APPROVER, Step.REFUSE)
    granted = office.at(State.APPROVED)
    for kind, number, words in (
        (REFUSAL, refused, ("经查未参加社会保险", "依法参加社会保险", "行政复议")),
        (APPROVAL, granted, ("人民币贰仟元整", "2,000.00", "《实施意见》第三部分第二段")),
    ):
        issuing.issue(clerk(office), kind, [number], FONTS)
        with office.uow.read() as work:
            content = work.session.execute(select(Letter.content).where(Letter.kind == kind)).scalar_one()
        assert all(word in content for word in words)
