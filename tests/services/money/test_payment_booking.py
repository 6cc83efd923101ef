"""Booking a run: whole, by line, by two people at once, and five thousand lines."""

import multiprocessing
from datetime import timedelta
from pathlib import Path

import pytest
from payment_desk import PaymentDesk
from sqlalchemy import func, select
from working_office import APPROVER, FINANCE, NAMES, REVIEWER, Office

from app.models import CaseStep, LedgerEntry
from app.services.cases.casework import move
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import Cancelled, UserError
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_run_changes import take_out
from app.services.storage.database import make_engine
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    return PaymentDesk(Office(uow))


def test_a_run_booked_whole_completes_its_cases_and_stands_in_the_ledger(desk: PaymentDesk) -> None:
    numbers = desk.approved(3)
    run = desk.make().number
    booked = desk.book(run, seen=1, voucher="记-11-8")
    assert (booked.lines, booked.amount_fen, booked.left) == (3, 600000, ())
    assert {desk.office.case(number).state for number in numbers} == {"completed"}
    assert desk.run(run).label == "已到账"
    with desk.uow.read() as work:
        rows = work.session.scalars(select(LedgerEntry)).all()
        steps = work.session.scalars(select(CaseStep).where(CaseStep.step == "pay")).all()
    assert {(row.voucher, row.run_id, row.account) for row in rows} == {("记-11-8", 1, "陈会计")}
    assert {(step.stage, step.to_state, step.account) for step in steps} == {("pay", "completed", "陈会计")}
    assert verify(desk.uow).problems == ()


def test_a_run_is_booked_by_line_with_slips_of_their_own_and_refused_lines_stay(desk: PaymentDesk) -> None:
    numbers = desk.approved(3)
    run, today = desk.make().number, desk.office.today
    own = {2: Slip(today + timedelta(days=1), "记-12")}
    booked = book_run(desk.uow, run, Booking(Slip(today, "记-11"), (1, 2), own), seen=1)
    assert booked.lines == 2
    lines = desk.lines(run)
    assert [(line.voucher, line.label) for line in lines] == [("记-11", "已到账"), ("记-12", "已到账"), ("", "待到账")]
    assert lines[1].paid_on == today + timedelta(days=1)
    assert (desk.run(run).label, desk.run(run).booked_fen) == ("部分到账", 400000)
    take_out(desk.uow, run, [3], "银行退回：户名不符")
    assert desk.run(run).label == "已到账"
    assert desk.make().lines == 1
    assert [desk.office.case(number).state for number in numbers] == ["completed", "completed", "approved"]
    assert desk.problems() == []


def test_a_line_that_may_not_be_paid_any_more_stays_open_and_is_listed(desk: PaymentDesk) -> None:
    held, good = desk.approved(2)
    run = desk.make().number
    desk.office.take(held, APPROVER, Step.HOLD, reason="收到举报")
    booked = desk.book(run)
    assert booked.lines == 1
    assert booked.left == ((held, f"{held} 已暂停（收到举报），解除暂停后方可拨付。"),)
    assert (desk.office.case(held).state, desk.office.case(good).state) == ("approved", "completed")
    assert desk.run(run).label == "部分到账"
    nothing = desk.book(run)
    assert (nothing.lines, len(nothing.left)) == (0, 1)


def test_a_booking_has_voucher_lines_and_a_day_that_is_not_before_the_approval(desk: PaymentDesk) -> None:
    desk.approved()
    run = desk.make().number
    with pytest.raises(UserError, match="须填凭证号"):
        desk.book(run, voucher=" ")
    with pytest.raises(UserError, match="没有选中待到账的款项"):
        book_run(desk.uow, run, Booking(Slip(desk.office.today, "PZ"), ()))
    desk.office.today -= timedelta(days=1)
    assert "拨付日期不能早于批准日期" in desk.book(run).left[0][1]
    with pytest.raises(UserError, match="须由财务办理"):
        book_run(desk.office.acting(REVIEWER), run, Booking(Slip(desk.office.today, "PZ")))


def test_a_booking_given_up_half_way_books_nothing(desk: PaymentDesk) -> None:
    desk.approved(3)
    run = desk.make().number

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        book_run(desk.uow, run, Booking(Slip(desk.office.today, "PZ")), progress=stop)
    assert (desk.ledger_fen(), desk.run(run).waiting, desk.run(run).version) == (0, 3, 1)


def test_a_booked_run_is_not_booked_again(desk: PaymentDesk) -> None:
    run = desk.paid(*desk.approved(2))
    with pytest.raises(UserError, match="已到账，不能再登记到账"):
        desk.book(run)
    assert desk.ledger_fen() == 400000


def _book_in_another_process(path: Path, uow: UnitOfWork, run: str, day_offset: int, out: str) -> None:
    other = UnitOfWork(make_engine(path), NAMES[FINANCE], uow.shipped, uow.clock)
    day = other.clock().date() + timedelta(days=day_offset)
    try:
        result = f"{book_run(other, run, Booking(Slip(day, 'PZ')), seen=1).lines}"
    except UserError as error:
        result = error.text
    Path(out).write_text(result, encoding="utf-8")


def test_two_processes_that_book_the_same_run_pay_it_once(desk: PaymentDesk, tmp_path: Path) -> None:
    desk.approved(20)
    run = desk.make().number
    database = desk.uow.engine.url.database
    assert database
    offset = (desk.office.today - desk.uow.clock().date()).days
    plain = UnitOfWork(make_engine(Path(database)), "x", desk.uow.shipped, desk.uow.clock)
    plain.engine.dispose()
    context = multiprocessing.get_context("fork")
    outs = [tmp_path / f"{place}.txt" for place in range(2)]
    desk.uow.engine.dispose()
    workers = [
        context.Process(target=_book_in_another_process, args=(Path(database), desk.uow, run, offset, str(out)))
        for out in outs
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    told = sorted(out.read_text(encoding="utf-8") for out in outs)
    assert told[0] == "20"
    assert "已被他人改动（现为“已到账”）" in told[1]
    assert desk.ledger_fen() == 20 * 200000


def test_a_payment_by_one_window_keeps_the_other_from_paying_again(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    version = desk.office.case(number).version
    desk.paid(number)
    with pytest.raises(UserError, match=r"已被陈会计 .*办理“登记拨付”"):
        move(desk.uow, number, Order(Step.PAY, voucher="PZ-2", seen_version=version), on=desk.office.today)
    assert desk.office.case(number).state == State.COMPLETED
    with desk.uow.read() as work:
        assert work.session.execute(select(func.count(LedgerEntry.id))).scalar_one() == 1
