"""From a file to drafts: all or none, nothing twice."""

from dataclasses import asdict
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, file_of, identity, sheet
from sqlalchemy import func, select

from app.models import AuditEntry, Batch, BatchFile, Case
from app.services.cases.casework import move
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.errors import Cancelled, UserError
from app.services.excel.applications.importing import ImportResult, import_workbook, prepare, store
from app.services.policy.values import Raw
from app.services.trust.accounts import Role, add_account
from app.services.unit_of_work import UnitOfWork

NAME = TITLES["certificate-reward"]
SECOND: dict[str, Raw] = {**REWARD, "姓名": "李娜", "身份证号": identity(2), "证书编号": "S002"}
BAD: dict[str, Raw] = {**SECOND, "身份证号": 341504199001011233, "证书编号": "S003"}


def content(*rows: dict[str, Raw]) -> bytes:
    return file_of(sheet(NAME, *rows))


def count(uow: UnitOfWork) -> int:
    with uow.read() as work:
        return work.session.execute(select(func.count(Case.id))).scalar_one()


def test_a_good_file_becomes_drafts_with_its_batch(uow: UnitOfWork) -> None:
    sent = content(REWARD, SECOND)
    result = import_workbook(uow, sent, name="六月.xlsx")
    assert result == ImportResult("PC-2024-0001", 2, 0, 0, 400000)
    assert "已入库 2 件，测算合计 4,000.00 元" in result.sentence
    with uow.read() as work:
        batch = work.session.execute(select(Batch)).scalar_one()
        assert (batch.file_name, batch.stored, batch.payable_fen, batch.account) == ("六月.xlsx", 2, 400000, "local")
        assert work.session.execute(select(BatchFile.content)).scalar_one() == sent
        cases = work.session.execute(select(Case.batch_row, Case.batch_id).order_by(Case.id)).all()
        assert [tuple(case) for case in cases] == [(f"{NAME} 第2行", batch.id), (f"{NAME} 第3行", batch.id)]
        actions = work.session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
        assert ("导入", "PC-2024-0001") in [tuple(action) for action in actions]


def test_with_row_errors_nothing_is_stored_unless_the_good_rows_are_asked_for(uow: UnitOfWork) -> None:
    sent = content(REWARD, BAD)
    assert import_workbook(uow, sent) == ImportResult("", 0, 1, 0, 0)
    assert count(uow) == 0
    assert import_workbook(uow, sent, only_good=True) == ImportResult("PC-2024-0001", 1, 1, 0, 200000)


def test_good_rows_alone_are_offered_only_where_there_are_any(uow: UnitOfWork) -> None:
    assert "或只导入无错误的行" in import_workbook(uow, content(REWARD, BAD)).sentence
    nothing = import_workbook(uow, content(BAD), only_good=True)
    assert nothing.sentence == "未入库任何案件，请改正后重新导入，文件中没有可单独入库的行；有错 1 行，重复 0 行。"
    import_workbook(uow, content(REWARD))
    told = import_workbook(uow, content(REWARD, BAD), only_good=True)
    assert told.sentence == "未入库任何案件，请改正后重新导入，其余的行此前已入库；有错 1 行，重复 1 行。"
    assert asdict(told) == {"batch": "", "stored": 0, "errors": 1, "repeated": 1, "payable_fen": 0}


def test_the_same_file_again_is_known_by_its_digest(uow: UnitOfWork) -> None:
    sent = content(REWARD, SECOND)
    import_workbook(uow, sent)
    again = import_workbook(uow, sent, name="改了名.xlsx")
    assert again == ImportResult("PC-2024-0001", 0, 0, 2, 0)
    assert "已作为批次 PC-2024-0001 导入过" in again.sentence
    assert count(uow) == 2


def test_the_same_rows_in_another_file_are_known_by_their_keys(uow: UnitOfWork) -> None:
    import_workbook(uow, content(REWARD))
    assert import_workbook(uow, content(SECOND, REWARD)) == ImportResult("PC-2024-0002", 1, 0, 1, 200000)
    assert import_workbook(uow, content(REWARD, SECOND, SECOND)) == ImportResult("", 0, 0, 3, 0)


def test_a_row_twice_in_one_file_is_stored_once(uow: UnitOfWork) -> None:
    assert import_workbook(uow, content(REWARD, REWARD)) == ImportResult("PC-2024-0001", 1, 0, 1, 200000)


def test_what_was_withdrawn_may_be_sent_again(uow: UnitOfWork) -> None:
    sent = content(REWARD)
    import_workbook(uow, sent)
    assert [row.repeated for row in prepare(uow, sent).preview.rows] == ["YJJG-2024-000001（草稿）"]
    move(uow, "YJJG-2024-000001", Order(Step.WITHDRAW, "申请人书面撤回"))
    (row,) = prepare(uow, sent).preview.rows
    assert row.repeated == ""
    assert "相同内容曾以案件 YJJG-2024-000001（已撤回） 申报，请核对情况是否已变化" in row.warnings
    assert import_workbook(uow, sent).stored == 1


def test_a_case_stored_between_preview_and_storing_is_not_stored_twice(uow: UnitOfWork) -> None:
    prepared = prepare(uow, content(REWARD, SECOND))
    assert len(prepared.preview.fresh) == 2
    import_workbook(uow, content(REWARD))
    assert store(uow, prepared) == ImportResult("PC-2024-0002", 1, 0, 1, 200000)


def test_a_preview_stores_nothing(uow: UnitOfWork) -> None:
    prepare(uow, content(REWARD))
    assert count(uow) == 0


@pytest.mark.parametrize("at", [0, 1])
def test_an_import_that_is_cancelled_leaves_nothing(uow: UnitOfWork, at: int) -> None:
    calls = []

    def stop(_done: int, _total: int) -> None:
        calls.append(1)
        if len(calls) > 2 * at:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_workbook(uow, content(REWARD), progress=stop)
    with uow.read() as work:
        assert work.session.execute(select(func.count(Batch.id))).scalar() == 0
    assert count(uow) == 0
    assert import_workbook(uow, content(REWARD)).batch == "PC-2024-0001"


def test_only_a_clerk_imports(uow: UnitOfWork) -> None:
    add_account(uow, "赵审计", [Role.AUDITOR])
    with pytest.raises(UserError, match="经办员"):
        import_workbook(uow.acting_as("赵审计"), content(REWARD))


def test_the_workbook_comes_back_marked_when_rows_have_errors(uow: UnitOfWork, tmp_path: Path) -> None:
    out = tmp_path / "退回.xlsx"
    import_workbook(uow, content(REWARD), marked=out)
    assert not out.exists()
    import_workbook(uow, content(SECOND, BAD), marked=out)
    assert out.exists()


def test_a_file_that_is_not_there_is_refused(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没有\.xlsx」打不开"):
        import_workbook(uow, tmp_path / "没有.xlsx")
