"""Letters on the way to a decision: when each is due, on which occasion, and what it says."""

from datetime import date, timedelta

import pytest
from letter_samples import FONTS as FOLDER
from letter_samples import page_total, text_of
from working_office import APPROVER, CLERK, REVIEWER, Office

from app.models import CaseMaterial, Objection
from app.services.cases.course import State, Step
from app.services.cases.dossiers import fetch
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.kinds import REFUSAL
from app.services.letters.paper.fonts import Fonts
from app.services.letters.register import due_letters
from app.services.letters.subjects import Wanted
from app.services.policy.standards import OFFICE, REMEDIES, REVIEW_FIRST, Entry
from app.services.standards.parameters import store
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)
ACCEPTED, SUPPLEMENT, NOT_ADMITTED = "受理通知书", "补正通知书", "不予受理通知书"
COUNTERSIGN, REPLY, HELD = "会签意见表", "异议处理答复书", "暂停通知书"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    made = Office(uow)
    with uow.begin() as work:
        told = {"地址": "六安市叶集区香樟大道1号", "电话": "0564-6481234"}
        store(work, [Entry(OFFICE, key, date(2018, 1, 1), "测试", value) for key, value in told.items()])
    return made


@pytest.mark.parametrize(("state", "kind", "fen"), [(State.ACCEPTED, ACCEPTED, None), (State.REJECTED, REFUSAL, 0)])
def test_what_is_due_a_letter_has_a_sum_only_when_it_was_decided(
    office: Office, state: State, kind: str, fen: int | None
) -> None:
    office.at(state)
    assert [letter.amount_fen for letter in due_letters(office.uow, kind)] == [fen]


def due(office: Office, kind: str) -> list[str]:
    return issuing.due(office.uow, Wanted(kind))


def issued(office: Office, kind: str, number: str) -> str:
    """The text of the one letter issued, on one page with every face embedded."""
    letter = issuing.issue(office.acting(CLERK), kind, [number], FONTS, on=office.today)[0]
    pdf = issuing.stored(office.uow, letter.number)
    assert page_total(pdf) == 1
    assert pdf.count(b"/FontDescriptor ") == pdf.count(b"/FontFile2 ") > 0
    text = text_of(pdf).replace("\n", "")
    assert letter.number in text
    assert "＿" not in text
    return text


def test_an_accepted_case_is_due_its_notice_until_it_is_decided(office: Office) -> None:
    draft, accepted, decided = office.file(), office.at(State.ACCEPTED), office.at(State.APPROVED)
    assert due(office, ACCEPTED) == [accepted]
    text = issued(office, ACCEPTED, accepted)
    assert "予以受理" in text
    assert "视为受理" not in text
    assert due(office, ACCEPTED) == []
    for number in (draft, decided):
        with pytest.raises(UserError, match="不能出具受理通知书，须先由经办员受理"):
            issuing.preview(office.uow, ACCEPTED, number, FONTS)


def test_a_case_deemed_accepted_says_so_and_what_came_later_is_listed(office: Office) -> None:
    number = office.file()
    office.today += timedelta(days=30)
    office.take(number, CLERK, Step.ACCEPT, reason="经办员补办")
    with office.uow.begin() as work:
        case = fetch(work.session, number)
        work.session.add(
            CaseMaterial(
                case_id=case.id,
                position=90,
                name="劳动合同",
                state="deferred",
                due_on=date(2025, 1, 20),
                at=work.now,
                account="李晓梅",
            )
        )
    text = issued(office, ACCEPTED, number)
    assert "视为受理" in text
    assert "未在收到申请之日起5个工作日内" in text
    assert "1. 劳动合同，于2025年1月20日前。" in text


def test_each_request_gets_its_own_notice_with_all_that_is_missing(office: Office) -> None:
    number = office.at(State.SUPPLEMENT)
    text = issued(office, SUPPLEMENT, number)
    assert "缺证书复印件" in text
    assert "一次性告知" in text
    assert "年" in text.split("请你于")[1].split("前将上述内容补正")[0]
    assert due(office, SUPPLEMENT) == []
    office.take(number, CLERK, Step.RESUBMIT)
    office.take(number, CLERK, Step.ACCEPT)
    office.take(number, REVIEWER, Step.ASK, reason="单位名称已变更")
    assert due(office, SUPPLEMENT) == [number]
    assert "单位名称已变更" in issued(office, SUPPLEMENT, number)


