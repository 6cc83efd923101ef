"""Every type is told from all others: by its name in any dress, and by its columns alone."""

import pytest
from policy_samples import facts_of

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.headers import Labels
from app.services.excel.recognising.sheets import Recognised, recognise
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Need
from app.services.policy.values import Raw

each_subsidy = pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)


def recognised(name: str, labels: list[str], row: list[str]) -> str:
    rows: list[list[Raw]] = [[*labels], [*row]]
    found = recognise(Sheet(name, rows), CATALOGUE)
    assert isinstance(found, Recognised), found.text
    assert not found.notes
    return found.subsidy.code


@each_subsidy
@pytest.mark.parametrize("only", ["all", "required", "filled"])
def test_columns_alone_tell_the_type(subsidy: AnySubsidy, only: str) -> None:
    filled = {question.label: text for question, text in subsidy.shown(facts_of(subsidy.code))}
    labels = [
        question.label
        for question in subsidy.questions
        if only == "all" or (question.need is Need.REQUIRED if only == "required" else question.label in filled)
    ]
    assert recognised("Sheet1", labels, [filled.get(label, "") for label in labels]) == subsidy.code


@each_subsidy
@pytest.mark.parametrize("dress", ["{}", "{}申报表", "附件3：{}汇总表", "2024年{}"])
def test_the_name_in_any_dress_tells_the_type(subsidy: AnySubsidy, dress: str) -> None:
    labels = [question.label for question in subsidy.questions]
    assert recognised(dress.format(subsidy.title), labels, []) == subsidy.code


USUAL = (
    ("姓名", "姓 名", "员工姓名"),
    ("身份证号", "身份证号码", "证件号码"),
    ("联系电话", "手机号"),
    ("开户银行", "开户行"),
    ("银行账号", "银行卡号"),
    ("本单位入职日期", "入职时间"),
    ("参加社会保险", "是否参保"),
    ("技能等级", "证书等级"),
    ("发证日期", "发证时间"),
    ("职业工种", "职业（工种）"),
)


@each_subsidy
def test_the_usual_headers_are_known_to_every_type_that_asks_for_them(subsidy: AnySubsidy) -> None:
    labels = Labels(subsidy.questions)
    asked = {question.label for question in subsidy.questions}
    for label, *aliases in USUAL:
        for alias in aliases if label in asked else ():
            match = labels.find(alias)
            assert match is not None, alias
            assert match.question.label == label


@each_subsidy
def test_a_column_of_yuan_alone_is_the_sum_that_the_type_asks_for(subsidy: AnySubsidy) -> None:
    match = Labels(subsidy.questions).find("金额(元)")
    sums = {question.label for question in subsidy.questions if question.kind.name == "amount"}
    assert ({match.question.label} if match else set()) == sums
