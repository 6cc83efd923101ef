"""The look as data: colours of the light and the dark scheme, sizes in px and pt, and the contrast between two colours."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette

TEXT_PT = 10
SECONDARY_PT = 9
TITLE_PT = 13
ROW_HEIGHT = 30
CONTROL_HEIGHT = 30
SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24 = 4, 8, 12, 16, 24
NAVIGATION_WIDTH = 168
HEADER_HEIGHT = 48
RADIUS = 4


@dataclass(frozen=True)
class Colours:
    """One scheme; every pair of text and ground used together has a contrast of at least 4.5 (WCAG AA)."""

    ink: str
    secondary: str
    line: str
    ground: str
    paper: str
    hover: str
    accent: str
    on_accent: str
    selected: str
    green: str
    green_ground: str
    amber: str
    amber_text: str
    amber_ground: str
    red: str
    red_ground: str
    neutral_ground: str


LIGHT = Colours(
    ink="#1f2933",
    secondary="#52606d",
    line="#d9dee4",
    ground="#f5f7f9",
    paper="#ffffff",
    hover="#eaeff4",
    accent="#1f5fa8",
    on_accent="#ffffff",
    selected="#dbe8f6",
    green="#24693f",
    green_ground="#e4f2e9",
    amber="#b7791f",
    amber_text="#7d4f0c",
    amber_ground="#fbf0d9",
    red="#b42318",
    red_ground="#fdeae8",
    neutral_ground="#e9edf1",
)

DARK = Colours(
    ink="#e4e9ee",
    secondary="#a7b3bf",
    line="#3a444e",
    ground="#1b2026",
    paper="#22282f",
    hover="#2c343d",
    accent="#7fb2ea",
    on_accent="#12202f",
    selected="#2b4059",
    green="#7fcf9d",
    green_ground="#203a2b",
    amber="#d9a13f",
    amber_text="#e8bb63",
    amber_ground="#3d3218",
    red="#f29b92",
    red_ground="#472521",
    neutral_ground="#333c46",
)


def colours() -> Colours:
    """The scheme in force, read from the application's palette: what paints by hand asks here each time."""
    base = QGuiApplication.palette().color(QPalette.ColorRole.Base)
    return DARK if base.lightness() < 128 else LIGHT


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours after WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(name: str) -> float:
    colour = QColor(name)
    parts = [_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
