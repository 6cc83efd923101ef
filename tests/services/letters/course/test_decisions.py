from dataclasses import replace
from datetime import date

import pytest
from letter_samples import APPROVAL, OFFICE, REFUSAL, SENIORITY, THIRD

from app.services.letters.course.decisions import approval_notice, refusal, result_notice
from app.services.letters.facts import CaseFacts, Component, Deduction, Instalment, Office, blanks
from app.services.letters.kinds import KINDS
from app.services.letters.masking import masked_account, masked_identity
from app.services.letters.paper.blocks import explanation_steps
from app.services.letters.paper.content import Explanation, Letter, Paragraph
from app.services.letters.remedies import remedy_text


def body_text(letter: Letter) -> str:
    parts = []
    for block in letter.body:
        if isinstance(block, Paragraph):
            parts.append(block.lead + block.text)
        elif isinstance(block, Explanation):
            parts.append(block.lead + "".join(explanation_steps(block)))
    return "\n".join(parts)


def test_an_approval_shows_sum_calculation_payment_and_remedies() -> None:
    assert body_text(approval_notice(APPROVAL)) == (
        "你（身份证号：341504********123X，所在单位：安徽某某木业有限公司）于2026年3月2日申报的职业资格证书奖励"
        "（案件编号：YJJG-2026-000123），经审核符合《六安市叶集区人民政府关于推进技工强区建设的实施意见》"
        "（以下简称《实施意见》）第三部分第二段规定的条件，现予核准。\n"
        "一、核准金额。职业资格证书奖励2,000.00元（人民币贰仟元整）。\n"
        "二、金额计算。技师奖励标准：每人2000元，计2,000.00元（依据《实施意见》第三部分第二段）。\n"
        "三、拨付安排。自本文书作出之日起15个工作日内一次性拨付至𬭊㛃账户（徽商银行六安叶集支行，尾号8901）。\n"
        "四、救济途径。如不服本决定，可以自收到本文书之日起60日内依法向六安市叶集区人民政府申请行政复议，"
        "或者自收到本文书之日起6个月内依法向六安市叶集区人民法院提起行政诉讼。"
    )


def test_a_unit_is_addressed_as_one_and_the_person_concerned_is_named() -> None:
    facts = replace(
        APPROVAL, applicant="某某公司", applicant_is_unit=True, identity="91341504MA2N0B1C2D", person="李四"
    )
    text = body_text(approval_notice(facts))
    assert text.startswith("你单位（统一社会信用代码：91341504MA2N0B1C2D）于2026年3月2日为李四申报的")


def test_instalments_are_listed_with_sum_and_time() -> None:
    plan = (Instalment("首次", 2000000, "15个工作日内"), Instalment("第二次", 1000000, "年度核查合格后"))
    text = body_text(approval_notice(replace(APPROVAL, instalments=plan)))
    assert "分2次拨付至" in text
    assert "首次20,000.00元，15个工作日内拨付；第二次10,000.00元，年度核查合格后拨付。" in text


def test_what_the_rule_against_duplicates_took_off_names_the_other_case() -> None:
    facts = replace(
        APPROVAL,
        components=(Component("研修提升补助标准", "技师3500元", 350000, THIRD),),
        deductions=(Deduction(200000, "YJJG-2025-000045"),),
        payable_fen=150000,
    )
    text = body_text(result_notice(facts))
    assert "应补差额为1,500.00元（人民币壹仟伍佰元整）" in text
    assert "案件编号：YJJG-2025-000045），扣减2,000.00元（依据《实施意见》第十部分第一段）；合计1,500.00元。" in text
    assert "三、拨付安排。" in text


def test_a_top_up_of_nothing_is_told_with_remedies_and_without_payment() -> None:
    text = body_text(result_notice(replace(APPROVAL, payable_fen=0)))
    assert "按上限资助，不重复享受，应补差额为零。" in text
    assert "拨付" not in text
    assert "三、救济途径。" in text


def test_a_refusal_states_each_failed_condition_with_figures_and_clause() -> None:
    text = body_text(refusal(REFUSAL))
    assert (
        "不符合“同一企业连续工作满3年”的条件（依据《实施意见》第三部分第二段）："
        "2018年9月1日入职，差1天满3年，最早可于2021年9月1日起再行申报。" in text
    )
    assert "依法参加社会保险" not in text
    assert (
        "连续工作年限不足。根据《实施意见》第三部分第二段的规定，本局决定：对你申报的职业资格证书奖励不予补贴。" in text
    )


def test_several_failed_conditions_are_numbered() -> None:
    failed = (replace(SENIORITY, ok=False), replace(SENIORITY, ok=False, text="依法参加社会保险"))
    text = body_text(refusal(replace(REFUSAL, conditions=failed)))
    assert "1. 不符合“同一企业" in text
    assert "2. 不符合“依法参加" in text


def test_only_decisions_before_2024_also_name_the_bureau_above() -> None:
    assert "六安市人力资源和社会保障局" in remedy_text(OFFICE, date(2023, 12, 31))
    assert "六安市人力资源和社会保障局" not in remedy_text(OFFICE, date(2024, 1, 1))


def test_the_variant_with_review_first_leaves_15_days_for_the_suit() -> None:
    text = remedy_text(OFFICE, date(2026, 1, 1), review_first=True)
    assert "应当先自收到本文书之日起60日内" in text
    assert "15日内依法向六安市叶集区人民法院提起行政诉讼" in text


def test_a_remedy_text_of_the_office_goes_before_ours() -> None:
    assert body_text(refusal(replace(REFUSAL, remedies="另有规定。"))).endswith("另有规定。")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (APPROVAL, []),
        (REFUSAL, []),
        (replace(APPROVAL, account=" ", bank=""), ["收款人开户银行", "收款人银行账号"]),
        (replace(APPROVAL, account="", instalments=(), payable_fen=0), []),
        (replace(APPROVAL, components=()), ["金额构成"]),
        (replace(REFUSAL, reason="", office=replace(OFFICE, court="")), ["有管辖权的人民法院", "不予批准的理由"]),
    ],
)
def test_every_blank_of_a_letter_is_named(facts: CaseFacts, expected: list[str]) -> None:
    assert blanks(facts) == expected


def test_a_blank_is_a_line_to_fill_in_the_preview() -> None:
    office = Office("", "", "", "", "")
    facts = replace(APPROVAL, office=office, unit="", account="", components=(), instalments=())
    text = body_text(approval_notice(facts))
    assert "所在单位：＿＿＿＿）" in text
    assert "二、金额计算。＿＿＿＿。" in text
    assert "三、拨付安排。＿＿＿＿拨付至" in text
    assert "依法向＿＿＿＿申请行政复议" in text


def test_each_kind_writes_its_letter() -> None:
    for name, facts in (("补贴核准通知书", APPROVAL), ("审核结果告知书", APPROVAL), ("不予补贴决定书", REFUSAL)):
        assert KINDS[name].write(facts).kind == name


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("34150419900307123X", "341504********123X"),
        ("341504********123X", "341504********123X"),
        ("91341504MA2N0B1C2D", "91341504MA2N0B1C2D"),
    ],
)
def test_an_identity_number_is_shown_without_the_birth_date(number: str, masked: str) -> None:
    assert masked_identity(number) == masked


def test_an_account_is_shown_by_its_last_four_digits() -> None:
    assert masked_account("6217000012345678901") == "尾号8901"
