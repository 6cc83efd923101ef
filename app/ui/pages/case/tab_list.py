"""The tabs behind 办理 on the case page: one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.services.places import Places
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.case_tab import CaseTab
from app.ui.files import FileChoice
from app.ui.pages.case.clawback import ClawbackTab
from app.ui.pages.case.doubts import DoubtsTab
from app.ui.pages.case.letters import LettersTab
from app.ui.pages.case.materials import MaterialsTab
from app.ui.pages.case.objections import ObjectionsTab


@dataclass(frozen=True)
class Tools:
    """What tabs are made from."""

    uow: UnitOfWork
    jobs: Jobs
    files: FileChoice
    places: Places


TABS: tuple[Callable[[Tools], CaseTab], ...] = (
    lambda tools: MaterialsTab(tools.uow, tools.jobs, tools.files),
    lambda tools: ObjectionsTab(tools.uow, tools.jobs, tools.files),
    lambda tools: LettersTab(tools.uow, tools.jobs),
    lambda tools: DoubtsTab(tools.uow, tools.jobs),
    lambda tools: ClawbackTab(tools.uow, tools.jobs),
)


def case_tabs(tools: Tools) -> tuple[CaseTab, ...]:
    """All tabs in their order, made for one case page."""
    return tuple(make(tools) for make in TABS)
