"""Drafts as stored: numbers, register, keys, what they are found by."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.models import AuditEntry, Case, CaseClaim, CaseGround, CaseStep, Person, Unit
from app.services.cases.filing import Filing, file_cases
from app.services.cases.pinyin_index import pinyin_of
from app.services.errors import Cancelled, UserError
from app.services.policy.catalogue import BY_CODE
from app.services.policy.precedents import Precedents
from app.services.trust.accounts import Role, add_account
from app.services.unit_of_work import UnitOfWork

IDENTITIES = ("341504199001010116", "341504199001010124")
FACTS = {
    "applied_on": date(2021, 9, 1),
    "person_name": "单雄信",
    "identity_number": IDENTITIES[0],
    "unit_name": "安徽叶集木业有限公司",
    "credit_code": "91341504MA2ABC00X7",
    "unit_kind": "民营企业",
    "phone": "13805640000",
    "township": "史河街道",
    "level": "技师",
    "certificate": "S001",
    "certified_on": date(2021, 6, 10),
    "occupation": "木工",
    "hired_on": date(2018, 9, 1),
    "insured": True,
}


def filing(uow: UnitOfWork, **changed: object) -> Filing:
    subsidy = BY_CODE["certificate-reward"]
    facts = subsidy.facts.model_validate(FACTS | changed)
    return Filing(subsidy.code, facts, subsidy.assess(facts, uow.shipped, Precedents()), "表 第2行")


def file(uow: UnitOfWork, *filings: Filing) -> list[str]:
    with uow.begin() as work:
        return file_cases(work, filings)


def test_drafts_take_numbers_without_gaps_in_the_year_of_filing(uow: UnitOfWork) -> None:
    assert file(uow, filing(uow), filing(uow, certificate="S2")) == ["YJJG-2024-000001", "YJJG-2024-000002"]
    assert file(uow, filing(uow, certificate="S3")) == ["YJJG-2024-000003"]
    assert file(uow) == []


def test_a_draft_holds_what_it_was_filed_with(uow: UnitOfWork) -> None:
    file(uow, filing(uow))
    with uow.read() as work:
        case = work.session.execute(select(Case)).scalar_one()
        assert (case.state, case.eligible, case.gross_fen, case.payable_fen) == ("draft", True, 200000, 200000)
        assert (case.applicant, case.unit_name, case.township) == ("单雄信", "安徽叶集木业有限公司", "史河街道")
        assert case.due_on == date(2024, 11, 12)  # five working days after 5 November
        assert case.warned  # the account is still wanting
        assert BY_CODE[case.code].facts.model_validate_json(case.facts) == filing(uow).facts
        step = work.session.execute(select(CaseStep)).scalar_one()
        assert (step.step, step.to_state, step.account) == ("file", "draft", "local")


def test_keys_and_grounds_are_stored_and_none_is_live(uow: UnitOfWork) -> None:
    file(uow, filing(uow))
    with uow.read() as work:
        claims = work.session.execute(select(CaseClaim.key, CaseClaim.live)).all()
        assert {tuple(claim) for claim in claims} == {
            ("证书|S001", False),
            (f"工种|{IDENTITIES[0]}|木工|技师", False),
        }
        assert work.session.execute(select(CaseGround.key)).scalars().all() == [f"{IDENTITIES[0]}|S001"]


def test_persons_and_units_are_registered_once_and_kept_up_to_date(uow: UnitOfWork) -> None:
    file(uow, filing(uow), filing(uow, certificate="S2", phone="13900000000"))
    file(uow, filing(uow, certificate="S3", phone="13700000000", contact="李四", township=None))
    with uow.read() as work:
        person = work.session.execute(select(Person)).scalar_one()
        unit = work.session.execute(select(Unit)).scalar_one()
        assert (person.name, person.phone) == ("单雄信", "13700000000")
        assert (unit.kind, unit.township, unit.contact) == ("民营企业", "史河街道", "李四")
        assert work.session.execute(select(func.count(Case.id)).where(Case.person_id == person.id)).scalar() == 3


def test_another_name_for_a_number_is_kept_out_of_the_register_and_told(uow: UnitOfWork) -> None:
    file(uow, filing(uow))
    file(uow, filing(uow, person_name="单雄心", certificate="S2"))
    with uow.read() as work:
        assert work.session.execute(select(Person.name)).scalar() == "单雄信"
        detail = work.session.execute(select(AuditEntry.detail).order_by(AuditEntry.id.desc())).scalars().first()
        assert detail is not None
        assert "“单雄信”" in detail


@pytest.mark.parametrize(
    "typed", ["YJJG-2024-000001", "单雄", "sxx", "dxx", "cxx", "shanxiongxin", IDENTITIES[0][-4:], "叶集木业", "S001"]
)
def test_a_case_is_found_by_number_name_pinyin_identity_unit_and_certificate(uow: UnitOfWork, typed: str) -> None:
    file(uow, filing(uow))
    with uow.read() as work:
        assert typed in work.session.execute(select(Case.search)).scalar_one()


@pytest.mark.parametrize(
    ("name", "typed"),
    [("曾国", "zg"), ("曾国", "cg"), ("解缙", "xj"), ("仇英", "qy"), ("查良", "zl"), ("Anna", "anna"), ("𬭊", "du")],
)
def test_surnames_are_indexed_in_every_reading(name: str, typed: str) -> None:
    assert typed in pinyin_of(name).split()


def test_only_a_clerk_files(uow: UnitOfWork) -> None:
    add_account(uow, "王审批", [Role.APPROVER])
    with pytest.raises(UserError, match="经办员"):
        file(uow.acting_as("王审批"), filing(uow))


def test_filing_that_is_cancelled_leaves_nothing(uow: UnitOfWork) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), uow.begin() as work:
        file_cases(work, [filing(uow)], progress=stop)
    with uow.read() as work:
        assert work.session.execute(select(func.count(Person.id))).scalar() == 0
    assert file(uow, filing(uow)) == ["YJJG-2024-000001"]
