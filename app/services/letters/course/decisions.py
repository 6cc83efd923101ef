"""The decisions on a claim as letters: granted, nothing more due, refused; and granted more later."""

from app.services.letters.facts import ApprovalFacts, Condition, RefusalFacts, TopUpFacts, with_lines_to_fill
from app.services.letters.masking import masked_account
from app.services.letters.paper.content import (
    BLANK,
    Block,
    Explanation,
    ExplanationLine,
    Letter,
    Paragraph,
    chinese_date,
)
from app.services.letters.wording import OPINION_IN_FULL, addressed, claim, place, remedies, you
from app.services.policy.capitals import capitals
from app.services.policy.clauses import NO_DUPLICATE
from app.services.policy.money import yuan


def approval_notice(facts: ApprovalFacts) -> Letter:
    """Return the 补贴核准通知书 of a granted claim: the sum, how it comes about, how it is paid, the remedies."""
    facts = with_lines_to_fill(facts)
    sum_fen = facts.payable_fen
    body = (
        Paragraph(f"{claim(facts)}，经审核符合{OPINION_IN_FULL}{place(facts.clause)}规定的条件，现予核准。"),
        Paragraph(f"{facts.subsidy}{yuan(sum_fen)}元（人民币{capitals(sum_fen)}）。", "一、核准金额。"),
        Explanation("二、金额计算。", _explanation(facts), sum_fen),
        Paragraph(_payment(facts), "三、拨付安排。"),
        Paragraph(remedies(facts), "四、救济途径。"),
    )
    return addressed(facts, "补贴核准通知书", body)


def result_notice(facts: ApprovalFacts) -> Letter:
    """Return the 审核结果告知书 of a claim that meets its conditions but is reduced, perhaps to nothing."""
    facts = with_lines_to_fill(facts)
    sum_fen = facts.payable_fen
    due = f"为{yuan(sum_fen)}元（人民币{capitals(sum_fen)}）" if sum_fen else "为零"
    paid = [Paragraph(_payment(facts), "三、拨付安排。")] if sum_fen else []
    body: tuple[Block, ...] = (
        Paragraph(
            f"{claim(facts)}，经审核符合{OPINION_IN_FULL}{place(facts.clause)}规定的条件，现将审核结果告知如下。"
        ),
        Paragraph(f"按上限资助，不重复享受，应补差额{due}。", "一、审核结果。"),
        Explanation("二、金额计算。", _explanation(facts), sum_fen),
        *paid,
        Paragraph(remedies(facts), "四、救济途径。" if sum_fen else "三、救济途径。"),
    )
    return addressed(facts, "审核结果告知书", body)


def top_up_notice(facts: TopUpFacts) -> Letter:
    """Return the 补差核准通知书: why the claim was reckoned again, what it gets on top and how it is paid, the remedies."""
    facts = with_lines_to_fill(facts)
    sum_fen = facts.payable_fen
    body = (
        Paragraph(
            f"{claim(facts)}，本局已于{chinese_date(facts.granted_on)}核准{yuan(facts.before_fen)}元。"
            f"同一事项的另一案件（{facts.recovered}）所得补贴已经收回，依据{OPINION_IN_FULL}{place(NO_DUPLICATE.cited)}"
            "的规定，重新测算如下。"
        ),
        Paragraph(f"{facts.subsidy}补差{yuan(sum_fen)}元（人民币{capitals(sum_fen)}）。", "一、补差金额。"),
        Explanation("二、金额计算。", _explanation(facts), sum_fen),
        Paragraph(_payment(facts), "三、拨付安排。"),
        Paragraph(remedies(facts), "四、救济途径。"),
    )
    return addressed(facts, "补差核准通知书", body)


def refusal(facts: RefusalFacts) -> Letter:
    """Return the 不予补贴决定书 of a refused claim: facts, each failed condition, decision, remedies."""
    return _refusal(facts, "不予补贴决定书", "不予补贴")


def service_refusal(facts: RefusalFacts) -> Letter:
    """Return the 不予办理决定书 of a refused service, which speaks of no subsidy: facts, failed conditions, decision, remedies."""
    return _refusal(facts, "不予办理决定书", "不予办理")


def _refusal(facts: RefusalFacts, kind: str, decision: str) -> Letter:
    facts = with_lines_to_fill(facts)
    failed = [condition for condition in facts.conditions if not condition.ok]
    grounds = [_failure(number, condition, len(failed)) for number, condition in enumerate(failed, 1)]
    body: tuple[Block, ...] = (
        Paragraph(f"{claim(facts)}，本局已依照{OPINION_IN_FULL}进行审核，现查明："),
        *(Paragraph(ground) for ground in grounds),
        Paragraph(
            f"{facts.reason.rstrip('。；')}。根据{facts.clause}的规定，"
            f"本局决定：对{you(facts)}申报的{facts.subsidy}{decision}。"
        ),
        Paragraph(remedies(facts)),
    )
    return addressed(facts, kind, body)


def _explanation(facts: ApprovalFacts) -> tuple[ExplanationLine, ...]:
    conditions = [
        ExplanationLine(condition.text, condition.figures, None, condition.clause, condition.ok)
        for condition in facts.conditions
    ]
    components = [ExplanationLine(part.label, part.formula, part.amount_fen, part.clause) for part in facts.components]
    deductions = [
        ExplanationLine(
            "不重复享受", f"同一事项已核准补贴（案件编号：{taken.other_case}）", -taken.amount_fen, taken.clause
        )
        for taken in facts.deductions
    ]
    return (*conditions, *components, *deductions)


def _payment(facts: ApprovalFacts) -> str:
    """State when the sum is paid, in how many parts, and to whose account."""
    account = f"{facts.payee}账户（{facts.bank}，{masked_account(facts.account)}）"
    if not facts.instalments:
        return f"{BLANK}拨付至{account}。"
    if len(facts.instalments) == 1:
        return f"{facts.instalments[0].when}一次性拨付至{account}。"
    parts = "；".join(f"{part.label}{yuan(part.amount_fen)}元，{part.when}拨付" for part in facts.instalments)
    return f"分{len(facts.instalments)}次拨付至{account}：{parts}。"


def _failure(number: int, condition: Condition, count: int) -> str:
    """State a failed condition with its figures, its clause and the first day it can be met."""
    numbered = f"{number}. " if count > 1 else ""
    hope = f"，最早可于{chinese_date(condition.earliest)}起再行申报" if condition.earliest else ""
    return f"{numbered}不符合“{condition.text}”的条件（依据{condition.clause}）：{condition.figures}{hope}。"
