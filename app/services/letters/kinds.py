"""All kinds of letters by name: adding one here puts it into lists, counts, previews, numbers and commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy import ColumnElement, and_, func, or_

from app.models import Case
from app.services.errors import UserError
from app.services.letters.case_facts import approval_facts, refusal_facts, service_facts
from app.services.letters.clawback.kinds import CLAWBACK_KINDS
from app.services.letters.course import top_ups
from app.services.letters.course.decisions import (
    approval_notice,
    refusal,
    result_notice,
    service_refusal,
    top_up_notice,
)
from app.services.letters.course.procedure_kinds import PROCEDURE_KINDS
from app.services.letters.course.recommendations import (
    family_letter,
    household_certificate,
    nomination,
    title_recommendation,
)
from app.services.letters.course.service_letters import (
    card_notice,
    introduction_confirmation,
    level_approval,
    promotion_approval,
    teacher_confirmation,
)
from app.services.letters.due import IS_GRANTED, REFUSED_MONEY, REFUSED_SERVICE, ROUND
from app.services.letters.facts import ServiceFacts
from app.services.letters.kind import Kind
from app.services.letters.paper.content import Letter
from app.services.letters.payments.payment_kinds import PAYMENT_KINDS

APPROVAL, RESULT, REFUSAL, NOT_SERVED = "补贴核准通知书", "审核结果告知书", "不予补贴决定书", "不予办理决定书"
TOP_UP = top_ups.NAME
_SPOUSE = (("spouse", "spouse_number"),)


def _granted(code: str, *when: str) -> ColumnElement[bool]:
    """Granted cases of a type, with one of the answers `when` if any is named."""
    answers = [func.json_extract(Case.facts, f"$.{name}").is_not(None) for name in when]
    return and_(IS_GRANTED, Case.code == code, *([or_(*answers)] if answers else []))


def _service(
    name: str,
    series: str,
    write: Callable[[ServiceFacts], Letter],
    code: str,
    *,
    needs: tuple[str, ...] = (),
    beside: tuple[tuple[str, str], ...] = (),
    when: tuple[str, ...] = (),
) -> Kind:
    """What an approved service of type `code` is due; only with one of the answers `when`, if it names any."""
    facts = partial(service_facts, needs=needs, beside=beside)
    return Kind(name, series, write, facts, _granted(code, *when), code=code, when=when)


SERVICE_KINDS = (
    _service("一体化教师引进绿色通道确认函", "绿通", teacher_confirmation, "teacher-green-channel"),
    _service("柔性引进高技能人才确认函", "柔引", introduction_confirmation, "flexible-introduction"),
    _service("工程系列职称申报推荐函", "职推", title_recommendation, "engineering-title"),
    _service("越级申报与直接认定核准通知书", "越认", level_approval, "direct-recognition"),
    _service("竞赛晋升职业资格核准通知书", "赛晋", promotion_approval, "contest-promotion"),
    _service(
        "优先申报推荐函",
        "优推",
        nomination,
        "priority-nomination",
        beside=(("honour", "honoured_on"), ("honour", "document")),
    ),
    _service("技工蓝卡登记通知书", "蓝卡", card_notice, "blue-card", needs=("entry",)),
    _service("技能人才落户证明", "落户", household_certificate, "household-registration", beside=_SPOUSE),
    _service(
        "技能人才家属优先照顾函",
        "家属",
        family_letter,
        "household-registration",
        beside=_SPOUSE,
        when=("spouse", "children"),
    ),
)
DECISIONS = (
    Kind(APPROVAL, "技补", approval_notice, approval_facts, and_(IS_GRANTED, Case.granted_fen > 0)),
    Kind(RESULT, "审告", result_notice, approval_facts, and_(IS_GRANTED, Case.granted_fen < Case.gross_fen)),
    Kind(
        TOP_UP,
        "补差",
        top_up_notice,
        top_ups.top_up_facts,
        top_ups.DUE,
        occasion=top_ups.NEXT,
        stands=top_ups.ANY,
        first="须先由审批人核定补差",
    ),
    Kind(REFUSAL, "不予", refusal, refusal_facts, REFUSED_MONEY, occasion=ROUND),
    Kind(NOT_SERVED, "不办", service_refusal, refusal_facts, REFUSED_SERVICE, occasion=ROUND),
)
WAITED_FOR = (DECISIONS, SERVICE_KINDS, CLAWBACK_KINDS, PROCEDURE_KINDS, PAYMENT_KINDS)
KINDS = {kind.name: kind for kind in (*PROCEDURE_KINDS, *DECISIONS, *PAYMENT_KINDS, *SERVICE_KINDS, *CLAWBACK_KINDS)}


def kind_named(name: str) -> Kind:
    """A kind of letter by its name; UserError for one the program does not write."""
    if name not in KINDS:
        raise UserError(f"没有“{name}”这种文书，可用：{'、'.join(KINDS)}。")
    return KINDS[name]


def most_waited_for(due: Mapping[str, int]) -> str:
    """The kind that a clerk issues first, of the numbers due by kind: a decision before all else; "" with none due."""
    for kinds in WAITED_FOR:
        waiting = max(kinds, key=lambda kind: due.get(kind.name, 0)).name
        if due.get(waiting):
            return waiting
    return ""
