"""The sample district carried through by one command, from messy workbooks to letters, ledger and year-end workbook."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from app.services.clawbacks.desk import desk_of
from app.services.clawbacks.desk_list import desk_lines
from app.services.clawbacks.next_steps import Next
from app.services.demonstration.demo import play
from app.services.errors import UserError
from app.services.letters.register import letters_due, letters_issued
from app.services.money.ledger import entries
from app.services.money.payment_run_views import run_lines, runs
from app.services.places import Places
from app.services.storage.backups import problem_of
from app.services.storage.data_folder import open_folder
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

ROOT = Path(__file__).parents[1]
SHIPPED = Places(Path("nowhere"), ROOT / "resources", ROOT / "migrations")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished demonstration; made once, as it takes a while."""
    made: Path = tmp_path_factory.mktemp("demo") / "结果"
    said: list[str] = []
    play(made, SHIPPED, said.append)
    assert said[-1].startswith("结果在")
    assert "核对：数据库、审计链、台账一致" in said
    return made


@pytest.fixture(scope="module")
def uow(folder: Path) -> Iterator[UnitOfWork]:
    """The data of the demonstration, opened again."""
    opened = open_folder(Places(folder / "data", SHIPPED.resources, SHIPPED.migrations))
    yield opened
    opened.engine.dispose()


def test_everything_named_lies_in_the_folder(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert {"data", "样表", "模板", "退回改正", "年度报表.xlsx", "发放台账.xlsx"} <= names
    assert {"补贴核准通知书.pdf", "审核结果告知书.pdf", "不予补贴决定书.pdf", "拟补贴公示.pdf", "日结单.pdf"} <= names
    assert {path.name for path in (folder / "公示").iterdir()} == {"拟补贴公示.pdf", "拟补贴公示.xlsx"}
    assert {"资金拨付花名册.pdf", "资金拨付花名册.xlsx", "资金拨付申请函.pdf"} == {
        path.name for path in (folder / "拨付").iterdir()
    }
    assert not any("年度" in path.name for path in (folder / "样表").iterdir())
    assert len(list((folder / "退回改正").iterdir())) == 3
    assert all((folder / name).read_bytes().startswith(b"%PDF") for name in names if name.endswith(".pdf"))


def test_cases_come_to_every_end_and_all_figures_agree(folder: Path, uow: UnitOfWork) -> None:
    cases = list_cases(uow)
    assert verify(uow).problems == ()
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


def test_every_payment_went_through_a_run_and_the_last_run_is_on_paper(folder: Path, uow: UnitOfWork) -> None:
    last, *earlier = runs(uow)
    assert earlier
    assert all(run.label == "已到账" and run.lines for run in earlier)
    booked = [line for run in (last, *earlier) for line in run_lines(uow, run.number) if line.state == "booked"]
    paid = [entry for entry in entries(uow) if entry.kind == "payment"]
    assert len(booked) == len(paid)
    assert sum(line.amount_fen for line in booked) == sum(entry.amount_fen for entry in paid)
    rows = list(load_workbook(folder / "拨付" / "资金拨付花名册.xlsx").worksheets[0].iter_rows(values_only=True))
    assert last.number in str(rows[1][0])
    assert [row[1] for row in rows if row[1] and row[1] != "案件编号"] == [
        line.case_number for line in run_lines(uow, last.number)
    ]


def test_every_case_decided_was_made_public_first_and_got_its_letter_served(uow: UnitOfWork) -> None:
    listed = sum(letter.listed for letter in letters_issued(uow, "拟补贴公示"))
    granted = letters_issued(uow, "补贴核准通知书")
    assert listed >= len(granted) > 100
    for kind in ("受理通知书", "补贴核准通知书", "不予补贴决定书"):
        newest = max(letter.issued_on for letter in letters_issued(uow, kind))
        waiting = {letter.issued_on for letter in letters_issued(uow, kind) if letter.served_on is None}
        assert waiting <= {newest}, kind
    due = letters_due(uow)
    assert not any(due[kind] for kind in ("受理通知书", "补贴核准通知书", "不予补贴决定书", "资金拨付花名册"))


def test_the_clawback_is_at_its_end_with_every_letter_served(uow: UnitOfWork) -> None:
    (line,) = desk_lines(uow)
    desk = desk_of(uow, line.line.number)
    assert desk.desk.next.step is Next.NOTHING
    assert desk.due_letters == ()
    served = {paper.kind: paper.served_on for paper in desk.papers}
    assert list(served) == ["事先告知书", "责令退回决定书", "结清证明"]
    assert all(served.values())


def test_the_list_on_the_website_hides_what_identifies_a_person(folder: Path, uow: UnitOfWork) -> None:
    rows = list(load_workbook(folder / "公示" / "拟补贴公示.xlsx").worksheets[0].iter_rows(values_only=True))
    numbers = [str(row[2]) for row in rows if isinstance(row[0], int)]
    assert len(numbers) == letters_issued(uow, "拟补贴公示")[0].listed
    assert all("*" in number or number.startswith("9") for number in numbers)


def test_what_keeps_the_year_safe_can_be_relied_on(folder: Path) -> None:
    assert problem_of(folder / "备份" / "演示数据.yjbak") == ""
    with ZipFile(folder / "迎审包.zip") as zipped:
        sums = [line.split("  ", 1) for line in zipped.read("校验和.txt").decode().splitlines()]
        assert {name for _, name in sums} == {name for name in zipped.namelist() if name != "校验和.txt"}
        assert all(sha256(zipped.read(name)).hexdigest() == digest for digest, name in sums)


def test_a_folder_in_use_is_not_played_into(folder: Path) -> None:
    before = (folder / "data" / "yeji.db").read_bytes()
    with pytest.raises(UserError, match="已有演示数据"):
        play(folder, SHIPPED, print)
    assert (folder / "data" / "yeji.db").read_bytes() == before
