"""迎审包: what is in the zip of a year, and that a stranger can check it with the tools of any PC."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from clawback_desk import Desk
from openpyxl import load_workbook
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, Office

from app.services.cases.course import State, Step
from app.services.clawbacks.booking import correct_entry, write_off
from app.services.errors import Cancelled, UserError
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.supervision.audit_package import GUIDE, LOG, SUMS, write_package
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(Path(__file__).parents[3] / "resources" / "fonts")


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    """A paid case with its letter, a refused one, and a draft that is no matter of the year's."""
    office = Office(uow)
    paid = office.at(State.COMPLETED)
    issuing.issue(office.acting(CLERK), "补贴核准通知书", [paid], FONTS, on=office.today)
    refused = office.walk(office.file(), State.APPROVAL)
    office.take(refused, APPROVER, Step.REFUSE, reason="=1+1 查实不符")
    office.file()
    return office


@pytest.fixture
def packed(office: Office, tmp_path: Path) -> Iterator[ZipFile]:
    write_package(office.acting(AUDITOR), 2024, tmp_path / "迎审.zip", FONTS)
    with ZipFile(tmp_path / "迎审.zip") as zipped:
        yield zipped


def test_the_zip_holds_every_part_and_nothing_else(packed: ZipFile, tmp_path: Path) -> None:
    [letter] = [name for name in packed.namelist() if name.startswith("文书/")]
    assert letter.startswith("文书/补贴核准通知书/")
    others = {name for name in packed.namelist() if name != letter}
    assert others == {"年度报表.xlsx", "发放台账.xlsx", "案件清单.xlsx", GUIDE, LOG, SUMS}
    assert packed.read(letter).startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_every_file_has_the_checksum_that_is_listed(packed: ZipFile) -> None:
    lines = packed.read(SUMS).decode().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(listed) == set(packed.namelist()) - {SUMS}
    for name, digest in listed.items():
        assert sha256(packed.read(name)).hexdigest() == digest


def test_the_log_can_be_followed_from_its_beginning_to_the_head_on_the_page(packed: ZipFile, office: Office) -> None:
    before = "0" * 64
    for line in packed.read(LOG).decode().splitlines():
        *fields, digest = json.loads(line)
        before = sha256("\x1f".join((before, *map(str, fields))).encode()).hexdigest()
        assert before == digest


def test_the_cases_of_the_year_are_listed_with_their_reasons_and_texts_stay_texts(
    packed: ZipFile, tmp_path: Path
) -> None:
    packed.extract("案件清单.xlsx", tmp_path)
    book = load_workbook(tmp_path / "案件清单.xlsx")
    assert book.sheetnames == [
        *("案件", "金额说明", "办理过程", "材料索引", "文书目录", "追回案件", "追回入账", "追回经过"),
    ]
    cases = list(book["案件"].iter_rows(min_row=4, values_only=True))
    assert [row[5] for row in cases] == ["办结", "不予批准", None]
    assert cases[-1][9] == cases[0][9] == 2000
    assert any(row[1] == "金额" and row[5] == cases[0][9] for row in book["金额说明"].iter_rows(values_only=True))
    assert next(row[2] for row in book["材料索引"].iter_rows(min_row=4, values_only=True)) == "已交"
    steps = [cell for row in book["办理过程"].iter_rows(min_row=4) for cell in row if str(cell.value).startswith("=")]
    assert steps
    assert {cell.data_type for cell in steps} == {"s"}
    [letter] = book["文书目录"].iter_rows(min_row=4, values_only=True)
    assert sha256(packed.read(str(letter[7]))).hexdigest() == letter[8]


def test_what_was_taken_back_is_listed_entry_by_entry(office: Office, tmp_path: Path) -> None:
    desk = Desk(office)
    case = office.at(State.COMPLETED)
    number = desk.taken_back(case)
    [letter] = issuing.issue(office.acting(CLERK), "责令退回决定书", [number], FONTS, on=office.today)
    booked = desk.repaid(number, 50_000)
    correct_entry(office.acting(FINANCE), number, booked.entry_id, 20_000, "误登", on=office.today)
    write_off(office.acting(FINANCE), number, 10_000, "叶财8号", "无力偿还", on=office.today)
    write_package(office.acting(AUDITOR), 2024, tmp_path / "迎审.zip", FONTS)
    with ZipFile(tmp_path / "迎审.zip") as zipped:
        zipped.extract("案件清单.xlsx", tmp_path)
    book = load_workbook(tmp_path / "案件清单.xlsx")
    rows = {name: list(book[name].iter_rows(min_row=4, values_only=True)) for name in book.sheetnames}
    assert [row[3:7] for row in rows["追回入账"]] == [
        ("责令退回决定", 2000, 0, 0),
        ("退款", 0, 500, 0),
        ("更正退款", 0, -200, 0),
        ("核销", 0, 0, 100),
        (None, 2000, 300, 100),
    ]
    assert [row[:5] for row in rows["追回案件"]] == [(number, case, office.case(case).applicant, "举报", "弄虚作假")]
    assert [row[3] for row in rows["追回经过"]][:3] == ["追回立案", "登记调查情况", "拟定追回金额"]
    assert (letter.number, case) in [(row[0], row[2]) for row in rows["文书目录"]]


def test_a_year_without_anything_is_packed_too(office: Office, tmp_path: Path) -> None:
    found = write_package(office.acting(AUDITOR), 2023, tmp_path / "迎审.zip", FONTS)
    assert (found.cases, found.letters) == (0, 0)


def test_what_is_cancelled_leaves_nothing(office: Office, tmp_path: Path) -> None:
    def told(done: int, of: int) -> None:
        raise Cancelled

    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        write_package(office.acting(AUDITOR), 2024, tmp_path / "out" / "迎审.zip", FONTS, told)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_sentence(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="写不进去"):
        write_package(office.acting(AUDITOR), 2024, tmp_path / "没有" / "迎审.zip", FONTS)
