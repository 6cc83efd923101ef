from collections.abc import Callable
from io import BytesIO

from letter_samples import FONTS
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from app.services.letters.paper.drawing import draw
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.marks import Page, Rule, Text

RED, BLACK = Color(0.86, 0.0, 0.0), Color(0.0, 0.0, 0.0)
PAGE: Page = (
    Rule(79.37, 700.5, 521.5748031, 700.5, 0.6),
    Rule(0.0, 1 / 3, 1e-9, 1234567.891, 1.8, red=True),
    Text(79.37, 650.125, "fang", 10.5, "叶集(1)\\"),
    Text(100.0, 650.125, "fang", 10.5, "二", red=True),
    Text(79.37, 630.0, "song", 12.0, "𬭊㛃", 0.123456789),
)


def written(drawing: Callable[[Canvas], None]) -> bytes:
    """The file of one page, not compressed."""
    fonts, output = Fonts(FONTS), BytesIO()
    fonts.parse()
    canvas = Canvas(output, invariant=1, pageCompression=0, initialFontName=fonts.face("fang").fontName)
    drawing(canvas)
    canvas.save()
    return output.getvalue()


def by_reportlab(canvas: Canvas) -> None:
    """The same marks through reportlab's own calls, state set where it changes."""
    for red, mark in zip((BLACK, RED), PAGE[:2], strict=True):
        assert isinstance(mark, Rule)
        canvas.setStrokeColor(red)
        canvas.setLineWidth(mark.thickness)
        canvas.line(mark.x, mark.y, mark.to_x, mark.to_y)
    text = canvas.beginText()
    text.setTextOrigin(79.37, 650.125)
    text.setFont("fang", 10.5, 10.5)
    text.setFillColor(BLACK)
    text.setCharSpace(0.0)
    text.textLine("叶集(1)\\")
    text.setTextOrigin(100.0, 650.125)
    text.setFillColor(RED)
    text.textLine("二")
    text.setTextOrigin(79.37, 630.0)
    text.setFont("song", 12.0, 12.0)
    text.setFillColor(BLACK)
    text.setCharSpace(0.123456789)
    text.textLine("𬭊㛃")
    canvas.drawText(text)


def test_a_page_is_written_as_reportlab_itself_would_write_it() -> None:
    assert written(lambda canvas: draw(canvas, PAGE)) == written(by_reportlab)


def test_what_other_pages_drew_before_changes_nothing() -> None:
    first = written(lambda canvas: draw(canvas, PAGE))
    moved = tuple(mark._replace(x=mark.x + 1) for mark in PAGE if isinstance(mark, Rule | Text))
    assert written(lambda canvas: draw(canvas, moved)) != first
    assert written(lambda canvas: draw(canvas, PAGE)) == first
