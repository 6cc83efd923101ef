"""The papers of a payment run, and the notice of the yearly check, as they are printed."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from letter_samples import page_total, text_of
from payment_desk import PaymentDesk
from PySide6.QtPdf import QPdfDocument
from sqlalchemy import select
from working_office import CLERK, Office

from app.models import LetterCase, PaymentRun, PaymentRunLine
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.kind import Naming
from app.services.letters.kinds import kind_named
from app.services.letters.paper.content import Letter, SumLine, Table
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render
from app.services.letters.payments.check_notices import NOTICE
from app.services.letters.payments.payment_letters import REQUEST, ROSTER
from app.services.letters.payments.run_papers import issued_paper, paper_of
from app.services.letters.subjects import Wanted
from app.services.money.payable import Payee
from app.services.money.payment_run_changes import cancel_run, change_account, take_out
from app.services.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(ROOT / "resources" / "fonts")


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    return PaymentDesk(Office(uow))


def written(desk: PaymentDesk, kind: str, run: str) -> Letter:
    """A paper of a run before it gets its number."""
    with desk.uow.read() as work:
        row = work.session.scalars(select(PaymentRun).where(PaymentRun.number == run)).one()
        made = kind_named(kind)
        return made.write(made.facts(work, row, Naming("叶人社拨册〔2024〕9号", "7K3M-92QF-8XWB")))


def tables(letter: Letter) -> list[Table]:
    return [block for block in letter.body if isinstance(block, Table)]


def test_the_pay_list_has_whole_accounts_and_a_total_in_figures_and_capitals(desk: PaymentDesk) -> None:
    numbers = desk.approved(3)
    run = desk.make().number
    change_account(desk.uow, run, 2, Payee("工商银行叶集支行", "张某", "6222000011112222333"), "本人更正")
    letter = written(desk, ROSTER, run)
    table = tables(letter)[0]
    assert [column.title for column in table.columns] == [
        *("序号", "案件编号", "姓名或单位", "开户名", "开户银行", "银行账号", "金额", "备注")
    ]
    assert [row[1] for row in table.rows[:-1]] == numbers
    assert table.rows[1][3:6] == ("张某", "工商银行叶集支行", "6222000011112222333")
    assert table.rows[-1][-2] == "6,000.00"
    assert next(block for block in letter.body if isinstance(block, SumLine)).fen == 600000
    assert (letter.across, letter.addressee) == (True, "")


def test_what_is_set_off_stands_beside_what_the_bank_pays(desk: PaymentDesk) -> None:
    desk.approved(2)
    run = desk.make().number
    with desk.uow.begin() as work:
        first = select(PaymentRunLine).where(PaymentRunLine.position == 1)
        work.session.scalars(first).one().set_off_fen = 50000
    table = tables(written(desk, ROSTER, run))[0]
    assert [column.title for column in table.columns][6:9] == ["应付", "抵扣", "实付金额"]
    assert [row[6:9] for row in table.rows] == [
        ("2,000.00", "500.00", "1,500.00"),
        ("2,000.00", "0.00", "2,000.00"),
        ("4,000.00", "500.00", "3,500.00"),
    ]
    request = written(desk, REQUEST, run)
    told = request.body[0]
    assert "应拨付资金4,000.00元（人民币肆仟元整）" in str(told)
    assert "抵扣应退回资金500.00元，实际申请拨付3,500.00元" in str(told)


def test_the_request_goes_to_the_finance_bureau_with_the_table_by_type(desk: PaymentDesk) -> None:
    desk.approved(2)
    run = desk.make(source="区级财政").number
    letter = written(desk, REQUEST, run)
    annex = letter.annexes[0]
    table = next(block for block in annex.body if isinstance(block, Table))
    assert (letter.addressee, annex.title) == ("区财政局", ("技能人才补贴资金拨付汇总审核表",))
    assert [row[1:] for row in table.rows] == [
        ("职业资格证书奖励", "《实施意见》第三部分第二段", "2", "4,000.00"),
        ("", "", "2", "4,000.00"),
    ]
    signed = [block for block in annex.body if isinstance(block, Table)][1]
    assert [column.title for column in signed.columns] == ["经办", "复核", "审批"]
    assert "现申请从区级财政中拨付" in str(letter.body)


def test_papers_are_kept_with_their_run_and_replaced_when_it_changed(desk: PaymentDesk, fonts: Fonts) -> None:
    desk.approved(2)
    run = desk.make().number
    assert paper_of(desk.uow, ROSTER, run) is None
    first = issued_paper(desk.uow, ROSTER, run, fonts)
    pdf = issuing.stored(desk.uow, first)
    assert issued_paper(desk.uow, ROSTER, run, fonts) == first
    take_out(desk.uow, run, [1], "核实")
    paper = paper_of(desk.uow, ROSTER, run)
    assert paper is not None
    assert paper.outdated
    second = issued_paper(desk.uow, ROSTER, run, fonts)
    assert (first, second) == ("叶人社拨册〔2024〕1号", "叶人社拨册〔2024〕2号")
    desk.book(run)
    desk.back(desk.last_entry())
    now = paper_of(desk.uow, ROSTER, run)
    assert (now is not None and now.number, now is not None and now.outdated) == (second, False)
    assert issuing.stored(desk.uow, first) == pdf
    with desk.uow.read() as work:
        assert len(work.session.scalars(select(LetterCase)).all()) >= 2


def test_a_cancelled_run_gets_no_papers(desk: PaymentDesk, fonts: Fonts) -> None:
    desk.approved()
    run = desk.make().number
    cancel_run(desk.uow, run, "重编")
    with pytest.raises(UserError, match="批次已作废，请财务另编批次"):
        issuing.issue(desk.uow, ROSTER, [run], fonts)


def test_a_long_list_lies_across_and_says_which_page_of_how_many(
    desk: PaymentDesk, fonts: Fonts, tmp_path: Path
) -> None:
    desk.approved(2)
    run = desk.make().number
    letter = written(desk, ROSTER, run)
    table = tables(letter)[0]
    many = replace(table, rows=(table.rows[0],) * 60)
    pdf = render(replace(letter, body=(many,)), fonts)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 4
    assert all(document.pagePointSize(page).width() > 800 for page in range(4))
    assert "第 2 页，共 4 页" in document.getAllText(1).text()
    assert "6217000010012345678" in document.getAllText(1).text()
    assert render(replace(letter, body=(many,)), fonts) == pdf
    document.close()


@pytest.mark.parametrize("lines", [9, 10, 13, 14])
def test_whoever_signs_a_pay_list_has_a_line_of_it_and_the_total_on_the_page(
    desk: PaymentDesk, fonts: Fonts, lines: int
) -> None:
    desk.approved(1)
    letter = written(desk, ROSTER, desk.make().number)
    table, *signed = (block for block in letter.body if isinstance(block, Table))
    rows = (*(table.rows[0],) * lines, table.rows[-1])
    total = next(block for block in letter.body if isinstance(block, SumLine))
    pdf = render(replace(letter, body=(replace(table, rows=rows), total, *signed)), fonts)
    last = text_of(pdf).split("编号")[-1] if page_total(pdf) == 1 else text_of(pdf).rpartition("案件编号")[2]
    assert "6217000010012345678" in last
    assert "合计" in last
    assert "（签字）" in last


def test_the_notice_of_the_yearly_check_says_what_to_hand_in_by_when(desk: PaymentDesk, fonts: Fonts) -> None:
    number = desk.in_two_parts(checked=True)
    desk.paid(number)
    due = desk.office.case(number).due_on
    clerk = desk.office.acting(CLERK)
    with pytest.raises(UserError, match="到期前60日内才出具"):
        issuing.issue(clerk, NOTICE, [number], fonts)
    assert due is not None
    near = replace(desk.office.uow, clock=lambda: datetime(due.year, due.month, due.day, 9))
    early = replace(near, clock=lambda: datetime.combine(due - timedelta(days=61), time(9)))
    assert issuing.due(early, Wanted(NOTICE)) == []
    assert issuing.due(near, Wanted(NOTICE)) == [number]
    with near.read() as work:
        kind = kind_named(NOTICE)
        letter = kind.write(kind.facts(work, desk.office.case(number), Naming("叶人社核查〔2025〕1号")))
    text = str(letter.body)
    assert "第二年应发500.00元" in text
    assert "请于2025年" in text
    issued = issuing.issue(near.acting_as(clerk.account), NOTICE, [number], fonts)
    assert issued[0].number == "叶人社核查〔2025〕1号"
