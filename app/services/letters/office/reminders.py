"""The reminder to a unit that too little of its 职工教育经费 reached workers at the line; it decides nothing."""

from dataclasses import dataclass
from datetime import date

from app.services.letters.facts import Office, with_lines_to_fill
from app.services.letters.paper.content import Align, Column, Letter, Paragraph, Table, chinese_date
from app.services.letters.wording import OPINION_IN_FULL
from app.services.policy.money import yuan

_COLUMNS = (
    Column("工资总额", 19, Align.END),
    Column("提取额", 18, Align.END),
    Column("使用额", 18, Align.END),
    Column("其中一线职工", 18, Align.END),
    Column("应不低于", 18, Align.END),
    Column("一线占提取额", 19, Align.END),
)


@dataclass(frozen=True)
class FundFacts:
    """What the reminder states of a unit's year; sums in fen, `percent` the least share, `share` in hundredths of a percent."""

    office: Office
    number: str
    unit: str
    year: int
    payroll_fen: int
    set_aside_fen: int
    spent_fen: int
    at_the_line_fen: int
    least_fen: int
    percent: int
    share: int
    clause: str
    signed_on: date
    answer_by: date
    verification_code: str = ""


def fund_reminder(facts: FundFacts) -> Letter:
    """Return the 培训经费提醒函 to a unit: its figures, what the text asks for, what to do by when."""
    office = with_lines_to_fill(facts.office)
    clause = facts.clause.removeprefix("《实施意见》")
    figures = (facts.payroll_fen, facts.set_aside_fen, facts.spent_fen, facts.at_the_line_fen, facts.least_fen)
    share = f"{facts.share // 100}.{facts.share % 100:02d}%"
    short = facts.least_fen - facts.at_the_line_fen
    body = (
        Paragraph(
            f"依照{OPINION_IN_FULL}{clause}的规定，企业提取的职工教育经费用于一线职工教育培训的比例不低于{facts.percent}%。"
            f"你单位{facts.year}年度职工教育经费的提取和使用情况如下（单位：元）："
        ),
        Table(_COLUMNS, ((*(yuan(fen) for fen in figures), share),)),
        Paragraph(
            f"你单位用于一线职工的经费为{yuan(facts.at_the_line_fen)}元，占提取额的{share}，"
            f"低于规定比例，差额{yuan(short)}元。"
        ),
        Paragraph(
            "请你单位核对上述数据，按规定调整职工教育经费的使用，优先用于一线职工的技能培训、技能评价和岗位练兵，"
            f"并于{chinese_date(facts.answer_by)}前将核对和调整情况书面告知本局。数据有误的，请一并提供佐证材料。"
        ),
        Paragraph("特此函告。"),
    )
    return Letter(
        kind="培训经费提醒函",
        office=office.name,
        number=facts.number,
        title=("关于规范使用职工教育经费的提醒函",),
        body=body,
        addressee=facts.unit,
        signed_on=facts.signed_on,
        contact=f"地址：{office.address}　联系电话：{office.phone}",
        verification_code=facts.verification_code,
    )
