"""Standards out and in again: the same; a newer Opinion takes over from its day, and earlier cases keep theirs."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.cases.dossiers import assess_now, fetch
from app.services.errors import UserError
from app.services.policy.standards import PUBLISHED, Entry, Parameters
from app.services.standards import parameters
from app.services.standards.standards_entry import enter_file, preview
from app.services.standards.standards_exchange import export_file, import_file, read_file
from app.services.storage.database import FILE_NAME, make_engine
from app.services.unit_of_work import UnitOfWork

OWN = (
    Entry("先垫后补标准", "高级工", date(2023, 1, 1), "皖人社发〔2023〕1号", Decimal("1500.50")),
    Entry("奖励最低得分", "", date(2023, 1, 1), '带"引号"和\\的文号', Decimal("59.5")),
    Entry("急需紧缺职业目录", "", date(2024, 1, 1), "目录〔2024〕", ("数控铣工", "木工")),
    Entry("急需紧缺职业目录", "", date(2025, 1, 1), "目录〔2025〕", ()),
    Entry("内部办理时限", "复核", date(2024, 6, 1), "内部", Decimal(7)),
    Entry("办理机关", "地址", date(2024, 6, 1), "内部", "叶集区\n民生路 1 号"),
    Entry("办理机关", "电话", date(2024, 6, 1), "内部", ""),
    Entry(
        "材料清单", "blue-card", date(2024, 6, 1), "内部", ("证书｜九.1｜原件｜1｜否", "社保卡｜九.1｜复印件｜2｜是")
    ),
    Entry(PUBLISHED, "", date.min, "叶政〔2018〕2号", date(2018, 2, 1)),
)
NEWER = """
published = 2024-07-01
from = 2024-10-01

[[standard]]
name = "职业资格证书奖励标准"
from = 2024-10-01
source = "新意见三.2"
amounts = { "技师" = 4000 }
"""


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def other(office_template: UnitOfWork, tmp_path: Path) -> Iterator[Office]:
    """Another office, which has nothing of its own."""
    template = office_template.engine.url.database
    assert template
    (tmp_path / "other").mkdir()
    engine = make_engine(Path(shutil.copyfile(template, tmp_path / "other" / FILE_NAME)))
    yield Office(UnitOfWork(engine, "local", office_template.shipped, office_template.clock))
    engine.dispose()


def known(office: Office) -> Parameters:
    with office.uow.read() as work:
        return work.parameters


def in_force(office: Office, day: date) -> set[Entry]:
    return set(known(office).at(day).entries.values())


@pytest.mark.parametrize("name", ["标准.toml", "标准.xlsx"])
def test_what_is_exported_reads_as_the_same_entries(office: Office, tmp_path: Path, name: str) -> None:
    parameters.enter(office.acting(ADMINISTRATOR), OWN)
    count = export_file(office.uow, tmp_path / name)
    read = read_file(tmp_path / name)
    last = {(entry.name, entry.key, entry.start): entry for entry in known(office).entries}
    assert count == len(known(office).entries)
    assert set(read) == set(last.values())


@pytest.mark.parametrize("name", ["标准.toml", "标准.xlsx"])
def test_an_export_taken_into_another_office_gives_the_same_values_on_every_day(
    office: Office, other: Office, tmp_path: Path, name: str
) -> None:
    parameters.enter(office.acting(ADMINISTRATOR), OWN)
    export_file(office.uow, tmp_path / name)
    assert import_file(other.acting(ADMINISTRATOR), tmp_path / name) == len(OWN)
    for day in (date(2017, 1, 1), date(2018, 1, 1), date(2023, 6, 1), date(2024, 7, 1), date(2026, 1, 1)):
        assert in_force(other, day) == in_force(office, day)
    assert import_file(other.acting(ADMINISTRATOR), tmp_path / name) == 0, "what is known already is left out"


def test_the_preview_names_only_what_is_new_of_a_workbook(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "标准.xlsx"
    export_file(office.uow, path)
    assert preview(office.uow, path) == ((), ())
    book = load_workbook(path)
    sheet = book["数值"]
    place = next(row for row in sheet.iter_rows(min_row=4) if row[1].value == "技师" and "奖励" in str(row[0].value))
    place[2].value, place[3].value, place[4].value = 2600, "2025-01-01", "叶人社〔2024〕10号"
    book.save(path)
    entries, changes = preview(office.uow, path)
    assert [(one.name, one.key, one.before, one.after, one.effect.value) for one in changes] == [
        ("职业资格证书奖励标准", "技师", "2,000", "2,600", "更改")
    ]
    assert enter_file(office.acting(ADMINISTRATOR), entries) == 1


def test_a_newer_opinion_takes_over_from_its_day_and_earlier_cases_keep_the_old_one(
    office: Office, tmp_path: Path
) -> None:
    hired = date(2019, 1, 1)
    earlier = office.file(applied_on=date(2024, 9, 30), certified_on=date(2024, 5, 1), hired_on=hired)
    later = office.file(applied_on=date(2024, 10, 8), certified_on=date(2024, 8, 1), hired_on=hired)
    too_old = office.file(applied_on=date(2024, 10, 8), certified_on=date(2024, 5, 1), hired_on=hired)
    path = tmp_path / "新意见.toml"
    path.write_text(NEWER, encoding="utf-8")
    assert import_file(office.acting(ADMINISTRATOR), path) == 3
    with office.uow.read() as work:
        found = [assess_now(work, fetch(work.session, number)) for number in (earlier, later, too_old)]
    assert [one.payable_fen for one in found] == [200000, 400000, 0]
    assert [step.detail for step in found[2].failed] == ["2024-05-01，发布日期 2024-07-01"]
    assert found[1].components[0].source == "新意见三.2"


def test_only_an_administrator_takes_a_file_in(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "新意见.toml"
    path.write_text(NEWER, encoding="utf-8")
    with pytest.raises(UserError, match="管理员"):
        import_file(office.acting(CLERK), path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("published = 2024-07-01\nfrom = 3", "from 应为日期"),
        ('[[setting]]\nname = "甲"\nfrom = 2024-01-01\nsource = "文"\nvalue = 3', "“甲”应为日期或 true、false"),
        ('[[setting]]\nname = "甲"\nsource = "文"\nvalue = true', "“甲”缺少名称、起始日期"),
        (
            '[[materials]]\ntype = "blue-card"\nfrom = 2024-01-01\nsource = "文"\nlist = [{ name = "证" }]',
            "材料清单有缺项",
        ),
        ('[[materials]]\ntype = "blue-card"\nfrom = 2024-01-01\nsource = "文"', "材料清单有缺项"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "标准.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        read_file(path)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (0, None, "工作表“数值”第 4 行缺少名称"),
        (2, "很多", "工作表“数值”第 4 行“.*”的值或日期读不出"),
        (2, -5, "的值或日期读不出"),
        (3, "某日", "的值或日期读不出"),
    ],
)
def test_a_wrong_cell_of_a_workbook_is_named(
    office: Office, tmp_path: Path, column: int, value: object, said: str
) -> None:
    path = tmp_path / "标准.xlsx"
    export_file(office.uow, path)
    book = load_workbook(path)
    book["数值"].cell(4, column + 1).value = value  # type: ignore[assignment]
    book.save(path)
    with pytest.raises(UserError, match=said):
        read_file(path)


def test_another_workbook_is_no_standards_file(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(UserError, match="不是政策标准工作簿"):
        read_file(tmp_path / "别的.xlsx")
