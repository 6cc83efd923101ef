"""One action on one case in an office of any size: what it costs grows with the rows touched, never with the rows stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from app.services.cases.applications import assess_draft, save_draft
from app.services.cases.casework import move
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.trust.verifying import glance
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view
from app.services.worklists.desk import standing
from benchmarks.queue_office import CLERK, TODAY, unit_of
from benchmarks.timing import TRIES, Line, best
from benchmarks.workbooks import identity_number

CODE = "certificate-reward"
GLANCE_LIMIT_MS = 50.0
FLAT_RATIO, FLAT_MORE_MS = 1.5, 2.0
"""At any size an action may take so many times what it takes at the smallest, and so many milliseconds more."""
Figures = dict[str, float]
ANSWERS = {
    "applied_on": TODAY.isoformat(), "phone": "13805640000", "unit_kind": "民营企业", "township": "平岗街道",
    "hired_on": "2012-09-01", "insured": "是", "level": "技师", "certified_on": "2019-06-10", "occupation": "木工",
    "unit_name": unit_of(1), "credit_code": "91341504MA2TX1Y85L", "person_name": "赵建国",
}  # fmt: skip


def actions(uow: UnitOfWork) -> Figures:
    """Milliseconds of work of each action, the least of some runs."""
    clerk, serials = uow.acting_as(CLERK), count(1)

    def answers() -> dict[str, str]:
        serial = next(serials)
        return ANSWERS | {"identity_number": identity_number(serial), "certificate": f"T{serial:09d}"}

    def filed() -> str:
        return save_draft(clerk, CODE, answers()).number

    drafts = iter([filed() for _ in range(TRIES + 1)])
    stored = filed()
    works: dict[str, Callable[[], object]] = {
        "assess a form": lambda: assess_draft(clerk, CODE, answers()),
        "file one draft": filed,
        "accept one case": lambda: move(clerk, next(drafts), Order(Step.ACCEPT)),
        "open one case": lambda: case_view(clerk, stored),
        "counts of the navigation": lambda: standing(clerk),
        "glance at the start": lambda: glance(uow),
    }
    return {name: best(work) for name, work in works.items()}


def lines(found: Figures, smallest: Figures, size: str) -> Iterator[Line]:
    """A line an action, held against what it took in the smallest office."""
    for name, taken in found.items():
        limit = GLANCE_LIMIT_MS if name.startswith("glance") else FLAT_RATIO * smallest[name] + FLAT_MORE_MS
        yield Line(f"{size} {name}", taken, limit, "ms", smallest[name])
