"""Facts for the letters of a clawback: one fraud, from the notice to the settlement."""

from datetime import date
from typing import Any, TypeVar

from letter_samples import APPROVAL, OFFICE

from app.services.letters.clawback.facts import (
    AgreementFacts,
    ClawbackFacts,
    CourtFacts,
    DecisionFacts,
    DemandFacts,
    DropFacts,
    NoticeFacts,
    Part,
    Receipt,
    Sent,
    SettledFacts,
    Stated,
    TransferFacts,
)
from app.services.letters.paper.content import ExplanationLine

SUPERVISED = "《实施意见》第十部分第二段"
PAID = (ExplanationLine("2026年4月8日发放", "一次性，凭证号记-2026-04-036", 200000, SUPERVISED),)
BASE: dict[str, Any] = {
    "office": OFFICE,
    "case_number": APPROVAL.case_number,
    "subsidy": APPROVAL.subsidy,
    "clause": APPROVAL.clause,
    "applicant": APPROVAL.applicant,
    "applicant_is_unit": False,
    "identity": APPROVAL.identity,
    "unit": APPROVAL.unit,
    "applied_on": APPROVAL.applied_on,
    "decided_on": date(2026, 6, 15),
    "verification_code": "7K3M-92QF-8XWB",
    "clawback_number": "YJZH-2026-000003",
    "opened_on": date(2026, 6, 1),
    "ground": "弄虚作假",
    "ground_clause": SUPERVISED,
    "findings": "经向发证机构核实，证书编号S000123的职业资格证书查无记录，申报时提交的证书复印件系伪造",
    "evidence": "发证机构2026年6月3日复函、证书复印件、调查笔录；",
    "granted_on": date(2026, 3, 24),
    "granted_fen": 200000,
    "paid_fen": 200000,
    "sum_fen": 200000,
    "whole": True,
    "lines": PAID,
}
ACCOUNT = {
    "account_name": "叶集区人力资源和社会保障局",
    "account_bank": "徽商银行六安叶集支行",
    "account_number": "1021701021000123456",
}
DECIDED = Sent("叶人社责退〔2026〕3号", date(2026, 7, 1), date(2026, 7, 3))
DEMANDED = Sent("叶人社催告〔2026〕1号", date(2026, 12, 10), date(2026, 12, 11), "催告书")
STATED = Stated(
    date(2026, 6, 18), "本人", "证书是从中介处购买的，本人不知情", "证书真伪由申报人负责，不知情的申辩不予采纳"
)
DEBT = BASE | ACCOUNT | {"decision": DECIDED, "return_by": date(2026, 8, 3), "written_off_fen": 0}

F = TypeVar("F", bound=ClawbackFacts)


def facts(kind: type[F], number: str, **changes: Any) -> F:
    """Facts of a kind with what it needs beside the common ones."""
    own: dict[type, dict[str, Any]] = {
        NoticeFacts: BASE | {"cancelled_fen": 0, "to_ban": (), "reply_days": 5},
        DecisionFacts: BASE
        | ACCOUNT
        | {
            "notice": Sent("叶人社追告〔2026〕3号", date(2026, 6, 15), date(2026, 6, 16), "事先告知书"),
            "statements": (STATED,),
            "bans": (),
            "waived": False,
            "cancelled_fen": 0,
            "return_by": date(2026, 8, 3),
        },
        DropFacts: BASE | {"reason": "发证机构补正了查询结果，证书真实有效"},
        AgreementFacts: DEBT
        | {
            "returned_fen": 50000,
            "left_fen": 150000,
            "parts": (Part(date(2026, 9, 30), 75000), Part(date(2026, 10, 31), 75000)),
        },
        DemandFacts: DEBT | {"returned_fen": 50000, "left_fen": 150000, "days": 10},
        CourtFacts: DEBT
        | {
            "returned_fen": 50000,
            "left_fen": 150000,
            "demand": DEMANDED,
            "review": None,
            "statements": (STATED,),
            "suit_until": date(2027, 1, 3),
            "demand_until": date(2026, 12, 25),
            "from_day": date(2027, 1, 4),
            "until_day": date(2027, 4, 3),
        },
        TransferFacts: BASE
        | {
            "addressee": "六安市叶集区财政局",
            "decision": DECIDED,
            "returned_fen": 50000,
            "responsible": ("𬭊㛃（34150419900307123X）：责令退回、移送财政部门",),
        },
        SettledFacts: DEBT
        | {
            "returned_fen": 200000,
            "left_fen": 0,
            "receipts": (
                Receipt(date(2026, 8, 1), "退款", "收-2026-08-001", 50000),
                Receipt(date(2026, 9, 28), "抵扣", "", 150000),
            ),
            "settled_on": date(2026, 9, 28),
        },
    }
    return kind(**(own[kind] | {"number": number} | changes))
