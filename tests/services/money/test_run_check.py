"""The check that runs and ledger agree finds every tampering."""

import pytest
from payment_desk import PaymentDesk
from sqlalchemy import text
from working_office import Office

from app.services.money.run_check import check_runs
from app.services.unit_of_work import UnitOfWork

WRONGS = [
    (
        "UPDATE payment_run_lines SET state = 'booked', reason = '' WHERE position = 2",
        "第 2 行已到账，台账中却没有对应的一笔",
    ),
    ("UPDATE payment_run_lines SET amount_fen = 199999 WHERE position = 1", "到账 1,999.99 元，台账却为 2,000.00 元"),
    ("UPDATE payment_runs SET state = 'booked'", "的状态与其各行不符"),
    ("UPDATE payment_runs SET state = 'cancelled'", "的状态与其各行不符"),
    ("UPDATE payment_run_lines SET state = 'removed' WHERE position = 1", "到账 0.00 元，台账却为 2,000.00 元"),
]


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    made = PaymentDesk(Office(uow))
    made.approved(2)
    made.book(made.make().number, 1)
    return made


@pytest.mark.parametrize(("damage", "told"), WRONGS)
def test_a_run_that_does_not_agree_with_the_ledger_is_named(desk: PaymentDesk, damage: str, told: str) -> None:
    with desk.uow.begin() as work:
        assert list(check_runs(work.session)) == []
        work.session.execute(text(damage))
        problems = list(check_runs(work.session))
    assert any(told in problem and problem.startswith("拨付批次 FK-2024-0001") for problem in problems), problems
