"""The letters for money that does not come: 还款协议, 催告书, 强制执行申请书, 移送函 and 函告."""

from app.services.letters.clawback.facts import AgreementFacts, CourtFacts, DebtFacts, DemandFacts, TransferFacts
from app.services.letters.clawback.wording import account, ended, findings, grant_of_third, heard, money, numbered
from app.services.letters.facts import with_lines_to_fill
from app.services.letters.paper.content import (
    Align,
    Block,
    Column,
    Heading,
    Letter,
    Note,
    Paragraph,
    Table,
    chinese_date,
)
from app.services.letters.wording import OPINION_IN_FULL, addressed, place, you
from app.services.policy.money import yuan

AGREEMENT, DEMAND, COURT = "还款协议", "催告书", "强制执行申请书"
TO_FINANCE, TO_AUDIT = "移送函（财政部门）", "移送函（审计机关）"
TO_DISCIPLINE, TO_POLICE = "移送函（纪检监察机关）", "移送函（公安机关）"
NOTIFICATION = "函告主管部门"
_PARTS = (
    Column("期次", 16, Align.CENTRE),
    Column("还款日期（不晚于）", 44, Align.CENTRE),
    Column("还款金额（元）", 40, Align.END),
)
_SIGNATURES = (Column("甲方（盖章）", 50), Column("乙方（签字或者盖章）", 50))
_COMPELLED = "《中华人民共和国行政强制法》"


def agreement(facts: AgreementFacts) -> Letter:
    """Return the 还款协议: the debt, its parts with days and sums, the account, what follows; places to sign for both sides."""
    facts = with_lines_to_fill(facts)
    rows = tuple(
        (f"第{place}期", chinese_date(part.due_on), yuan(part.amount_fen)) for place, part in enumerate(facts.parts, 1)
    )
    total = sum(part.amount_fen for part in facts.parts)
    signed = (
        ("负责人或者委托代理人：", "负责人或者委托代理人："),
        ("日期：　　　　年　　月　　日", "日期：　　　　年　　月　　日"),
    )
    body: tuple[Block, ...] = (
        Paragraph(facts.office.name, "甲方："),
        Paragraph(f"{facts.applicant}（{_identity(facts)}）", "乙方："),
        Paragraph(
            f"甲方以{facts.decision.cited}责令乙方退回{facts.subsidy}{yuan(facts.sum_fen)}元（案件编号：{facts.case_number}），"
            f"乙方已退回{yuan(facts.returned_fen)}元，尚未退回{money(facts.left_fen)}。经协商，双方就分期还款约定如下。"
        ),
        Heading("一、还款安排"),
        Table(_PARTS, (*rows, ("合计", "", yuan(total)))),
        Paragraph(f"乙方按期汇入甲方账户（{account(facts)}），汇款时注明{facts.clawback_number}。", "二、还款方式。"),
        Paragraph(
            "乙方任何一期逾期的，其余款项视为全部到期，甲方可以就未退回的全部款项依法催告并申请人民法院强制执行。"
            "本协议不改变责令退回决定的效力。",
            "三、逾期责任。",
        ),
        Paragraph("本协议一式两份，双方各执一份，自双方签字盖章之日起生效。", "四、其他。"),
        Table(_SIGNATURES, signed),
    )
    return Letter(
        kind=AGREEMENT,
        office=facts.office.name,
        number=facts.number,
        title=(AGREEMENT,),
        body=body,
        contact=f"甲方地址：{facts.office.address}　联系电话：{facts.office.phone}",
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
    )


def demand(facts: DemandFacts) -> Letter:
    """Return the 催告书 (行政强制法第三十五条、第五十四条): time limit, manner, exact sum and account, right to state and defend."""
    facts = with_lines_to_fill(facts)
    body: tuple[Block, ...] = (
        Paragraph(
            f"本局于{chinese_date(facts.decision.issued_on)}作出{facts.decision.cited}，责令{you(facts)}于"
            f"{chinese_date(facts.return_by)}前退回{facts.subsidy}{money(facts.sum_fen)}（追回案件编号：{facts.clawback_number}）"
            f"{_served(facts)}。{you(facts)}逾期未履行，依照{_COMPELLED}第五十四条的规定，现催告如下。"
        ),
        *numbered(
            ("履行义务的期限", f"自收到本催告书之日起{facts.days}个工作日内（收到当日不计入）。"),
            ("应退回的金额", _owed(facts)),
            ("履行义务的方式", f"汇入下列账户：{account(facts)}；汇款时请注明{facts.clawback_number}。"),
            (
                "陈述申辩权利",
                f"{you(facts)}收到本催告书后有权进行陈述和申辩，可以书面或者口头向本局提出，本局将充分听取、记录并复核。",
            ),
            ("逾期不履行的后果", f"期满仍不履行的，本局将依法向{facts.office.court}申请强制执行。"),
        ),
    )
    return addressed(facts, DEMAND, body)


