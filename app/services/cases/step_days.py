"""On which day a step may be taken, and what changed on a case since it was shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from app.models import Case, CaseMaterial, CaseStep, FactChange, Objection
from app.services.cases.course import Step, step_label
from app.services.errors import UserError
from app.services.trust.login_guards import asks_login
from app.services.unit_of_work import Work

BESIDE = (Step.HOLD, Step.LIFT)
Changed = CaseStep | FactChange | CaseMaterial | Objection
DEEDS: dict[type[Changed], str] = {  # of what one action wrote, the step that it took is named
    CaseStep: "",
    FactChange: "修改填报内容",
    CaseMaterial: "登记材料",
    Objection: "登记公示异议",
}


def require_sensible_day(work: Work, case: Case) -> None:
    """UserError for a step of tomorrow, or of a day before the case's last step.

    A plain folder, which is for demonstrations and checks, takes the day that it is given.
    """
    if not asks_login(work.session):
        return
    if work.today > work.now.date():
        raise UserError(f"{case.number} 的办理日期 {work.today} 晚于今天，请改为实际办理日期。")
    taken = select(func.max(CaseStep.on_day)).where(CaseStep.case_id == case.id, CaseStep.step.not_in(BESIDE))
    last = work.session.execute(taken).scalar()
    if last is not None and work.today < last:
        raise UserError(f"{case.number} 上一步于 {last} 办理，办理日期不能早于这一天，请改正日期。")


def changed_meanwhile(work: Work, case: Case) -> str:
    """The refusal of a form that showed an older version: what was done last, by whom."""
    done = [last for table in DEEDS if (last := _last(work, case, table)) is not None]
    what = max(done, key=lambda one: one[0])[1] if done else "他人改动"
    return f"{case.number} 已被{what}，本次未作改动，请刷新后再办。"


def _last(work: Work, case: Case, table: type[Changed]) -> tuple[datetime, str] | None:
    """When a table was last written for the case, and who did what."""
    newest = select(table).where(table.case_id == case.id).order_by(table.at.desc(), table.id.desc()).limit(1)
    row = work.session.execute(newest).scalar_one_or_none()
    if not isinstance(row, Changed):
        return None
    who = row.recorded_by if isinstance(row, Objection) else row.account
    deed = f"办理“{step_label(row.step)}”" if isinstance(row, CaseStep) else DEEDS[table]
    return row.at, f"{who} 于 {row.at:%Y-%m-%d %H:%M} {deed}"
