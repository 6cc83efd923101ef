"""All kinds of letters, on cases and on registers: the name, the series that numbers them, the function that writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.services.letters.content import Letter
from app.services.letters.decisions import approval_notice, refusal, result_notice, service_refusal
from app.services.letters.recommendations import (
    family_letter,
    household_certificate,
    nomination,
    title_recommendation,
)
from app.services.letters.reminders import fund_reminder
from app.services.letters.service_letters import (
    card_notice,
    introduction_confirmation,
    level_approval,
    promotion_approval,
    teacher_confirmation,
)


@dataclass(frozen=True)
class Kind:
    """A kind of letter; `series` follows the office's prefix in its numbers, gapless a year and kind."""

    name: str
    series: str
    write: Callable[[Any], Letter]


@dataclass(frozen=True)
class ServiceKind(Kind):
    """What an approved service of type `code` is due; only with one of the answers `when`, if it names any.

    `needs` are answers that the definition leaves optional and the letter states; `beside` those it states only where
    the answer that names them was given.
    """

    code: str
    needs: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    when: tuple[str, ...] = ()


SERVICE_KINDS = (
    ServiceKind("一体化教师引进绿色通道确认函", "绿通", teacher_confirmation, "teacher-green-channel"),
    ServiceKind("柔性引进高技能人才确认函", "柔引", introduction_confirmation, "flexible-introduction"),
    ServiceKind("工程系列职称申报推荐函", "职推", title_recommendation, "engineering-title"),
    ServiceKind("越级申报与直接认定核准通知书", "越认", level_approval, "direct-recognition"),
    ServiceKind("竞赛晋升职业资格核准通知书", "赛晋", promotion_approval, "contest-promotion"),
    ServiceKind(
        "优先申报推荐函",
        "优推",
        nomination,
        "priority-nomination",
        beside=(("honour", "honoured_on"), ("honour", "document")),
    ),
    ServiceKind("技工蓝卡登记通知书", "蓝卡", card_notice, "blue-card", needs=("entry",)),
    ServiceKind(
        "技能人才落户证明",
        "落户",
        household_certificate,
        "household-registration",
        beside=(("spouse", "spouse_number"),),
    ),
    ServiceKind(
        "技能人才家属优先照顾函",
        "家属",
        family_letter,
        "household-registration",
        beside=(("spouse", "spouse_number"),),
        when=("spouse", "children"),
    ),
)
KINDS = {
    kind.name: kind
    for kind in (
        Kind("补贴核准通知书", "技补", approval_notice),
        Kind("审核结果告知书", "审告", result_notice),
        Kind("不予补贴决定书", "不予", refusal),
        Kind("不予办理决定书", "不办", service_refusal),
        *SERVICE_KINDS,
    )
}
ON_REGISTERS = {kind.name: kind for kind in (Kind("培训经费提醒函", "提醒", fund_reminder),)}
