"""日结单: what it counts, and that its head is found in the chain as long as nobody has changed it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from tampering import tamper
from working_office import APPROVER, CLERK, NAMES, Office

from app.models import LedgerEntry
from app.services.cases.course import State
from app.services.errors import UserError
from app.services.letters.office.day_sheet_page import day_sheet_pdf, grouped, save_day_sheet
from app.services.letters.paper.fonts import Fonts
from app.services.trust.audit_trail import page
from app.services.trust.day_sheet import day_sheet, find_head, head_sentence
from app.services.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[3]


def test_the_day_is_counted_by_step_and_account_with_its_money(uow: UnitOfWork) -> None:
    office = Office(uow)
    office.at(State.COMPLETED)
    office.at(State.APPROVED)
    sheet = day_sheet(uow, uow.clock().date())
    steps = {one.label: (one.count, dict(one.accounts)) for one in sheet.steps}
    assert steps["受理"] == (2, {NAMES[CLERK]: 2})
    assert steps["批准"] == (2, {NAMES[APPROVER]: 2})
    (paid,) = sheet.money
    assert [(paid.label, paid.count, paid.fen)] == [("发放", 1, fen) for fen in booked(uow)]


def booked(uow: UnitOfWork) -> list[int]:
    """The sums booked in the ledger, in fen."""
    with uow.read() as work:
        return list(work.session.execute(select(LedgerEntry.amount_fen)).scalars())


def test_the_head_is_that_before_the_printing_which_is_in_the_chain_too(uow: UnitOfWork) -> None:
    before = page(uow)[0]
    sheet = day_sheet(uow, uow.clock().date())
    assert (sheet.head.entry, sheet.head.digest[:16]) == (before.number, before.digest)
    assert page(uow)[0].action == "打印日结单"
    assert page(uow)[0].detail.endswith(sheet.head.digest)


@pytest.mark.parametrize(
    "shape", [str, str.upper, grouped, lambda digest: digest[:8], lambda digest: f" {digest[:9]} "]
)
def test_a_printed_head_is_found_however_it_is_typed(uow: UnitOfWork, shape: object) -> None:
    sheet = day_sheet(uow, uow.clock().date())
    assert callable(shape)
    found = find_head(uow, shape(sheet.head.digest))
    assert found == sheet.head
    assert f"第 {sheet.head.entry} 条" in head_sentence("x", found)


def test_a_head_is_lost_once_the_chain_was_written_anew(uow: UnitOfWork) -> None:
    sheet = day_sheet(uow, uow.clock().date())
    tamper(uow, "UPDATE audit_entries SET digest = substr(digest, 2) || '0'")
    assert find_head(uow, sheet.head.digest) is None
    assert "改动" in head_sentence(sheet.head.digest, None)


@pytest.mark.parametrize("printed", ["", "abc", "1234567", "zzzzzzzz", "审计链头审计链头"])
def test_what_is_no_head_is_refused(uow: UnitOfWork, printed: str) -> None:
    with pytest.raises(UserError, match="十六进制"):
        find_head(uow, printed)


@pytest.mark.parametrize(("days", "said"), [(1, "还没有到"), (-400, "没有数据")])
def test_a_day_without_data_has_no_sheet(uow: UnitOfWork, days: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        day_sheet(uow, uow.clock().date() + timedelta(days=days))


def test_a_day_on_which_nothing_was_done_still_anchors_the_chain(uow: UnitOfWork) -> None:
    first = uow.clock().date()
    later = UnitOfWork(uow.engine, uow.account, uow.shipped, lambda: uow.clock() + timedelta(days=3))
    sheet = day_sheet(later, first + timedelta(days=2))
    assert (sheet.steps, sheet.money, sheet.letters, sheet.entries) == ((), (), (), 0)
    assert sheet.head.at.date() == first


def test_an_ordinary_day_is_one_page_with_the_whole_head(uow: UnitOfWork, tmp_path: Path) -> None:
    office = Office(uow)
    for state in (State.COMPLETED, State.REJECTED, State.SUPPLEMENT, State.WITHDRAWN):
        office.at(state)
    fonts = Fonts(ROOT / "resources" / "fonts")
    sheet = save_day_sheet(uow, date(2024, 11, 5), tmp_path / "日结单.pdf", fonts)
    content = (tmp_path / "日结单.pdf").read_bytes()
    assert content == day_sheet_pdf(sheet, fonts)
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 1
