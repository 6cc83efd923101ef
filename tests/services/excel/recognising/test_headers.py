"""How a header finds its question."""

import pytest

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.columns import columns_under, find_header, letters
from app.services.excel.recognising.headers import Labels, Rank
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.values import Raw

KNOWN = [
    ("certificate-reward", "姓 名", "姓名"),
    ("certificate-reward", "姓名*", "姓名"),
    ("certificate-reward", "＊姓　名", "姓名"),
    ("certificate-reward", "员工姓名", "姓名"),
    ("certificate-reward", "身份证号码", "身份证号"),
    ("certificate-reward", "身份证号（18位）", "身份证号"),
    ("certificate-reward", "证件号码", "身份证号"),
    ("certificate-reward", "手机号", "联系电话"),
    ("certificate-reward", "手机号码", "联系电话"),
    ("certificate-reward", "开户行", "开户银行"),
    ("certificate-reward", "银行卡号", "银行账号"),
    ("certificate-reward", "入职时间", "本单位入职日期"),
    ("certificate-reward", "是否参保", "参加社会保险"),
    ("certificate-reward", "是否参加社会保险", "参加社会保险"),
    ("certificate-reward", "证书等级", "技能等级"),
    ("certificate-reward", "发证时间", "发证日期"),
    ("certificate-reward", "职业（工种）", "职业工种"),
    ("certificate-reward", "职业/工种", "职业工种"),
    ("certificate-reward", "证书\n编号", "证书编号"),
    ("certificate-reward", "证书号", "证书编号"),
    ("certificate-reward", "证书号码(必填)", "证书编号"),
    ("certificate-reward", "所在乡镇（街道）", "所在乡镇街道"),
    ("certificate-reward", "统一社会信用代码（18位）", "统一社会信用代码"),
    ("apprenticeship", "企业支付培训费(元)", "企业支付培训费（元）"),
    ("apprenticeship", "企业支付培训费（万元）", "企业支付培训费（元）"),
    ("apprenticeship", "金额(元)", "企业支付培训费（元）"),
    ("apprenticeship", "是否为学徒制试点企业", "学徒制试点企业"),
    ("apprenticeship", "学徒协议起始时间", "学徒协议起始日期"),
    ("apprenticeship", "发票编号", "发票号码"),
    ("apprenticeship", "学徒身份证号码", "身份证号"),
    ("apprenticeship", "企业统一社会信用代码", "统一社会信用代码"),
    ("certificate-reward", "单位联系电话", "联系电话"),
    ("certificate-reward", "本人银行卡号", "银行账号"),
    ("certificate-reward", "证书颁发时间", "发证日期"),
    ("skill-upgrade", "申请主体", "申领主体"),
    ("certificate-reward", "连续工作无中断？", "连续工作无中断"),
    ("certificate-reward", "姓名 Name", "姓名"),
    ("certificate-reward", "身份证号\nID No.", "身份证号"),
    ("certificate-reward", "公民身份证号码", "身份证号"),
    ("certificate-reward", "移动电话", "联系电话"),
    ("certificate-reward", "银行帐号", "银行账号"),
    ("certificate-reward", "开户名称", "开户名"),
    ("certificate-reward", "持卡人", "开户名"),
    ("certificate-reward", "开户银行全称", "开户银行"),
    ("certificate-reward", "用人单位名称", "单位名称"),
    ("certificate-reward", "鉴定工种", "职业工种"),
    ("certificate-reward", "证书编码", "证书编号"),
    ("scarce-talent-wage", "补贴起始月份", "申领起始月"),
    ("training-institution-award", "培训机构名称", "单位名称"),
]


@pytest.mark.parametrize(("code", "header", "label"), KNOWN)
def test_a_header_finds_its_question_in_usual_words(code: str, header: str, label: str) -> None:
    match = Labels(BY_CODE[code].questions).find(header)
    assert match is not None
    assert match.question.label == label


@pytest.mark.parametrize("header", ["", "序号", "学历", "编号", "日期", "年龄", "民族", "13805640000", "审批单位意见"])
def test_a_header_that_no_field_knows_finds_none(header: str) -> None:
    assert all(Labels(subsidy.questions).find(header) is None for subsidy in CATALOGUE)


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_every_label_and_alias_of_a_definition_finds_its_own_question(subsidy: AnySubsidy) -> None:
    labels = Labels(subsidy.questions)
    for question in subsidy.questions:
        exact = labels.find(question.label)
        assert exact is not None
        assert (exact.question.name, exact.rank) == (question.name, Rank.LABEL)
        for alias in question.asked.aliases:
            found = labels.find(alias)
            assert found is not None
            assert found.question.name == question.name, alias


def test_the_header_is_the_row_that_answers_most_not_the_block_above() -> None:
    rows: list[list[Raw]] = [
        ["单位名称", "甲厂", "联系人", "李四"],
        ["序号", "姓名", "身份证号", "联系电话"],
        [1, "张伟", "x", ""],
    ]
    header = find_header(rows, BY_CODE["certificate-reward"].questions)
    assert header is not None
    assert (header.first, header.last) == (1, 1)


def test_two_lines_are_joined_where_the_upper_one_heads_several_columns() -> None:
    rows = [
        ["姓名", "证书", "证书", "证书"],
        ["姓名", "等级", "编号", "发证时间"],
        ["张伟", "技师", "S1", "2021-06-10"],
    ]
    header = find_header(rows, BY_CODE["certificate-reward"].questions)
    assert header is not None
    assert (header.first, header.last) == (0, 1)
    assert header.texts[2][0] == "证书编号"


def test_a_group_of_particulars_lends_its_name_to_the_columns_under_it() -> None:
    rows: list[list[Raw]] = [
        ["姓名", "证书信息", "证书信息", "银行卡信息"],
        ["姓名", "编号", "类别", "卡号"],
        ["张伟", "S1", "职业资格证书", "6217"],
    ]
    questions = BY_CODE["certificate-reward"].questions
    header = find_header(rows, questions)
    assert header is not None
    columns, notes = columns_under(Sheet("表", rows), header, questions)
    assert [column.question.label for column in columns] == ["姓名", "证书编号", "证书类别", "银行账号"]
    assert notes == ()


def test_a_row_below_the_twentieth_is_no_header() -> None:
    rows = [["说明"]] * 20 + [["姓名", "身份证号", "联系电话"]]
    assert find_header(rows, BY_CODE["certificate-reward"].questions) is None


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_excel(index: int, name: str) -> None:
    assert letters(index) == name
