"""The sample district carried through by one command, from messy workbooks to letters, ledger and year-end workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.services.case_list import list_cases
from app.services.data_folder import open_folder
from app.services.demo import play
from app.services.errors import UserError
from app.services.places import Places
from app.services.verifying import verify

ROOT = Path(__file__).parents[1]
SHIPPED = Places(Path("nowhere"), ROOT / "resources", ROOT / "migrations")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished demonstration; made once, as it takes a while."""
    made: Path = tmp_path_factory.mktemp("demo") / "结果"
    said: list[str] = []
    play(made, SHIPPED, said.append)
    assert said[-1].startswith("结果在")
    return made


def test_everything_named_lies_in_the_folder(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert {"data", "样表", "模板", "退回改正", "年度报表.xlsx", "发放台账.xlsx"} <= names
    assert {"补贴核准通知书.pdf", "审核结果告知书.pdf", "不予补贴决定书.pdf"} <= names
    assert not any("年度" in path.name for path in (folder / "样表").iterdir())
    assert len(list((folder / "退回改正").iterdir())) == 3
    assert all((folder / name).read_bytes().startswith(b"%PDF") for name in names if name.endswith(".pdf"))


def test_cases_come_to_every_end_and_all_figures_agree(folder: Path) -> None:
    uow = open_folder(Places(folder / "data", SHIPPED.resources, SHIPPED.migrations))
    cases = list_cases(uow)
    assert verify(uow).problems == ()
    uow.engine.dispose()
    assert len(cases) == 224
    assert {"completed", "rejected"} <= {case.state for case in cases}
    paid = sum(case.payable_fen for case in cases if case.state == "completed")
    ledger = list(load_workbook(folder / "发放台账.xlsx").worksheets[0].iter_rows(values_only=True))
    header = next(row for row in ledger if "本次发放（元）" in row)
    total = ledger[-1]
    assert total[0] == "合计"
    assert round(float(str(total[header.index("本次发放（元）")])) * 100) == paid


def test_the_year_s_workbook_has_its_ten_sheets_in_order(folder: Path) -> None:
    book = load_workbook(folder / "年度报表.xlsx")
    assert book.sheetnames == [
        "汇总", "分月", "分乡镇", "分单位", "资金台账", "追回台账", "目标任务", "预算执行", "服务事项", "绩效评价",
    ]  # fmt: skip


def test_the_year_was_worked_within_its_budget(folder: Path) -> None:
    *_, total = load_workbook(folder / "年度报表.xlsx")["预算执行"].iter_rows(values_only=True)
    name, budget, committed, paid, _, left, _ = total
    assert (name, budget) == ("合计", 560000)
    assert float(str(left)) == pytest.approx(float(str(budget)) - float(str(committed)))
    assert float(str(paid)) <= float(str(committed)) <= 560000


def test_a_folder_in_use_is_not_played_into(folder: Path) -> None:
    before = (folder / "data" / "yeji.db").read_bytes()
    with pytest.raises(UserError, match="已有演示数据"):
        play(folder, SHIPPED, print)
    assert (folder / "data" / "yeji.db").read_bytes() == before