def court_application(facts: CourtFacts) -> Letter:
    """Return the 强制执行申请书 (行政强制法第五十三条至第五十五条): parties, request, facts, both dates, what is enclosed."""
    facts = with_lines_to_fill(facts)
    body: tuple[Block, ...] = (
        Paragraph(
            f"{facts.office.name}，地址：{facts.office.address}，联系电话：{facts.office.phone}。", "申请执行人："
        ),
        Paragraph(f"{facts.applicant}，{_identity(facts)}。", "被执行人："),
        *numbered(
            (
                "请求事项",
                f"请求强制执行{facts.decision.cited}，由被执行人退回{facts.subsidy}{money(facts.left_fen)}。",
            ),
            (
                "事实和理由",
                f"{findings(facts)}（追回案件编号：{facts.clawback_number}）申请执行人于{chinese_date(facts.decision.issued_on)}作出{facts.decision.cited}，"
                f"责令被执行人于{chinese_date(facts.return_by)}前退回{money(facts.sum_fen)}{_served(facts)}。{_came_back(facts)}",
            ),
            ("当事人的意见及催告情况", f"{heard('被执行人', facts.statements, waived=False)}{_demanded(facts)}"),
            ("申请期限", _term(facts)),
            (
                "申请执行的依据",
                f"{_COMPELLED}第五十三条、第五十四条，《中华人民共和国行政诉讼法》第九十七条。",
            ),
        ),
        Note(
            "附件：1. 责令退回决定书及作出决定的事实、理由和依据；2. 当事人的意见及催告书、送达回证；3. 申请强制执行标的情况。"
        ),
        Paragraph("", "行政机关负责人（签名）："),
    )
    return addressed(facts, COURT, body, to=facts.office.court)


def transfer(kind: str, facts: TransferFacts) -> Letter:
    """Return the 移送函 of a kind: facts, what this office decided, whom it holds responsible; penalties are the addressee's."""
    return _told(facts, kind, ("移送函",), "现将该案有关情况和材料移送贵单位", ("移送事项", _duty(kind)))


def notification(facts: TransferFacts) -> Letter:
    """Return the 函告主管部门: what was found and decided, for the authority in charge of the party."""
    wish = "请按照管理权限督促整改，并将处理结果函告本局。"
    return _told(
        facts, NOTIFICATION, ("关于违规申领补贴资金", "有关情况的函"), "现将该案有关情况函告贵单位", ("函告事项", wish)
    )


def _told(facts: TransferFacts, kind: str, title: tuple[str, ...], done: str, wish: tuple[str, str]) -> Letter:
    facts = with_lines_to_fill(facts)
    body: tuple[Block, ...] = (
        Paragraph(
            f"本局在补贴资金监督检查中发现：{grant_of_third(facts)}，涉嫌{facts.ground}"
            f"（追回案件编号：{facts.clawback_number}）。{done}。"
        ),
        *numbered(
            ("查明的事实", findings(facts)),
            ("证据", ended(facts.evidence)),
            ("本局的处理", _dealt(facts)),
            ("有关责任单位和责任人", f"{'；'.join(facts.responsible)}。" if facts.responsible else ""),
            wish,
        ),
        Note("附件：案件材料复印件一套（目录另附）。"),
    )
    return addressed(facts, kind, body, to=facts.addressee, title=title)


def _dealt(facts: TransferFacts) -> str:
    rule = f"依据{OPINION_IN_FULL}{place(facts.ground_clause)}的规定，"
    if facts.decision is None:
        return f"{rule}本局已立案调查，已发放的{money(facts.sum_fen)}拟予追回。"
    returned = f"已退回{yuan(facts.returned_fen)}元" if facts.returned_fen else "尚未退回"
    return f"{rule}本局以{facts.decision.cited}责令退回{money(facts.sum_fen)}，截至目前{returned}。"


def _duty(kind: str) -> str:
    if kind == TO_POLICE:
        return "该行为涉嫌犯罪，依照《行政执法机关移送涉嫌犯罪案件的规定》移送，请依法审查处理，并将结果函告本局。"
    if kind == TO_FINANCE:
        return "是否依照《财政违法行为处罚处分条例》给予处理、处罚，请依法决定，并将结果函告本局。"
    return "请按照职责权限依法处理，并将结果函告本局。"


def _identity(facts: DebtFacts) -> str:
    """The number in full: a party to an agreement or before a court is named by it."""
    label = "统一社会信用代码" if facts.applicant_is_unit else "身份证号"
    return f"{label}：{facts.identity}"


def _served(facts: DebtFacts) -> str:
    return f"，该决定书于{chinese_date(facts.decision.served_on)}送达" if facts.decision.served_on else ""


def _owed(facts: DebtFacts) -> str:
    taken = f"，已退回{yuan(facts.returned_fen)}元" if facts.returned_fen else ""
    taken += f"，已核销{yuan(facts.written_off_fen)}元" if facts.written_off_fen else ""
    return f"责令退回{yuan(facts.sum_fen)}元{taken}，尚应退回{money(facts.left_fen)}。"


def _came_back(facts: DebtFacts) -> str:
    if facts.returned_fen:
        return f"被执行人已退回{yuan(facts.returned_fen)}元，其余{yuan(facts.left_fen)}元至今未退回。"
    return "被执行人至今未退回。"


def _demanded(facts: CourtFacts) -> str:
    served = f"，{chinese_date(facts.demand.served_on)}送达" if facts.demand.served_on else ""
    return f"申请执行人已发出{facts.demand.cited}{served}，催告期限至{chinese_date(facts.demand_until)}届满，被执行人仍未履行。"


def _term(facts: CourtFacts) -> str:
    if facts.review is None:
        said = f"提起行政诉讼的期限至{chinese_date(facts.suit_until)}届满，被执行人未申请行政复议，也未提起行政诉讼"
    else:
        said = (
            f"被执行人申请行政复议，复议决定（{facts.review.document}）于{chinese_date(facts.review.served_on)}送达；"
            f"提起行政诉讼的期限至{chinese_date(facts.suit_until)}届满，被执行人未提起行政诉讼"
        )
    return (
        f"{said}。申请执行人自{chinese_date(facts.from_day)}起可以申请强制执行，"
        f"最迟不超过{chinese_date(facts.until_day)}。"
    )
