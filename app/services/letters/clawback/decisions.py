"""The letters that prepare, take and end a clawback: 事先告知书, 责令退回决定书, 撤销立案告知书, 结清证明."""

from app.services.letters.clawback.facts import DecisionFacts, DropFacts, NoticeFacts, Receipt, SettledFacts
from app.services.letters.clawback.wording import account, computed, findings, grant, heard, money, numbered
from app.services.letters.facts import with_lines_to_fill
from app.services.letters.paper.content import BLANK, Block, Letter, Paragraph, chinese_date
from app.services.letters.wording import OPINION_IN_FULL, addressed, claim, place, remedies, you
from app.services.policy.money import yuan

NOTICE, DECISION, DROPPED, SETTLED = "事先告知书", "责令退回决定书", "撤销立案告知书", "结清证明"
_COMPELLED = (
    "复议、诉讼期间不停止本决定的执行。逾期不申请行政复议、不提起行政诉讼又不退回的，本局将依照"
    "《中华人民共和国行政强制法》第五十三条、第五十四条的规定，经催告后申请人民法院强制执行。"
)


def prior_notice(facts: NoticeFacts) -> Letter:
    """Return the 事先告知书: facts, ground, sum with its calculation, and the time for 陈述申辩."""
    facts = with_lines_to_fill(facts)
    body: tuple[Block, ...] = (
        Paragraph(
            f"{grant(facts)}。经立案调查（追回案件编号：{facts.clawback_number}），拟作出追回补贴资金的决定，现将有关事项告知如下。"
        ),
        *numbered(("查明的事实", findings(facts)), ("证据", _evidence(facts))),
        Paragraph(
            f"上述情形属于{facts.ground}，依据{OPINION_IN_FULL}{place(facts.ground_clause)}的规定，"
            f"拟{_revoked(facts)}{_returned(facts)}{_unpaid(facts)}{_to_ban(facts)}。",
            "三、拟作出的决定及依据。",
        ),
        computed(facts, "四、金额计算。"),
        Paragraph(
            f"{you(facts)}如对上述事实、依据和金额有异议，可自收到本告知书之日起{facts.reply_days}个工作日内"
            f"（收到当日不计入）向本局书面或者口头陈述申辩，并提交证据；逾期未提出的，视为放弃陈述申辩权利。",
            "五、陈述申辩权利。",
        ),
    )
    return addressed(facts, NOTICE, body)


def return_order(facts: DecisionFacts) -> Letter:
    """Return the 责令退回决定书: facts, evidence, clause, how the statement was answered, the order, sum, remedies."""
    facts = with_lines_to_fill(facts)
    leads = ("一、查明的事实。", "二、证据。", "三、告知和陈述申辩情况。", "四、决定。")
    texts = (findings(facts), _evidence(facts), _told(facts), _ordered(facts))
    body: tuple[Block, ...] = (
        Paragraph(f"{grant(facts)}。本局立案调查（追回案件编号：{facts.clawback_number}），现已查明并作出决定。"),
        *(Paragraph(text, lead) for lead, text in zip(leads, texts, strict=True)),
        *([computed(facts, "五、金额计算。")] if facts.sum_fen else []),
        *numbered(
            ("退回方式", f"{account(facts)}；汇款时请注明{facts.clawback_number}。" if facts.sum_fen else ""),
            ("救济途径", remedies(facts)),
            ("逾期不退回的后果", _COMPELLED if facts.sum_fen else ""),
            first=6 if facts.sum_fen else 5,
        ),
    )
    return addressed(facts, DECISION, body)


