"""政策一览 follows from the definitions: what it says, as a booklet and as a workbook."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument
from working_office import ADMINISTRATOR, Office

from app.services.excel.books.overview_book import write_overview
from app.services.letters.office.overview_sheets import overview_pdf
from app.services.letters.paper.fonts import Fonts
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.standards import Entry
from app.services.standards import parameters
from app.services.standards.policy_overview import Overview, TypeShown, overview
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(Path(__file__).parents[3] / "resources" / "fonts")


@pytest.fixture
def shown(uow: UnitOfWork) -> Overview:
    return overview(uow)


def one(shown: Overview, code: str) -> TypeShown:
    return next(each for each in shown.types if each.code == code)


def text_of(pdf: bytes) -> list[str]:
    """The text of each page, blanks and line ends left out."""
    content, document = QByteArray(pdf), QPdfDocument()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = ["".join(document.getAllText(page).text().split()) for page in range(document.pageCount())]
    document.close()
    buffer.close()
    return pages


def test_every_type_says_for_whom_it_is_what_it_pays_and_what_to_hand_in(shown: Overview) -> None:
    assert [each.code for each in shown.types] == [subsidy.code for subsidy in CATALOGUE]
    for each in shown.types:
        assert all((each.for_whom, each.payee, each.pays, each.clause, each.materials, each.asked)), each.title
        assert not any("未重复申领" in condition.text for condition in each.conditions), each.title


def test_a_type_in_full(shown: Overview) -> None:
    reward = one(shown, "certificate-reward")
    assert [(each.text, each.clause, each.basis) for each in reward.conditions][:2] == [
        ("所在单位为民营企业", "三.2", "原文"),
        ("在本单位工作满3年", "三.2", "原文"),
    ]
    assert reward.time == "发证日期不早于文件发布日期，发证日期不晚于申报日期（发布日期 2018-01-01，原文）"
    assert reward.repeats == "同一证书、同一人同一职业工种同一等级只申领一次"
    assert reward.shared == "同一证书与研修提升补助合并计算，按上限资助、不重复享受（十.1）"
    assert reward.pays.startswith("高级工 1,000 元、技师 2,000 元、高级技师 3,000 元")
    assert (reward.payee, reward.instalments) == ("个人", "")


def test_a_list_in_which_an_answer_is_looked_up_stands_among_the_standards(shown: Overview) -> None:
    using = [each.code for each in shown.types if any(one.name == "急需紧缺职业目录" for one in each.standards)]
    assert using == ["directed-student-allowance", "scarce-talent-wage"]


def test_groups_instalments_and_claimants_are_told(shown: Overview) -> None:
    assert one(shown, "settlement-subsidy").instalments == "分 2 次发放：第一年、第二年（年度核查通过后）"
    assert one(shown, "honor-award").shared == "同一人荣誉奖励，按上限资助、不重复享受，取最高一项（十.1）"
    assert one(shown, "apprenticeship").shared == ""
    assert one(shown, "skill-upgrade").payee == "培养单位或职工个人"
    assert one(shown, "blue-card").time == ""


def test_new_standards_are_shown_from_their_day_on(uow: UnitOfWork) -> None:
    office = Office(uow)
    entry = Entry("职业资格证书奖励标准", "技师", date(2024, 11, 5), "叶人社〔2024〕8号", Decimal(2600))
    assert "技师 2,000 元" in one(overview(uow), "certificate-reward").pays
    parameters.enter(office.acting(ADMINISTRATOR), (entry,))
    assert "技师 2,600 元" in one(overview(uow), "certificate-reward").pays


def test_the_booklet_lists_all_types_and_has_a_sheet_of_each(shown: Overview) -> None:
    pages = text_of(overview_pdf(shown, FONTS))
    whole = "".join(pages)
    assert pages[0].startswith("技能人才政策一览")
    for each in shown.types:
        assert any(page.startswith(each.title) for page in pages), each.title
    assert "未配置" in whole
    assert whole.count("提交材料") == len(CATALOGUE)


def test_one_type_is_a_sheet_of_paper(shown: Overview) -> None:
    pages = text_of(overview_pdf(shown, FONTS, "certificate-reward"))
    assert len(pages) <= 2
    assert pages[0].startswith("职业资格证书奖励")
    for word in (
        "适用对象",
        "在本单位工作满3年",
        "职业资格证书奖励标准（技师）",
        "2,000元",
        "叶集区人力资源和社会保障局2024年11月5日",
    ):
        assert word in "".join(pages)


def test_the_same_overview_gives_the_same_bytes(shown: Overview) -> None:
    assert overview_pdf(shown, FONTS, "blue-card") == overview_pdf(shown, FONTS, "blue-card")


def test_the_workbook_holds_types_conditions_standards_and_materials(shown: Overview, tmp_path: Path) -> None:
    path = tmp_path / "一览.xlsx"
    write_overview(shown, path)
    book = load_workbook(path)
    assert book.sheetnames == ["政策一览", "申领条件", "现行标准", "提交材料"]
    assert book["政策一览"].max_row == 3 + len(CATALOGUE)
    rows = [[cell.value for cell in row] for row in book["提交材料"].iter_rows(min_row=4)]
    assert ["职业资格证书奖励", 3, "职业资格证书", "《实施意见》三.2", "原件及复印件", 1, "否"] in rows
    standards = {(row[0].value, row[1].value): row[2].value for row in book["现行标准"].iter_rows(min_row=4)}
    assert standards["职业资格证书奖励", "职业资格证书奖励标准（技师）"] == "2,000"
    assert standards["重点群体免费培训补贴", "培训费上限"] == "未配置"
