"""年度核查通知: the letter that asks whoever is due a later instalment to show that the conditions still hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.letters.facts import Office, with_lines_to_fill
from app.services.letters.paper.content import Letter, Paragraph, chinese_date
from app.services.letters.wording import OPINION_IN_FULL, place
from app.services.policy.money import yuan

NOTICE = "年度核查通知"


@dataclass(frozen=True)
class CheckFacts:
    """A case whose later instalment comes due; the sum in fen, `answer_by` is the day for the papers."""

    office: Office
    number: str
    case_number: str
    subsidy: str
    clause: str
    applicant: str
    to_unit: bool
    granted_on: date
    paid_on: date | None
    label: str
    amount_fen: int
    due_on: date
    answer_by: date
    signed_on: date
    verification_code: str = ""
    corrects: str = ""
    correction: str = ""


def check_notice(facts: CheckFacts) -> Letter:
    """Return the notice: what was granted and paid, what is due when, what to hand in by when, and what follows."""
    office = with_lines_to_fill(facts.office)
    you = "你单位" if facts.to_unit else "你"
    paid = f"，前一期已于{chinese_date(facts.paid_on)}发放" if facts.paid_on else ""
    body = (
        Paragraph(
            f"{you}申报的{facts.subsidy}（案件编号：{facts.case_number}），本局已于{chinese_date(facts.granted_on)}核准{paid}。"
            f"{facts.label}应发{yuan(facts.amount_fen)}元，自{chinese_date(facts.due_on)}起可以发放。"
        ),
        Paragraph(
            f"依照{OPINION_IN_FULL}{place(facts.clause)}的规定，{facts.label}经年度核查合格后发放。"
            f"请于{chinese_date(facts.answer_by)}前向本局提交下列材料："
        ),
        Paragraph("1. 现行有效的劳动（聘用）合同；"),
        Paragraph("2. 最近一年的社会保险缴费证明；"),
        Paragraph("3. 所在单位出具的在岗证明；"),
        Paragraph("4. 收款账户有变更的，提供本人（本单位）名下的新账户信息。"),
        Paragraph(
            "经核查仍符合规定条件的，按期发放；条件已不具备的，不再发放。逾期未提交的，待提交并核查合格后发放。"
            "隐瞒情况领取的，依法追回。"
        ),
        Paragraph("特此通知。"),
    )
    return Letter(
        kind=NOTICE,
        office=facts.office.name,
        number=facts.number,
        title=(NOTICE,),
        body=body,
        addressee=facts.applicant,
        signed_on=facts.signed_on,
        contact=f"地址：{office.address}　联系电话：{office.phone}",
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
    )
