"""会签意见表: the case in a few lines, and a row a department to sign; empty until the opinions have come."""

from app.services.letters.course.procedure_facts import Answer, CountersignFacts
from app.services.letters.facts import with_lines_to_fill
from app.services.letters.masking import masked_identity
from app.services.letters.paper.content import Align, Column, Letter, Paragraph, Table, chinese_date
from app.services.policy.capitals import capitals
from app.services.policy.money import yuan

_ABOUT = (Column("项目", 20, Align.CENTRE), Column("内容", 80))
_ANSWERS = (
    Column("会签部门", 20, Align.CENTRE),
    Column("意见", 38),
    Column("签名（盖章）", 24, Align.CENTRE),
    Column("日期", 18, Align.CENTRE),
)
_ROOM = 52.0


def countersign_form(facts: CountersignFacts) -> Letter:
    """Return the form of one case: departments with room to write, sign and seal, or what they said."""
    facts = with_lines_to_fill(facts)
    office = facts.office
    body = (
        Paragraph("下列事项经审核拟予批准，请贵部门在意见栏写明“同意”，或者写明“不同意”及理由，签名盖章后退回本局。"),
        Table(_ABOUT, _about(facts)),
        Table(_ANSWERS, tuple(map(_answer, facts.answers)), least=_ROOM),
    )
    return Letter(
        kind="会签意见表",
        office=office.name,
        number=facts.number,
        title=("会签意见表",),
        body=body,
        signed_on=facts.decided_on,
        contact=f"地址：{office.address}　联系电话：{office.phone}",
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
    )


def _about(facts: CountersignFacts) -> tuple[tuple[str, str], ...]:
    called = "统一社会信用代码" if facts.applicant_is_unit else "身份证号"
    lines = (
        ("案件编号", facts.case_number),
        ("申请人", facts.applicant),
        (called, masked_identity(facts.identity)),
        ("涉及人员", facts.person),
        ("所在单位", "" if facts.applicant_is_unit else facts.unit),
        ("事项", f"{facts.subsidy}（依据{facts.clause}）"),
        ("申报日期", chinese_date(facts.applied_on)),
        ("拟补金额", f"{yuan(facts.sum_fen)}元（人民币{capitals(facts.sum_fen)}）"),
        ("金额计算", facts.formula),
        ("会签轮次", f"第{facts.round}轮" if facts.round > 1 else ""),
    )
    return tuple((label, text) for label, text in lines if text)


def _answer(one: Answer) -> tuple[str, ...]:
    said = "" if one.agrees is None else one.text or ("同意" if one.agrees else "不同意")
    return one.department, said, one.signer, chinese_date(one.given_on) if one.given_on else "　年　月　日"
