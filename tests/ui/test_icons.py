from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from app.ui import icons
from app.ui.theme import Theme

NAMES = sorted(path.stem for path in (Path(__file__).parents[2] / "resources" / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something_within_its_frame(theme: Theme, name: str) -> None:
    image = icons.pixmap(name, "#ff0000", 20, 2.0).toImage()
    inked = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 40]
    assert len(inked) > 20
    assert all(0 < x < 39 and 0 < y < 39 for x, y in inked)


def test_an_icon_takes_the_colour_asked_for(theme: Theme) -> None:
    image = icons.pixmap("close", "#ff0000", 20, 1.0).toImage()
    assert image.pixelColor(10, 10).rgb() == QColor("#ff0000").rgb()


def test_an_icon_is_sharp_at_every_scaling(theme: Theme) -> None:
    assert [icons.pixmap("print", "#000000", 16, scale).width() for scale in (1.0, 1.25, 1.5, 2.0)] == [16, 20, 24, 32]
    assert [size.width() for size in icons.icon("print", size=16).availableSizes()] == [16]


def test_an_unknown_icon_is_named(theme: Theme) -> None:
    with pytest.raises(icons.IconMissing, match="nowhere"):
        icons.icon("nowhere")
