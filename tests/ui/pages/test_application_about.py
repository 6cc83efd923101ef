"""What an empty sheet says about its type before anything is typed."""

import pytest

from app.services.policy.standards import SCARCE_OCCUPATIONS
from app.ui.pages.application.opening import Subject


@pytest.mark.parametrize(
    ("code", "lists", "said"),
    [
        ("scarce-talent-wage", {SCARCE_OCCUPATIONS: ("数控铣工", "木工")}, "数控铣工、木工"),
        ("directed-student-allowance", {}, "目录尚为空，由管理员在“政策标准”的【名单目录】录入"),
        ("honor-award", {SCARCE_OCCUPATIONS: ("木工",)}, None),
    ],
)
def test_the_list_in_which_an_answer_has_to_stand_is_shown(
    code: str, lists: dict[str, tuple[str, ...]], said: str | None
) -> None:
    assert dict(Subject(code, lists).about).get(SCARCE_OCCUPATIONS) == said
