from typed_answers import PERSON, REWARD, UNIT

from app.services.cases.applications import save_draft
from app.services.cases.known_parties import known_person, known_unit
from app.services.cases.unfinished_forms import forget_form, keep_form, kept_form, kept_sheets
from app.services.trust.accounts import Role, add_account
from app.services.unit_of_work import UnitOfWork


def test_a_form_is_kept_as_it_was_left_half_typed_numbers_too(uow: UnitOfWork) -> None:
    keep_form(uow, "certificate-reward", {"identity_number": "3415", "person_name": "张𬭊", "phone": " "})
    kept = kept_form(uow, "certificate-reward")
    assert kept
    assert kept.answers == {"identity_number": "3415", "person_name": "张𬭊"}


def test_the_later_one_of_two_is_kept(uow: UnitOfWork) -> None:
    keep_form(uow, "YJJG-2024-000001", {"phone": "1"}, 1)
    keep_form(uow, "YJJG-2024-000001", {"phone": "2"}, 3)
    kept = kept_form(uow, "YJJG-2024-000001")
    assert kept
    assert (kept.answers, kept.seen_version) == ({"phone": "2"}, 3)


def test_each_account_has_its_own_sheets(uow: UnitOfWork) -> None:
    add_account(uow, "王芳", [Role.CLERK])
    keep_form(uow, "apprenticeship", {"fee": "1"})
    assert kept_form(uow.acting_as("王芳"), "apprenticeship") is None
    assert kept_sheets(uow) == {"apprenticeship"}
    assert not kept_sheets(uow.acting_as("王芳"))


def test_an_emptied_or_forgotten_form_is_gone(uow: UnitOfWork) -> None:
    keep_form(uow, "apprenticeship", {"fee": "1"})
    keep_form(uow, "apprenticeship", {"fee": ""})
    keep_form(uow, "skill-upgrade", {"phone": "1"})
    forget_form(uow, "skill-upgrade")
    assert not kept_sheets(uow)


def test_the_register_completes_a_known_person_and_unit(uow: UnitOfWork) -> None:
    save_draft(uow, "certificate-reward", REWARD)
    assert known_person(uow, PERSON["identity_number"]) == {"person_name": "张伟", "phone": "13805640000"}
    known = known_unit(uow, UNIT["credit_code"])
    assert known == {name: text for name, text in UNIT.items() if name != "credit_code"}


def test_nobody_is_made_up(uow: UnitOfWork) -> None:
    assert not known_person(uow, PERSON["identity_number"])
    assert not known_unit(uow, UNIT["credit_code"])
