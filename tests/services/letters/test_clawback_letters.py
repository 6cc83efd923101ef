"""The letters of a clawback: what each must state, and that it can be searched as printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from clawback_letter_samples import facts
from letter_samples import FONTS, text_of

from app.services.letters.clawback.decisions import drop_notice, prior_notice, return_order, settlement
from app.services.letters.clawback.enforcement import (
    TO_AUDIT,
    TO_FINANCE,
    TO_POLICE,
    agreement,
    court_application,
    demand,
    notification,
    transfer,
)
from app.services.letters.clawback.facts import (
    AgreementFacts,
    Banned,
    CourtFacts,
    DecisionFacts,
    DemandFacts,
    DropFacts,
    NoticeFacts,
    Review,
    SettledFacts,
    TransferFacts,
)
from app.services.letters.facts import blanks
from app.services.letters.kinds import KINDS
from app.services.letters.paper.content import Letter
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render

REMEDIES = ("60日内依法向六安市叶集区人民政府申请行政复议", "6个月内依法向六安市叶集区人民法院提起行政诉讼")
SUM = "2,000.00元（人民币贰仟元整）"
LEFT = "1,500.00元（人民币壹仟伍佰元整）"
ACCOUNT = "开户银行：徽商银行六安叶集支行；账号：1021701021000123456"
FOUND = "证书编号S000123的职业资格证书查无记录"


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(FONTS)


def printed(letter: Letter, fonts: Fonts) -> str:
    return re.sub(r"— \d+ —", "", text_of(render(letter, fonts)).replace("\n", ""))


@pytest.mark.parametrize(
    ("write", "kind", "stated"),
    [
        (
            prior_notice,
            NoticeFacts,
            (FOUND, "属于弄虚作假", "第十部分第二段", f"责令退回{SUM}", "凭证号记-2026-04-036", "5个工作日内", "陈述申辩"),
        ),
        (
            return_order,
            DecisionFacts,
            (FOUND, "复函、证书复印件", "《事先告知书》（叶人社追告〔2026〕3号），2026年6月16日送达", "不知情的申辩不予采纳",
             f"责令你于2026年8月3日前退回{SUM}", "全部撤销", ACCOUNT, "申请人民法院强制执行", *REMEDIES),
        ),
        (drop_notice, DropFacts, ("决定撤销立案", "证书真实有效", "暂停的核准和拨付即行恢复", *REMEDIES)),
        (
            agreement,
            AgreementFacts,
            ("甲方：", "乙方：", "34150419900307123X", "2026年9月30日", "750.00", LEFT, "甲方（盖章）", "乙方（签字或者盖章）", ACCOUNT),
        ),
        (
            demand,
            DemandFacts,
            ("10个工作日内", f"尚应退回{LEFT}", ACCOUNT, "有权进行陈述和申辩", "第五十四条", "六安市叶集区人民法院申请强制执行"),
        ),
        (
            court_application,
            CourtFacts,
            ("六安市叶集区人民法院：", "被执行人：", f"由被执行人退回职业资格证书奖励{LEFT}", "至2027年1月3日届满",
             "自2027年1月4日起可以申请强制执行，最迟不超过2027年4月3日", "2026年12月25日届满", "行政机关负责人（签名）", "附件"),
        ),
        (
            partial(transfer, TO_FINANCE),
            TransferFacts,
            ("六安市叶集区财政局：", FOUND, "《财政违法行为处罚处分条例》", f"责令退回{SUM}，截至目前已退回500.00元"),
        ),
        (partial(transfer, TO_POLICE), TransferFacts, ("《行政执法机关移送涉嫌犯罪案件的规定》", FOUND)),
        (partial(transfer, TO_AUDIT), TransferFacts, ("请按照职责权限依法处理", FOUND)),
        (notification, TransferFacts, ("督促整改", "责令退回、移送财政部门")),
        (settlement, SettledFacts, (SUM, "2026年8月1日退款500.00元", "2026年9月28日抵扣1,500.00元", "已全部结清")),
    ],
)  # fmt: skip
def test_a_letter_states_what_it_must_and_can_be_searched(
    write: Callable[[Any], Letter], kind: type[Any], stated: tuple[str, ...], fonts: Fonts
) -> None:
    text = printed(write(facts(kind, "叶人社试〔2026〕1号")), fonts)
    for part in ("叶人社试〔2026〕1号", "YJZH-2026-000003", "7K3M-92QF-8XWB", *stated):
        assert part in text


def test_no_letter_fines_anybody(fonts: Fonts) -> None:
    for kind in (TO_FINANCE, TO_POLICE, TO_AUDIT):
        text = printed(transfer(kind, facts(TransferFacts, "叶人社移送〔2026〕1号")), fonts)
        assert "罚款" not in text
        assert "请依法" in text or "依法处理" in text


def test_a_part_taken_back_is_said_to_be_one_and_the_unpaid_rest_falls_away(fonts: Fonts) -> None:
    part = facts(DecisionFacts, "叶人社责退〔2026〕4号", whole=False, sum_fen=50000, cancelled_fen=1000000)
    text = printed(return_order(part), fonts)
    assert "部分撤销对你申报的职业资格证书奖励的核准" in text
    assert "尚未发放的10,000.00元不再发放" in text


def test_a_notice_tells_what_is_not_paid_any_more_and_who_is_to_be_banned(fonts: Fonts) -> None:
    notice = facts(
        NoticeFacts, "叶人社追告〔2026〕4号", whole=False, sum_fen=0, cancelled_fen=1000000, to_ban=("张伟", "某公司")
    )
    text = printed(prior_notice(notice), fonts)
    assert "拟部分撤销" in text
    assert "尚未发放的10,000.00元不再发放" in text
    assert "并对张伟、某公司限制申报本局补贴" in text
    assert "责令退回0.00元" not in text


def test_an_order_states_the_ban_with_its_days_and_authority(fonts: Fonts) -> None:
    ban = Banned("张伟", date(2026, 7, 1), date(2029, 6, 30), "皖人社发〔2020〕9号")
    text = printed(return_order(facts(DecisionFacts, "叶人社责退〔2026〕6号", bans=(ban,))), fonts)
    assert "依据皖人社发〔2020〕9号，自2026年7月1日至2029年6月30日对张伟限制申报本局补贴" in text


def test_the_court_is_told_of_a_review(fonts: Fonts) -> None:
    plain = printed(court_application(facts(CourtFacts, "叶人社强执〔2027〕1号")), fonts)
    assert "被执行人未申请行政复议，也未提起行政诉讼" in plain
    review = Review("叶集区人民政府叶政复〔2026〕1号", date(2026, 12, 19))
    told = printed(court_application(facts(CourtFacts, "叶人社强执〔2027〕2号", review=review)), fonts)
    assert "复议决定（叶集区人民政府叶政复〔2026〕1号）于2026年12月19日送达" in told
    assert "未申请行政复议" not in told


def test_what_was_written_off_is_not_called_returned(fonts: Fonts) -> None:
    proof = facts(SettledFacts, "叶人社结清〔2026〕9号", returned_fen=50000, written_off_fen=150000, receipts=())
    text = printed(settlement(proof), fonts)
    assert "其余1,500.00元（人民币壹仟伍佰元整）经批准核销" in text
    assert "没有退回的款项" in text
    assert "全部结清" not in text


def test_where_nothing_was_paid_nothing_is_ordered_back_and_no_account_named(fonts: Fonts) -> None:
    none = facts(DecisionFacts, "叶人社责退〔2026〕5号", sum_fen=0, paid_fen=0, lines=(), cancelled_fen=200000)
    text = printed(return_order(none), fonts)
    assert "尚未发放的2,000.00元不再发放" in text
    assert "账号" not in text
    assert "逾期不退回" not in text
    assert "五、救济途径。" in text


@pytest.mark.parametrize(("waived", "said"), [(True, "书面表示放弃陈述申辩"), (False, "未提出陈述申辩")])
def test_a_decision_says_that_nothing_was_stated(waived: bool, said: str, fonts: Fonts) -> None:
    text = printed(return_order(facts(DecisionFacts, "叶人社责退〔2026〕3号", statements=(), waived=waived)), fonts)
    assert said in text


def test_what_is_missing_is_named_as_a_blank() -> None:
    bare = facts(DecisionFacts, "（编号待定）", evidence="", account_number="", return_by=None)
    assert blanks(bare) == ["证据", "退回期限", "退款账户账号"]
    assert blanks(facts(TransferFacts, "（编号待定）", addressee="")) == ["收函机关名称"]


def test_every_letter_of_a_clawback_has_a_number_series_of_its_kind() -> None:
    series = {name: KINDS[name].series for name in KINDS if KINDS[name].about.__tablename__ == "clawbacks"}
    assert series["责令退回决定书"] == "责退"
    assert len(series) == 12
    assert {name for name, one in series.items() if one == "移送"} == {
        "移送函（财政部门）", "移送函（审计机关）", "移送函（纪检监察机关）", "移送函（公安机关）",
    }  # fmt: skip
