"""What an approved service gives to the applicant: confirmations, approvals of a level, the notice of the mark."""

from app.services.letters.facts import ServiceFacts, with_lines_to_fill
from app.services.letters.masking import masked_account, masked_identity
from app.services.letters.paper.content import BLANK, Block, Column, Letter, Paragraph, Table
from app.services.letters.wording import OPINION_IN_FULL, addressed, claim, place, remedies

_CARD_COLUMNS = (
    Column("登记号", 26),
    Column("姓名", 14),
    Column("技能等级", 15),
    Column("职业工种", 20),
    Column("证书编号", 25),
)


def teacher_confirmation(facts: ServiceFacts) -> Letter:
    """Return the 一体化教师引进绿色通道确认函 to the college: the person, the post, what to do with it, the remedies."""
    facts = with_lines_to_fill(facts)
    before = (("原工作单位", "former_employer"), ("高级技师岗位起始日期", "in_post_since"))
    history = "".join(f"，{label}：{facts.answers[name]}" for label, name in before if name in facts.answers)
    body = (
        _granted(facts, "现予确认。"),
        Paragraph(
            f"{_person(facts)}，引进人才类别：{facts.said('master')}，"
            f"证书编号或授予文号：{facts.said('evidence')}{history}。",
            "一、引进人员。",
        ),
        Paragraph(
            f"任教专业：{facts.said('subject')}（重点专业），拟聘用日期：{facts.said('hire_on')}。"
            "请你单位凭本函按照绿色通道办理引进手续。",
            "二、任教岗位。",
        ),
        Paragraph(remedies(facts), "三、救济途径。"),
    )
    return addressed(facts, "一体化教师引进绿色通道确认函", body)


def introduction_confirmation(facts: ServiceFacts) -> Letter:
    """Return the 柔性引进高技能人才确认函 to the unit: the person, the form, the term of the agreement, the remedies."""
    facts = with_lines_to_fill(facts)
    content = f"，合作内容：{facts.answers['content']}" if "content" in facts.answers else ""
    body = (
        _granted(facts, "现予确认。"),
        Paragraph(
            f"{_person(facts)}，所在单位：{facts.said('home_unit')}，技能等级：{facts.said('level')}。",
            "一、引进人才。",
        ),
        Paragraph(
            f"引进形式：{facts.said('form')}{content}；"
            f"协议期限：{facts.said('agreed_from')}至{facts.said('agreed_until')}。",
            "二、引进方式。",
        ),
        Paragraph("协议内容变更、提前终止或者续签的，请你单位及时告知本局。", "三、有关事项。"),
        Paragraph(remedies(facts), "四、救济途径。"),
    )
    return addressed(facts, "柔性引进高技能人才确认函", body)


def level_approval(facts: ServiceFacts) -> Letter:
    """Return the 越级申报与直接认定核准通知书: the level, what it rests on, where to go with it, the remedies."""
    facts = with_lines_to_fill(facts)
    document = f"，依据文号：{facts.answers['document']}" if "document" in facts.answers else ""
    skipping = facts.said("way") == "越级申报"
    steps = "参加该等级的技能评价" if skipping else "办理该等级的认定和证书核发手续"
    body = (
        _granted(facts, "现予核准。"),
        Paragraph(f"申报方式：{facts.said('way')}；{_levels(facts)}。", "一、核准事项。"),
        Paragraph(f"业绩依据：{facts.said('evidence')}{document}。", "二、核准依据。"),
        Paragraph(f"请持本通知书到技能评价机构{steps}。", "三、后续办理。"),
        Paragraph(remedies(facts), "四、救济途径。"),
    )
    return addressed(facts, "越级申报与直接认定核准通知书", body)


def promotion_approval(facts: ServiceFacts) -> Letter:
    """Return the 竞赛晋升职业资格核准通知书: the level, the prize and the document it rests on, the remedies."""
    facts = with_lines_to_fill(facts)
    prize = f"{facts.said('won_on')}在{facts.said('contest')}（{facts.said('level')}）获{facts.said('prize')}"
    body = (
        _granted(facts, "现予核准。"),
        Paragraph(f"{_levels(facts)}。", "一、核准事项。"),
        Paragraph(f"{prize}；准予晋升的文号：{facts.said('document')}。", "二、核准依据。"),
        Paragraph("请持本通知书到技能评价机构办理晋升等级的证书核发手续。", "三、后续办理。"),
        Paragraph(remedies(facts), "四、救济途径。"),
    )
    return addressed(facts, "竞赛晋升职业资格核准通知书", body)


def card_notice(facts: ServiceFacts) -> Letter:
    """Return the 技工蓝卡登记通知书: the number in the register, the certificate, where the mark will be."""
    facts = with_lines_to_fill(facts)
    cells = tuple(facts.said(name) for name in ("entry", "person_name", "level", "occupation", "certificate"))
    card = masked_account(facts.answers["card"]) if "card" in facts.answers else BLANK
    body: tuple[Block, ...] = (
        _granted(facts, "现已登记。"),
        Table(_CARD_COLUMNS, (cells,)),
        Paragraph(
            f"技工蓝卡标记加载于你的社会保障卡（{card}），不另发实体卡。本局将登记信息送社会保障卡管理机构办理加载。"
        ),
        Paragraph("补换社会保障卡或者取得新的技能等级证书的，请持本通知书到本局更新登记信息。"),
        Paragraph("特此通知。"),
    )
    return addressed(facts, "技工蓝卡登记通知书", body)


def _granted(facts: ServiceFacts, decision: str) -> Paragraph:
    """Name the claim and what was decided on it, with the publicity it went through."""
    checked = "经审核并公示" if facts.published else "经审核"
    return Paragraph(f"{claim(facts)}，{checked}，符合{OPINION_IN_FULL}{place(facts.clause)}规定的条件，{decision}")


def _person(facts: ServiceFacts) -> str:
    """Name the person whom a unit's claim concerns."""
    return f"{facts.said('person_name')}，身份证号：{masked_identity(facts.said('identity_number'))}"


def _levels(facts: ServiceFacts) -> str:
    held = facts.answers.get("held", "无")
    return f"职业工种：{facts.said('occupation')}；现有技能等级：{held}；核准等级：{facts.said('asked')}"
