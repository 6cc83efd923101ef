"""All registers, in the order in which the page lists them."""

from __future__ import annotations

from app.services.errors import UserError
from app.services.registers.blue_cards import BLUE_CARDS
from app.services.registers.dated_lists import (
    ACHIEVEMENT_ROUNDS,
    BULLETINS,
    COMMENDATIONS,
    CONTEST_PLANS,
    EVALUATORS,
    MEETINGS,
)
from app.services.registers.definition import Register, titles
from app.services.registers.education_funds import EDUCATION_FUNDS
from app.services.registers.score_sheets import FUNDS, INSTITUTIONS, PROJECTS
from app.services.registers.talents import TALENTS
from app.services.registers.targets import FIGURES
from app.services.registers.vacancies import POSTS, SEEKERS

REGISTERS = (
    TALENTS,
    FIGURES,
    EDUCATION_FUNDS,
    INSTITUTIONS,
    PROJECTS,
    FUNDS,
    POSTS,
    SEEKERS,
    BULLETINS,
    BLUE_CARDS,
    CONTEST_PLANS,
    EVALUATORS,
    ACHIEVEMENT_ROUNDS,
    MEETINGS,
    COMMENDATIONS,
)
BY_CODE = {register.code: register for register in REGISTERS}


def register_named(code: str) -> Register:
    """A register by its code; UserError for one there is not."""
    if code not in BY_CODE:
        raise UserError(f"没有台账“{code}”，可用：{titles(REGISTERS)}。")
    return BY_CODE[code]
