"""Which sheets are read, and as what."""

import pytest
from applications_by_hand import APPRENTICE, REWARD, TITLES, UPGRADE, looked_at, sheet

from app.services.errors import UserError
from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.naming import named_in
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.values import Raw


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("职业资格证书奖励", "certificate-reward"),
        ("2024年 职业资格证书奖励 申报汇总表", "certificate-reward"),
        ("证书奖励", "certificate-reward"),
        ("研修提升", "skill-upgrade"),
        ("叶集区新型学徒制补助申请表", "apprenticeship"),
        ("学徒制（2024）", "apprenticeship"),
        ("apprenticeship", "apprenticeship"),
    ],
)
def test_a_name_or_title_tells_the_type(text: str, code: str) -> None:
    found = named_in(text, CATALOGUE)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["Sheet1", "补助", "汇总表", "花名册", "职业资格证书奖励和研修提升补助x企业新型"])
def test_a_name_that_fits_none_or_several_tells_nothing(text: str) -> None:
    found = named_in(text, CATALOGUE)
    assert found is None or found.title in text


def codes(*sheets: Sheet, code: str | None = None) -> list[str]:
    return [row.code for row in looked_at(*sheets, code=code).rows]


@pytest.mark.parametrize(
    ("row", "code"), [(REWARD, "certificate-reward"), (UPGRADE, "skill-upgrade"), (APPRENTICE, "apprenticeship")]
)
def test_labels_tell_the_type_where_names_do_not(row: dict[str, Raw], code: str) -> None:
    assert codes(sheet("Sheet1", row)) == [code]


def test_the_sheet_name_goes_before_the_title_and_the_title_before_labels() -> None:
    title = [["研修提升补助申报表"]]
    assert codes(sheet("职业资格证书奖励", REWARD, above=title)) == ["certificate-reward"]
    assert codes(sheet("Sheet1", REWARD, above=title)) == ["skill-upgrade"]


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位：叶集区职业资格培训中心", "", "单位性质：民营企业"],
        ["填报单位", "叶集区职业资格培训中心", "单位性质", "民营企业"],
        ["单位性质：培训机构"],
        ["单位性质", "培训机构"],
    ],
)
def test_what_stands_above_the_header_on_the_unit_is_no_title(line: list[Raw]) -> None:
    assert codes(sheet("Sheet1", UPGRADE, above=[line])) == ["skill-upgrade"]


def test_a_title_that_does_not_fit_the_columns_leaves_it_to_the_labels() -> None:
    assert codes(sheet("培训机构质量奖励", UPGRADE)) == ["skill-upgrade"]


def test_the_chosen_type_goes_before_everything() -> None:
    assert codes(sheet("职业资格证书奖励", REWARD), code="skill-upgrade") == ["skill-upgrade"]


def test_one_workbook_may_bring_several_types_and_other_sheets_are_named() -> None:
    sheets = [
        sheet(TITLES[code], row) for code, row in (("certificate-reward", REWARD), ("apprenticeship", APPRENTICE))
    ]
    shown = looked_at(*sheets, Sheet("工资表", [["部门", "人数"], ["一车间", 3]]), Sheet("空", []))
    assert [row.code for row in shown.rows] == ["certificate-reward", "apprenticeship"]
    assert [note for note in shown.notes if "工资表" in note]
    assert [note for note in shown.notes if "“空”是空表" in note]


def test_a_book_of_no_known_type_is_refused_in_one_sentence() -> None:
    with pytest.raises(UserError, match="没有可识别的申报表"):
        looked_at(Sheet("工资表", [["部门", "人数"], ["一车间", 3]]))


def test_an_unknown_code_is_refused_with_those_known() -> None:
    with pytest.raises(UserError, match="certificate-reward"):
        looked_at(sheet("Sheet1", REWARD), code="nothing")


def test_columns_that_no_field_knows_are_named() -> None:
    shown = looked_at(sheet("职业资格证书奖励", {"序号": 1, **REWARD, "学历": "本科", "民族": "汉"}))
    assert [note for note in shown.notes if note.endswith("未读取：学历、民族。")]
    assert not shown.bad


def test_of_two_columns_for_one_field_the_exact_label_is_read() -> None:
    shown = looked_at(sheet("职业资格证书奖励", {"员工姓名": "李娜", **REWARD}))
    assert shown.rows[0].facts.person_name == "张伟"
    assert [note for note in shown.notes if "A 列" in note and "都像“姓名”" in note]


def test_of_two_aliases_the_first_is_read() -> None:
    row = {label: value for label, value in REWARD.items() if label != "联系电话"}
    shown = looked_at(sheet("职业资格证书奖励", {**row, "手机号": "13805640001", "联系方式": "13805640002"}))
    assert shown.rows[0].facts.phone == "13805640001"


def test_a_column_in_wan_is_scaled_and_said_so() -> None:
    row = {label: value for label, value in APPRENTICE.items() if label != "企业支付培训费（元）"}
    shown = looked_at(sheet("企业新型学徒制补助", {**row, "企业支付培训费（万元）": 1.2}))
    assert shown.rows[0].facts.fee == 1200000
    assert [note for note in shown.notes if "万元" in note]


def test_a_cell_with_its_own_wan_under_a_header_in_wan_is_an_error() -> None:
    row = {label: value for label, value in APPRENTICE.items() if label != "企业支付培训费（元）"}
    shown = looked_at(sheet("企业新型学徒制补助", {**row, "企业支付培训费（万元）": "1.2万元"}))
    assert shown.bad[0].errors[0].header == "企业支付培训费（万元）"


def test_a_line_above_the_header_may_say_the_sums_are_in_wan() -> None:
    row = {("培训费" if label == "企业支付培训费（元）" else label): value for label, value in APPRENTICE.items()}
    shown = looked_at(sheet("企业新型学徒制补助", {**row, "培训费": 1.2}, above=[["", "单位：万元"]]))
    assert shown.rows[0].facts.fee == 1200000


def test_an_explanation_sheet_is_not_read() -> None:
    with pytest.raises(UserError):
        looked_at(sheet("填表说明", REWARD))


def test_a_list_of_something_else_under_a_chosen_type_is_left_out() -> None:
    other = Sheet("社保明细", [["姓名", "身份证号", "单位名称", "是否参保"], ["张伟", "x", "甲厂", "是"]])
    shown = looked_at(sheet("Sheet1", REWARD), other, code="certificate-reward")
    assert [row.sheet for row in shown.rows] == ["Sheet1"]
    assert [note for note in shown.notes if "社保明细" in note]


@pytest.mark.parametrize(
    ("name", "title", "told"),
    [
        ("职业资格证书奖励", "研修提升补助申报表", True),
        ("职业资格证书奖励", "2024年职业资格证书奖励申报表", False),
        ("Sheet1", "职业资格证书奖励申报表", False),
        (
            "职业资格证书奖励",
            "说明：本奖励与研修提升补助不重复享受，请各单位在填表前认真核对并在申报时一并说明有关情况",
            False,
        ),
    ],
    ids=["copied and not renamed", "the same", "the title alone", "a long remark"],
)
def test_a_title_that_names_another_subsidy_than_the_sheet_is_told(name: str, title: str, *, told: bool) -> None:
    shown = looked_at(Sheet(name, [[title], *sheet(name, REWARD).rows]))
    assert [row.code for row in shown.rows] == ["certificate-reward"]
    assert any("还写着“研修提升补助”，现按“职业资格证书奖励”读取" in note for note in shown.notes) is told
