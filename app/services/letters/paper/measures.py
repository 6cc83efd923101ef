"""The page of GB/T 9704-2012 in points: A4, 22 lines of 28 characters of 16 pt 仿宋; and A4 across for long tables."""

from typing import NamedTuple

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 26 * MM, 37 * MM, 35 * MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

BODY_SIZE = 16.0
TITLE_SIZE = 22.0
SMALL_SIZE = 12.0
TABLE_SIZE = 10.5
FOOT_SIZE = 14.0
LEADING = 28.95
TRACKING = WIDTH / 28 - BODY_SIZE
FOOT_DROP = 7 * MM
RULE_GAP = 4 * MM
CODE_SIZE = 18 * MM


class Area(NamedTuple):
    """Where text stands on a page: its left edge, its upper edge from the foot of the page, its width and height."""

    left: float
    top: float
    width: float
    height: float


UPRIGHT = Area(LEFT, PAGE_HEIGHT - TOP, WIDTH, HEIGHT)
ACROSS = Area(20 * MM, PAGE_WIDTH - 20 * MM, PAGE_HEIGHT - 40 * MM, PAGE_WIDTH - 40 * MM)
