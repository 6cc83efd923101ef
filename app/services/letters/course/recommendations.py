"""What an approved service says to others: recommendations, the certificate of 落户, the letter for the family."""

from app.services.letters.facts import ServiceFacts, with_lines_to_fill
from app.services.letters.masking import masked_identity
from app.services.letters.paper.content import BLANK, Align, Block, Column, Letter, Paragraph, Table
from app.services.letters.wording import OPINION_IN_FULL, addressed, place

_FAMILY_COLUMNS = (
    Column("关系", 16, Align.CENTRE),
    Column("姓名", 30, Align.CENTRE),
    Column("身份证号", 54, Align.CENTRE),
)


def title_recommendation(facts: ServiceFacts) -> Letter:
    """Return the 工程系列职称申报推荐函 to the bureau above: the person, the level held, the title asked for."""
    facts = with_lines_to_fill(facts)
    body: tuple[Block, ...] = (
        Paragraph(
            f"现推荐{_employee(facts)}申报工程系列{facts.said('subject')}专业{facts.said('title')}职称，"
            f"有关情况如下（案件编号：{facts.case_number}）。"
        ),
        Paragraph(
            f"技能等级：{facts.said('level')}；职业工种：{facts.said('occupation')}；"
            f"证书编号：{facts.said('certificate')}；从事本专业工作{facts.said('years')}年。",
            "一、基本情况。",
        ),
        *([Paragraph(f"{facts.answers['achievement']}。", "二、主要业绩。")] if "achievement" in facts.answers else []),
        Paragraph(
            f"该同志在本区就业，经审核符合{OPINION_IN_FULL}{place(facts.clause)}关于高级工及以上技能人才申报工程系列职称的规定，"
            "同意推荐，请予受理。",
            "三、推荐意见。" if "achievement" in facts.answers else "二、推荐意见。",
        ),
        Paragraph("特此函达。"),
    )
    return addressed(facts, "工程系列职称申报推荐函", body, to=facts.office.superior)


def nomination(facts: ServiceFacts) -> Letter:
    """Return the 优先申报推荐函 to whoever runs what the person is nominated for: the honour, the deeds."""
    facts = with_lines_to_fill(facts)
    target = facts.said("target")
    body: tuple[Block, ...] = (
        Paragraph(f"现优先推荐{_employee(facts)}{_asks(target)}，有关情况如下（案件编号：{facts.case_number}）。"),
        *(Paragraph(text, f"{'一二三'[number]}、{lead}。") for number, (lead, text) in enumerate(_merits(facts))),
        Paragraph("特此函达。"),
    )
    return addressed(facts, "优先申报推荐函", body, to=f"{'有关表彰' if target == '其他表彰' else target}组织单位")


def _asks(target: str) -> str:
    return "参加表彰评选" if target == "其他表彰" else f"参加{target}" if target.endswith("评选") else f"申报{target}"


def _merits(facts: ServiceFacts) -> list[tuple[str, str]]:
    """Lead and text of each part that the nomination has something for."""
    merits = []
    if "honour" in facts.answers:
        merits.append(
            ("所获荣誉", f"{facts.said('honoured_on')}获{facts.said('honour')}，授予文号：{facts.said('document')}。")
        )
    if "deeds" in facts.answers:
        merits.append(("主要事迹", f"{facts.answers['deeds'].rstrip('。')}。"))
    checked = "经审核并公示" if facts.published else "经审核"
    opinion = f"该同志{checked}，符合{OPINION_IN_FULL}{place(facts.clause)}规定的优先推荐条件，同意推荐，请予优先考虑。"
    return [*merits, ("推荐意见", opinion)]


def household_certificate(facts: ServiceFacts) -> Letter:
    """Return the 技能人才落户证明 to whoever keeps the households: the person, the level, from where to where, the family."""
    facts = with_lines_to_fill(facts)
    body: tuple[Block, ...] = (
        Paragraph(
            f"兹证明{facts.applicant}（身份证号：{facts.identity}）系{facts.unit}职工，在本区就业，"
            f"持有{facts.said('occupation')}{facts.said('level')}证书（证书编号：{facts.said('certificate')}），"
            f"经审核符合{OPINION_IN_FULL}{place(facts.clause)}规定的技能人才落户条件。"
        ),
        Paragraph(f"现户籍地址：{facts.said('home')}；拟落户地址：{facts.said('new_home')}。"),
        *_family_table(facts, "随其落户的家庭成员："),
        Paragraph("请按照户籍管理规定办理落户手续。特此证明。"),
    )
    return addressed(facts, "技能人才落户证明", body, to="有关户籍管理机关")


def family_letter(facts: ServiceFacts) -> Letter:
    """Return the 技能人才家属优先照顾函: the family, and in what they come first: employment, schooling, housing."""
    facts = with_lines_to_fill(facts)
    wishes = facts.answers.get("wishes", "").rstrip("。")
    body: tuple[Block, ...] = (
        Paragraph(
            f"{facts.applicant}（身份证号：{masked_identity(facts.identity)}）系{facts.unit}职工，"
            f"持有{facts.said('occupation')}{facts.said('level')}证书，已取得技能人才落户证明（案件编号：{facts.case_number}）。"
            f"依照{OPINION_IN_FULL}{place(facts.clause)}的规定，其配偶、子女的就业、就学、住房享受优先照顾。"
        ),
        *_family_table(facts, "家庭成员："),
        *([Paragraph(f"申请优先照顾事项：{wishes}。")] if wishes else []),
        Paragraph("请在职责范围内予以优先安排。特此函告。"),
    )
    return addressed(
        facts,
        "技能人才家属优先照顾函",
        body,
        to="区就业、教育、住房保障等有关部门",
        title=("关于优先照顾技能人才家属", "就业就学住房的函"),
    )


def _employee(facts: ServiceFacts) -> str:
    return f"{facts.unit}职工{facts.applicant}（身份证号：{facts.identity}）"


def _family_table(facts: ServiceFacts, lead: str) -> tuple[Block, ...]:
    if not facts.family:
        return ()
    rows = tuple((one.relation, one.name, one.number or BLANK) for one in facts.family)
    return (Paragraph(lead), Table(_FAMILY_COLUMNS, rows))