def drop_notice(facts: DropFacts) -> Letter:
    """Return the 撤销立案告知书: nothing is taken back, why, and that the hold is lifted."""
    facts = with_lines_to_fill(facts)
    found = f"经调查查明：{findings(facts)}" if facts.findings and facts.findings != BLANK else ""
    body: tuple[Block, ...] = (
        Paragraph(
            f"{claim(facts)}，本局于{chinese_date(facts.opened_on)}立案调查（追回案件编号：{facts.clawback_number}）。"
            f"{found}"
        ),
        Paragraph(f"{facts.reason.rstrip('。；')}，本局决定撤销立案，不追回已发放的补贴资金。", "一、决定和理由。"),
        Paragraph("因本次调查暂停的核准和拨付即行恢复，此前发出的暂停通知书、事先告知书不再执行。", "二、后续事项。"),
        Paragraph(remedies(facts), "三、救济途径。"),
    )
    return addressed(facts, DROPPED, body)


def settlement(facts: SettledFacts) -> Letter:
    """Return the 结清证明: what was ordered, every receipt, nothing left."""
    facts = with_lines_to_fill(facts)
    end = "责令退回的款项已全部结清"
    if facts.written_off_fen:
        end = f"其余{money(facts.written_off_fen)}经批准核销，本追回案件已办结"
    body: tuple[Block, ...] = (
        Paragraph(
            f"{claim(facts)}，本局以{facts.decision.cited}责令退回{money(facts.sum_fen)}"
            f"（追回案件编号：{facts.clawback_number}）。"
        ),
        Paragraph(f"{'；'.join(map(_received, facts.receipts)) or '没有退回的款项'}。", "一、退回情况。"),
        Paragraph(
            f"截至{chinese_date(facts.settled_on)}，共退回{money(facts.returned_fen)}，{end}。特此证明。",
            "二、结清情况。",
        ),
    )
    return addressed(facts, SETTLED, body)


def _evidence(facts: NoticeFacts | DecisionFacts) -> str:
    return f"上述事实有以下证据证明：{facts.evidence.strip().rstrip('。；')}。"


def _told(facts: DecisionFacts) -> str:
    said = heard(you(facts), facts.statements, waived=facts.waived)
    if facts.notice is None:
        return said
    served = f"，{chinese_date(facts.notice.served_on)}送达" if facts.notice.served_on else ""
    return f"本局已发出{facts.notice.cited}{served}。{said}"


def _ordered(facts: DecisionFacts) -> str:
    return_by = chinese_date(facts.return_by) if facts.return_by else BLANK
    back = f"，责令{you(facts)}于{return_by}前退回{money(facts.sum_fen)}" if facts.sum_fen else ""
    return (
        f"上述情形属于{facts.ground}。依据{OPINION_IN_FULL}{place(facts.ground_clause)}的规定，"
        f"本局决定：{_revoked(facts)}{back}{_unpaid(facts)}{_banned(facts)}。"
    )


def _returned(facts: NoticeFacts) -> str:
    return f"，责令退回{money(facts.sum_fen)}" if facts.sum_fen else ""


def _unpaid(facts: NoticeFacts | DecisionFacts) -> str:
    return f"；已核准尚未发放的{yuan(facts.cancelled_fen)}元不再发放" if facts.cancelled_fen else ""


def _to_ban(facts: NoticeFacts) -> str:
    return f"；并对{'、'.join(facts.to_ban)}限制申报本局补贴" if facts.to_ban else ""


def _banned(facts: DecisionFacts) -> str:
    return "".join(
        f"；依据{one.authority}，自{chinese_date(one.start)}至{chinese_date(one.end)}对{one.name}限制申报本局补贴"
        for one in facts.bans
    )


def _revoked(facts: NoticeFacts | DecisionFacts) -> str:
    """What happens to the grant."""
    whose = f"对{you(facts)}申报的{facts.subsidy}的核准"
    return f"全部撤销{whose}" if facts.whole else f"部分撤销{whose}"


def _received(one: Receipt) -> str:
    voucher = f"（凭证号：{one.voucher}）" if one.voucher else ""
    return f"{chinese_date(one.on_day)}{one.kind}{yuan(one.amount_fen)}元{voucher}"
