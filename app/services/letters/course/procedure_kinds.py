"""The kinds of letters that a case is due before it is decided, and on the way there."""

from app.services.letters import due
from app.services.letters.course.countersign_form import countersign_form
from app.services.letters.course.procedure import (
    acceptance_notice,
    not_admitted,
    objection_reply,
    supplement_notice,
    suspension_notice,
)
from app.services.letters.course.procedure_cases import (
    acceptance_facts,
    countersign_facts,
    not_admitted_facts,
    objection_facts,
    supplement_facts,
    suspension_facts,
)
from app.services.letters.course.public_cases import public_facts
from app.services.letters.course.public_list import KIND as PUBLIC_LIST
from app.services.letters.course.public_list import public_list
from app.services.letters.kind import Kind

PROCEDURE_KINDS = (
    Kind(
        "受理通知书",
        "受理",
        acceptance_notice,
        acceptance_facts,
        due.ACCEPTED,
        occasion=due.ROUND,
        first="须先由经办员受理，且案件仍在办理中",
    ),
    Kind(
        "补正通知书",
        "补正",
        supplement_notice,
        supplement_facts,
        due.ASKED,
        occasion=due.LAST_ASKED,
        stands=due.LAST_ASKED > 0,
        first="须先由经办员或复核员要求补正",
    ),
    Kind("不予受理通知书", "不受", not_admitted, not_admitted_facts, due.NOT_ADMITTED, occasion=due.ROUND),
    Kind(
        "会签意见表",
        "会签",
        countersign_form,
        countersign_facts,
        due.COUNTERSIGNED,
        occasion=due.COUNTERSIGNING,
        first="须先由复核员送会签，且案件仍在办理中",
    ),
    Kind(
        PUBLIC_LIST,
        "公示",
        public_list,
        public_facts,
        due.PUBLIC,
        together=True,
        apart=lambda case: (case.public_from, case.public_until),
        answers=due.LISTS_IT,
        first="须先由经办员开始公示",
    ),
    Kind(
        due.ANSWERING,
        "异复",
        objection_reply,
        objection_facts,
        due.OBJECTED,
        occasion=due.NEXT_OBJECTION,
        stands=due.JUDGED_ANY,
        first="须有复核员已经处理、尚未答复的异议",
    ),
    Kind(
        "暂停通知书",
        "暂停",
        suspension_notice,
        suspension_facts,
        due.HELD,
        occasion=due.LAST_HELD,
        first="须先由办理人员暂停该案件",
    ),
)
