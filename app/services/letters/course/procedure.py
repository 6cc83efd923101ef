"""Letters on the way to a decision: accepted, to be completed, not admitted, suspended, an objection answered."""

from app.services.letters.course.procedure_facts import (
    AcceptanceFacts,
    ObjectionFacts,
    SupplementFacts,
    SuspensionFacts,
)
from app.services.letters.facts import RefusalFacts, with_lines_to_fill
from app.services.letters.paper.content import BLANK, Block, Letter, Paragraph, chinese_date
from app.services.letters.remedies import remedy_text
from app.services.letters.wording import OPINION_IN_FULL, addressed, claim, place, remedies, you
from app.services.policy.restrictions import SUPERVISION


def acceptance_notice(facts: AcceptanceFacts) -> Letter:
    """Return the 受理通知书: the claim is accepted, what is still to come and by when; it says so where 视为受理."""
    facts = with_lines_to_fill(facts)
    day = chinese_date(facts.decided_on)
    if facts.deemed:
        told = (
            f"{claim(facts)}，本局未在收到申请之日起{facts.days}个工作日内一次性告知需要补正的内容，自{day}起视为受理。"
        )
    else:
        told = f"{claim(facts)}，经查，申报材料齐全、符合规定形式，属于本局受理范围，本局自{day}起予以受理。"
    late = [f"{number}. {one.name}，于{chinese_date(one.due_on)}前；" for number, one in enumerate(facts.deferred, 1)]
    body: tuple[Block, ...] = (
        Paragraph(told),
        *([Paragraph("下列材料容缺受理，请按期补交，逾期未补交的不予批准：")] if late else []),
        *(Paragraph(text) for text in [*late[:-1], *(f"{text[:-1]}。" for text in late[-1:])]),
        Paragraph(
            f"本局依照{OPINION_IN_FULL}{place(facts.clause)}的规定进行审核。需要补正、公示的时间不计入办理期限。"
            f"{you(facts)}可凭案件编号查询办理进度；申报信息发生变化的，请及时书面告知本局。"
        ),
        Paragraph("特此通知。"),
    )
    return addressed(facts, "受理通知书", body)


def supplement_notice(facts: SupplementFacts) -> Letter:
    """Return the 补正通知书: all that is missing, at once, by when and where to hand it in."""
    facts = with_lines_to_fill(facts)
    items = facts.items or (BLANK,)
    numbered = [f"{number}. {item.rstrip('。；;')}" for number, item in enumerate(items, 1)]
    by = f"于{chinese_date(facts.due_on)}前" if facts.due_on else f"于{BLANK}前"
    body: tuple[Block, ...] = (
        Paragraph(f"{claim(facts)}收悉。经查，申报材料不齐全或者不符合规定形式，现一次性告知需要补正的内容："),
        *(Paragraph(f"{item}；") for item in numbered[:-1]),
        Paragraph(f"{numbered[-1]}。"),
        Paragraph(
            f"请{you(facts)}{by}将上述内容补正后送交本局。补正所用时间不计入办理期限。"
            "确有困难不能按期补正的，请在期限届满前向本局说明；不再申报的，可以书面撤回申请。"
        ),
        Paragraph("特此通知。"),
    )
    return addressed(facts, "补正通知书", body)


def not_admitted(facts: RefusalFacts) -> Letter:
    """Return the 不予受理通知书: the facts found, the clause, that the claim is not admitted, the remedies."""
    facts = with_lines_to_fill(facts)
    body = (
        Paragraph(f"{claim(facts)}收悉。经查：{facts.reason.rstrip('。；')}。"),
        Paragraph(
            f"该申请不符合{OPINION_IN_FULL}{place(facts.clause)}规定的受理要求，"
            f"本局决定：对{you(facts)}申报的{facts.subsidy}不予受理。"
        ),
        Paragraph(f"{you(facts)}备齐符合规定的材料后，可以重新申报。"),
        Paragraph(remedies(facts)),
    )
    return addressed(facts, "不予受理通知书", body)


def suspension_notice(facts: SuspensionFacts) -> Letter:
    """Return the 暂停通知书: why the case stands still, on what that rests, what it means, the remedies."""
    facts = with_lines_to_fill(facts)
    still = "补贴资金暂停拨付" if facts.approved else "审批和拨付暂停办理"
    body = (
        Paragraph(f"{claim(facts)}，本局在办理中发现：{facts.reason.rstrip('。；')}。", "一、有关情况。"),
        Paragraph(
            f"根据{OPINION_IN_FULL}{place(SUPERVISION.cited)}关于资金监督管理的规定，"
            f"本局决定自{chinese_date(facts.decided_on)}起暂停办理该事项，暂停期间{still}。",
            "二、处理决定。",
        ),
        Paragraph(
            f"核查清楚后，本局将恢复办理或者依法作出处理。{you(facts)}可以向本局说明情况、提交证据材料，请予配合核查。",
            "三、有关事项。",
        ),
        Paragraph(remedies(facts), "四、救济途径。"),
    )
    return addressed(facts, "暂停通知书", body)


def objection_reply(facts: ObjectionFacts) -> Letter:
    """Return the 异议处理答复书 to whoever objected: the objection, what was found, what follows, the remedies."""
    facts = with_lines_to_fill(facts)
    unit = f"（所在单位：{facts.unit}）" if facts.has_unit and not facts.applicant_is_unit else ""
    follows = (
        "你（单位）提出的异议成立。该案件已退回重新审核，本局将依法作出处理"
        if facts.upheld
        else "你（单位）提出的异议不成立，本局将继续依法办理该案件"
    )
    body = (
        Paragraph(
            f"你（单位）于{chinese_date(facts.raised_on)}对{facts.applicant}{unit}申报{facts.subsidy}的公示内容"
            f"（案件编号：{facts.case_number}）提出异议：{facts.objection.rstrip('。；')}。现将处理情况答复如下。"
        ),
        Paragraph(f"{facts.finding.rstrip('。；')}。", "一、核查情况。"),
        Paragraph(f"根据{OPINION_IN_FULL}{place(facts.clause)}的规定，{follows}。", "二、处理意见。"),
        Paragraph(
            remedy_text(facts.office, facts.decided_on, review_first=facts.review_first, what="本答复"),
            "三、救济途径。",
        ),
    )
    return addressed(facts, "异议处理答复书", body, to=facts.raised_by)
