"""The face of the window: Noto Sans SC, shipped, because a PC may have no Chinese font at all."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.ui import tokens

FILE = "NotoSansSC_400Regular.ttf"


class FontMissing(Exception):
    """The shipped face cannot be read: the installation is damaged."""


def register(folder: Path) -> QFont:
    """Load the face from `folder` and give the text font of 10 pt; before any widget. Raises FontMissing."""
    number = QFontDatabase.addApplicationFont(str(folder / FILE))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        raise FontMissing(folder / FILE)
    font = QFont(families[0], tokens.TEXT_PT)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def sized(font: QFont, points: int, *, strong: bool = False) -> QFont:
    """The same face in another size in pt, stronger for titles."""
    copy = QFont(font)
    copy.setPointSize(points)
    if strong:
        copy.setWeight(QFont.Weight.DemiBold)
    return copy