def test_what_was_not_admitted_is_told_so_and_not_that_it_gets_no_subsidy(office: Office) -> None:
    number = office.file()
    office.take(number, CLERK, Step.REFUSE, reason="单位不在本区")
    office.take(number, APPROVER, Step.REFUSE)
    assert due(office, NOT_ADMITTED) == [number]
    assert due(office, REFUSAL) == []
    text = issued(office, NOT_ADMITTED, number)
    for words in ("单位不在本区", "《实施意见》", "不予受理", "60日内", "6个月内", "六安市叶集区人民政府"):
        assert words in text
    assert "不予补贴" not in text


def test_where_review_comes_first_the_letters_say_so(office: Office) -> None:
    with office.uow.begin() as work:
        store(work, [Entry(REMEDIES, "", date(2024, 1, 1), "法规科", REVIEW_FIRST)])
    text = issued(office, REFUSAL, office.at(State.REJECTED))
    assert "应当先自收到本文书之日起60日内" in text
    assert "15日内" in text


def test_a_suspension_states_facts_clause_decision_and_remedies_each_time(office: Office) -> None:
    number = office.at(State.ACCEPTED)
    office.take(number, REVIEWER, Step.HOLD, reason="收到举报，正在核查")
    text = issued(office, HELD, number)
    for words in ("收到举报，正在核查", "第十部分第二段", "本局决定自", "暂停办理", "行政复议", "行政诉讼"):
        assert words in text
    assert due(office, HELD) == []
    office.take(number, REVIEWER, Step.LIFT, reason="查清")
    assert due(office, HELD) == []
    office.take(number, REVIEWER, Step.HOLD, reason="又有疑点")
    assert due(office, HELD) == [number]


def test_the_countersign_form_is_printed_before_the_opinions_and_again_with_them(office: Office) -> None:
    number = office.at(State.COUNTERSIGN)
    before = issued(office, COUNTERSIGN, number)
    assert "区财政局" in before
    assert "　年　月　日" in before
    assert "人民币贰仟元整" in before
    assert due(office, COUNTERSIGN) == []
    office.take(number, CLERK, Step.OPINION)
    assert due(office, COUNTERSIGN) == [number]
    after = issued(office, COUNTERSIGN, number)
    assert "　年　月　日" not in after
    assert "同意" in after.split("会签部门")[1]


def objection(office: Office, number: str, *, upheld: bool, by: str = "李某某") -> None:
    with office.uow.begin() as work:
        case = fetch(work.session, number)
        work.session.add(
            Objection(
                case_id=case.id,
                raised_on=office.today,
                raised_by=by,
                contact="13912345678",
                text="该同志已离职",
                recorded_by="李晓梅",
                at=work.now,
                upheld=upheld,
                finding="经核对社保记录，仍在职",
                judged_on=office.today,
                judged_by="王芳",
            )
        )


def test_every_judged_objection_is_answered_to_whoever_raised_it(office: Office) -> None:
    number = office.walk(office.file(), State.PUBLICITY, begun=True)
    objection(office, number, upheld=False)
    objection(office, number, upheld=True, by="周某某")
    text = issued(office, REPLY, number)
    assert "李某某：" in text
    assert "不成立" in text
    assert "行政复议" in text
    assert "34150419" not in text
    assert "13912345678" not in text
    assert due(office, REPLY) == [number]
    assert "周某某：" in issued(office, REPLY, number)
    assert due(office, REPLY) == []


def test_a_case_decided_again_gets_its_letter_again(office: Office) -> None:
    number = office.at(State.REJECTED)
    issued(office, REFUSAL, number)
    assert due(office, REFUSAL) == []
    office.take(number, APPROVER, Step.REOPEN, reason="复议机关撤销原决定")
    office.take(number, REVIEWER, Step.REFUSE, reason="仍不符合")
    office.take(number, APPROVER, Step.REFUSE)
    assert due(office, REFUSAL) == [number]
    assert "仍不符合" in issued(office, REFUSAL, number)
