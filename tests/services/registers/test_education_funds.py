"""职工教育经费: what workers at the line must get, to the fen, and the reminder to who gave them less."""

from datetime import date
from decimal import Decimal

import pytest
from letter_samples import FONTS as FOLDER
from letter_samples import text_of
from register_samples import CREDIT, FUND
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from working_office import ADMINISTRATOR, AUDITOR, CLERK, Office

from app.services.errors import UserError
from app.services.letters.issuing import stored
from app.services.letters.office.register_letters import issue_reminders, preview_reminder
from app.services.letters.paper.fonts import Fonts
from app.services.policy.standards import Entry
from app.services.registers import entries
from app.services.standards import parameters
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def add(office: Office, **changes: str) -> int:
    return entries.add_entry(office.acting(CLERK), "education-funds", FUND | changes)


@pytest.mark.parametrize(
    ("set_aside", "at_the_line", "verdict", "share"),
    [
        ("180000", "108000", "达标", 6000),
        ("180000", "107999.99", "一线不足", 5999),
        ("180000.01", "108000", "一线不足", 5999),
        ("0.01", "0", "一线不足", 0),
        ("0.01", "0.01", "达标", 10000),
        ("0", "0", "未提取", None),
    ],
)
def test_workers_at_the_line_get_sixty_percent_of_what_is_set_aside(
    office: Office, set_aside: str, at_the_line: str, verdict: str, share: int | None
) -> None:
    add(office, set_aside=set_aside, at_the_line=at_the_line, spent="150000")
    (line,) = entries.lines(office.uow, "education-funds")
    assert (line.extras["verdict"], line.extras["share"]) == (verdict, share)


def test_another_least_share_is_a_parameter_of_its_day(office: Office) -> None:
    add(office, set_aside="180000", at_the_line="108000")
    raised = Entry("职工教育经费一线比例下限", "", date(2024, 11, 5), "皖人社〔2024〕9号", Decimal(65))
    parameters.enter(office.acting(ADMINISTRATOR), [raised])
    assert entries.lines(office.uow, "education-funds")[0].extras["verdict"] == "一线不足"


@pytest.mark.parametrize(
    ("spent", "at_the_line", "says"),
    [("100", "100.01", "请核对填报"), ("180000.02", "120000", "大于提取额 0.01 元"), ("150000", "120000", "")],
)
def test_figures_that_contradict_each_other_are_said(office: Office, spent: str, at_the_line: str, says: str) -> None:
    add(office, spent=spent, at_the_line=at_the_line)
    remark = entries.lines(office.uow, "education-funds")[0].extras["remark"]
    assert says in remark
    assert bool(says) == bool(remark)


def test_the_reminder_states_the_figures_and_is_kept_on_the_entry(office: Office) -> None:
    key = add(office)
    clerk = office.acting(CLERK)
    assert "编号待定" in text_of(preview_reminder(clerk, key, FONTS))
    (issued,) = issue_reminders(clerk, [key], FONTS)
    assert issued.number == "叶人社提醒〔2024〕1号"
    letter = text_of(stored(office.uow, issued.number))
    for words in ("安徽枫叶桥家居有限公司：", "180,000.01", "108,000.01", "59.99%", "差额0.01元", "第十部分第一段"):
        assert words in letter, words
    assert entries.lines(clerk, "education-funds")[0].extras["reminder"] == issued.number
    assert verify(office.uow).ok
    with pytest.raises(UserError, match="已出具 叶人社提醒〔2024〕1号"):
        issue_reminders(clerk, [key], FONTS)


def test_no_reminder_where_none_is_due_and_none_of_a_batch_that_fails(office: Office) -> None:
    short, enough = add(office), add(office, year="2022", set_aside="100")
    with pytest.raises(UserError, match="不需要出具"):
        issue_reminders(office.acting(CLERK), [short, enough], FONTS)
    with pytest.raises(UserError, match="须由经办员"):
        issue_reminders(office.acting(AUDITOR), [short], FONTS)
    (issued,) = issue_reminders(office.acting(CLERK), [short], FONTS)
    assert issued.number.endswith("1号")


def test_a_letter_is_not_on_a_case_and_on_an_entry_at_once(office: Office) -> None:
    issue_reminders(office.acting(CLERK), [add(office)], FONTS)
    office.file()
    with pytest.raises(IntegrityError, match="one_subject"), office.uow.begin() as work:
        work.session.execute(text("UPDATE letters SET case_id = (SELECT id FROM cases)"))


def test_a_unit_and_year_stand_once(office: Office) -> None:
    add(office)
    with pytest.raises(UserError, match="已有相同内容"):
        add(office, credit_code=CREDIT, unit_name="改了名的公司")
    add(office, year="2024")
