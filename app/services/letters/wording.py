"""What the letters on a case have in common: whom they address, how they name the claim, the remedies."""

from app.services.letters.facts import CaseFacts
from app.services.letters.masking import masked_identity
from app.services.letters.paper.content import Block, Letter, chinese_date
from app.services.letters.remedies import remedy_text
from app.services.policy.clauses import OPINION

OPINION_IN_FULL = f"{OPINION}（以下简称《实施意见》）"


def addressed(
    facts: CaseFacts, kind: str, body: tuple[Block, ...], *, to: str = "", title: tuple[str, ...] = ()
) -> Letter:
    """Return the letter of a kind to the applicant, or `to` another; its title is the kind unless given in lines."""
    office = facts.office
    return Letter(
        kind=kind,
        office=office.name,
        number=facts.number,
        title=title or (kind,),
        body=body,
        addressee=to or facts.applicant,
        signed_on=facts.decided_on,
        contact=f"地址：{office.address}　联系电话：{office.phone}",
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
    )


def you(facts: CaseFacts) -> str:
    """Return how the letter speaks to the applicant."""
    return "你单位" if facts.applicant_is_unit else "你"


def claim(facts: CaseFacts) -> str:
    """Name the claim: who asked, for what, when, under which case number."""
    if facts.applicant_is_unit:
        who = f"你单位（统一社会信用代码：{facts.identity}）"
        what = f"为{facts.person}申报的" if facts.person else "申报的"
    else:
        unit = f"，所在单位：{facts.unit}" if facts.has_unit else ""
        who = f"你（身份证号：{masked_identity(facts.identity)}{unit}）"
        what = "申报的"
    return f"{who}于{chinese_date(facts.applied_on)}{what}{facts.subsidy}（案件编号：{facts.case_number}）"


def place(clause: str) -> str:
    """Return a clause without the short name of the Opinion, which the sentence has just given in full."""
    return clause.removeprefix("《实施意见》")


def remedies(facts: CaseFacts) -> str:
    """Return the remedies that the case names, else those of the day of the decision."""
    return facts.remedies or remedy_text(facts.office, facts.decided_on, review_first=facts.review_first)
