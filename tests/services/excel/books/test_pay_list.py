"""资金拨付花名册 as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from payment_desk import PaymentDesk
from sqlalchemy import select
from working_office import CLERK, Office

from app.models import PaymentRunLine
from app.services.errors import UserError
from app.services.excel.books.pay_list import write_pay_list
from app.services.money.payment_run_changes import take_out
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    return PaymentDesk(Office(uow))


def read(path: Path) -> list[tuple[object, ...]]:
    """The header and what stands below it."""
    return list(load_workbook(path)["资金拨付花名册"].iter_rows(min_row=3, values_only=True))


def test_the_workbook_has_a_line_a_payment_and_the_total_in_capitals(desk: PaymentDesk, tmp_path: Path) -> None:
    numbers = desk.approved(3)
    run = desk.make().number
    take_out(desk.uow, run, [2], "核实")
    path = tmp_path / "花名册.xlsx"
    assert write_pay_list(desk.uow, path, run) == 2
    rows = read(path)
    assert rows[0] == ("序号", "案件编号", "姓名或单位", "开户名", "开户银行", "银行账号", "金额（元）", "备注")
    assert [(row[0], row[1], row[5], row[6]) for row in rows[1:3]] == [
        (1, numbers[0], "6217000010012345678", 2000),
        (2, numbers[2], desk.lines(run)[2].account_number, 2000),
    ]
    assert (rows[3][0], rows[3][6], rows[3][7]) == ("合计", 4000, "人民币肆仟元整")


def test_what_is_set_off_has_columns_of_its_own(desk: PaymentDesk, tmp_path: Path) -> None:
    desk.approved()
    run = desk.make().number
    with desk.uow.begin() as work:
        work.session.scalars(select(PaymentRunLine)).one().set_off_fen = 50000
    path = tmp_path / "花名册.xlsx"
    write_pay_list(desk.uow, path, run)
    rows = read(path)
    assert rows[0][6:9] == ("应付金额（元）", "抵扣（元）", "实付金额（元）")
    assert rows[1][6:9] == (2000, 500, 1500)
    assert rows[2][9] == "人民币壹仟伍佰元整"


def test_only_finance_and_the_auditor_take_account_numbers_out(desk: PaymentDesk, tmp_path: Path) -> None:
    desk.approved()
    run = desk.make().number
    with pytest.raises(UserError, match="须由财务、审计办理"):
        write_pay_list(desk.office.acting(CLERK), tmp_path / "a.xlsx", run)
