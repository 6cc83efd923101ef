"""What the letters of a clawback have in common: how they name the grant, the findings, the sum and the account."""

from app.services.letters.clawback.facts import ClawbackFacts, DebtFacts, DecisionFacts, Stated
from app.services.letters.paper.content import Explanation, Paragraph, chinese_date
from app.services.letters.wording import claim, you
from app.services.policy.capitals import capitals
from app.services.policy.money import yuan

NUMERALS = "一二三四五六七八九"


def money(fen: int) -> str:
    """A sum in fen in figures and in capitals."""
    return f"{yuan(fen)}元（人民币{capitals(fen)}）"


def numbered(*parts: tuple[str, str], first: int = 1) -> tuple[Paragraph, ...]:
    """Paragraphs with their leads numbered 一、二、… from `first` on; those without text are left out."""
    told = [(lead, text) for lead, text in parts if text]
    return tuple(Paragraph(text, f"{NUMERALS[place - 1]}、{lead}。") for place, (lead, text) in enumerate(told, first))


def grant(facts: ClawbackFacts) -> str:
    """Name the claim, what was granted on it and what was paid."""
    return f"{claim(facts)}{_granted(facts)}"


def grant_of_third(facts: ClawbackFacts) -> str:
    """The same for a letter that speaks to somebody else."""
    return f"{facts.applicant}{claim(facts).removeprefix(you(facts))}{_granted(facts)}"


def _granted(facts: ClawbackFacts) -> str:
    granted = f"，本局于{chinese_date(facts.granted_on)}核准{yuan(facts.granted_fen)}元" if facts.granted_on else ""
    return f"{granted}，已发放{yuan(facts.paid_fen)}元"


def findings(facts: ClawbackFacts) -> str:
    """What was found."""
    return ended(facts.findings)


def ended(text: str) -> str:
    """A text as a sentence with one full stop."""
    return f"{text.strip().rstrip('。；;.')}。"


def computed(facts: ClawbackFacts, lead: str) -> Explanation:
    """How the sum comes about."""
    return Explanation(lead, facts.lines, facts.sum_fen)


def account(facts: DecisionFacts | DebtFacts) -> str:
    """The office's account for repayments, whole: it has to be paid into."""
    return f"户名：{facts.account_name}；开户银行：{facts.account_bank}；账号：{facts.account_number}"


def heard(who: str, statements: tuple[Stated, ...], *, waived: bool) -> str:
    """What the party, named as the letter names it, stated, and how it was answered."""
    if not statements:
        said = "书面表示放弃陈述申辩" if waived else "在规定期限内未提出陈述申辩"
        return f"{who}{said}。"
    told = []
    for one in statements:
        day = chinese_date(one.received_on)
        told.append(f"{one.made_by}于{day}提出：{ended(one.text)}本局经复核认为：{ended(one.answer)}")
    return "".join(told)
