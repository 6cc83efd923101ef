import pytest

from app.ui.tokens import DARK, LIGHT, Colours, contrast
from app.ui.widgets.chip import Tone, tone_colours

PAIRS = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "selected"),
    ("ink", "hover"),
    ("ink", "neutral_ground"),
    ("ink", "green_ground"),
    ("ink", "amber_ground"),
    ("ink", "red_ground"),
    ("secondary", "paper"),
    ("secondary", "ground"),
    ("secondary", "selected"),
    ("secondary", "neutral_ground"),
    ("accent", "paper"),
    ("accent", "ground"),
    ("accent", "selected"),
    ("accent", "green_ground"),
    ("accent", "amber_ground"),
    ("accent", "red_ground"),
    ("on_accent", "accent"),
    ("red", "paper"),
    ("red", "ground"),
]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_the_word_of_a_chip_stands_out_from_it(scheme: Colours, tone: Tone) -> None:
    assert contrast(*tone_colours(tone, scheme)) >= 4.5


def test_black_on_white_has_the_contrast_that_the_standard_names() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
