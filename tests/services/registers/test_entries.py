"""Every register: entered, corrected with the value before, withdrawn with a reason, by clerks alone, all audited."""

import pytest
from register_samples import FUND, PAPER, SAMPLES, TALENT
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from working_office import AUDITOR, CLERK, REVIEWER, Office

from app.models import AuditEntry, RegisterChange
from app.models.registers import REGISTERS as ALLOWED
from app.services.errors import UserError
from app.services.registers import entries
from app.services.registers.catalogue import REGISTERS, register_named
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def test_the_database_allows_every_register_that_keeps_entries_and_no_other() -> None:
    kept = {register.code for register in REGISTERS if register.by_hand or register.scanned}
    assert kept <= set(ALLOWED) <= {register.code for register in REGISTERS}
    with pytest.raises(UserError, match="没有台账“x”"):
        register_named("x")


@pytest.mark.parametrize("code", SAMPLES)
def test_what_is_entered_is_shown_again_as_typed_and_found_by_its_words(office: Office, code: str) -> None:
    clerk, answers = office.acting(CLERK), SAMPLES[code]
    key = entries.add_entry(clerk, code, answers)
    form = entries.entry_form(clerk, code, key)
    shown = {name: value.replace(",", "") for name, value in form.answers.items() if name in answers}
    assert {name: value.removesuffix(".00") for name, value in shown.items()} == answers
    (line,) = entries.lines(office.acting(AUDITOR), code)
    assert (line.key, line.version, line.entered_by) == (key, 1, "李晓梅")
    last = list(answers.values())[-1]
    assert [one.key for one in entries.lines(clerk, code, last)] == [key]
    assert entries.lines(clerk, code, f"{last} 没有的词") == ()
    with pytest.raises(UserError, match="已有相同内容"):
        entries.add_entry(clerk, code, answers)


def test_only_clerks_enter_correct_and_withdraw(office: Office) -> None:
    key = entries.add_entry(office.acting(CLERK), "meetings", PAPER)
    for role in (AUDITOR, REVIEWER):
        other = office.acting(role)
        assert not entries.may_keep(other)
        for act in (
            lambda uow: entries.add_entry(uow, "meetings", PAPER | {"number": "2"}),
            lambda uow: entries.change_entry(uow, "meetings", key, PAPER, 1),
            lambda uow: entries.withdraw_entry(uow, "meetings", key, "重复"),
        ):
            with pytest.raises(UserError, match="须由经办员办理"):
                act(other)
    assert entries.may_keep(office.acting(CLERK))


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"unit_name": " "}, "unit_name", "“单位名称”为必填项"),
        ({"credit_code": "91341504MA2ABC00X8"}, "credit_code", "校验码不符"),
        ({"payroll": "壹佰"}, "payroll", "工资总额"),
        ({"year": "二三"}, "year", "年度"),
    ],
)
def test_an_answer_that_cannot_be_read_is_named(office: Office, changes: dict[str, str], field: str, says: str) -> None:
    with pytest.raises(UserError, match=says) as refused:
        entries.add_entry(office.acting(CLERK), "education-funds", FUND | changes)
    assert refused.value.field == field
    assert entries.lines(office.uow, "education-funds") == ()


def test_a_correction_keeps_the_value_before_and_refuses_who_was_slower(office: Office) -> None:
    clerk = office.acting(CLERK)
    key = entries.add_entry(clerk, "talents", TALENT)
    changed = entries.change_entry(clerk, "talents", key, TALENT | {"level": "高级技师", "unit_name": ""}, 1)
    assert changed == ("单位名称", "技能等级")
    assert entries.change_entry(clerk, "talents", key, TALENT | {"level": "高级技师", "unit_name": ""}, 2) == ()
    with pytest.raises(UserError, match="已有他人改动"):
        entries.change_entry(clerk, "talents", key, TALENT, 1)
    with office.uow.read() as work:
        kept = work.session.execute(
            select(RegisterChange.question, RegisterChange.before, RegisterChange.after, RegisterChange.account)
        ).all()
        audited = work.session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "技能人才台账")).all()
    assert [tuple(row) for row in kept] == [
        ("unit_name", "安徽大别木语板业有限公司", "", "李晓梅"),
        ("level", "技师", "高级技师", "李晓梅"),
    ]
    assert audited == ["登记台账", "更正台账"]


def test_a_correction_may_not_turn_one_entry_into_another(office: Office) -> None:
    clerk = office.acting(CLERK)
    entries.add_entry(clerk, "talents", TALENT)
    other = entries.add_entry(clerk, "talents", TALENT | {"certificate": "B2"})
    with pytest.raises(UserError, match="已有相同内容"):
        entries.change_entry(clerk, "talents", other, TALENT, 1)


def test_a_withdrawn_entry_is_gone_from_the_list_and_may_be_entered_anew(office: Office) -> None:
    clerk = office.acting(CLERK)
    key = entries.add_entry(clerk, "contest-plans", PAPER)
    with pytest.raises(UserError, match="理由"):
        entries.withdraw_entry(clerk, "contest-plans", key, " ")
    entries.withdraw_entry(clerk, "contest-plans", key, "文号填错")
    assert entries.lines(clerk, "contest-plans") == ()
    with pytest.raises(UserError, match="已撤销（文号填错）"):
        entries.entry_form(clerk, "contest-plans", key)
    with pytest.raises(UserError, match="没有这条记录"):
        entries.entry_form(clerk, "meetings", key)
    assert entries.add_entry(clerk, "contest-plans", PAPER) != key


def test_the_database_itself_holds_a_mark_once(office: Office) -> None:
    entries.add_entry(office.acting(CLERK), "meetings", PAPER)
    copy = "INSERT INTO register_entries SELECT 99, register, mark, on_day, facts, search, origin, version, entered_at, entered_by, withdrawn, withdrawn_reason FROM register_entries"
    with pytest.raises(IntegrityError), office.uow.begin() as work:
        work.session.execute(text(copy))
