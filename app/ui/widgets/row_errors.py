"""The cells of a row that cannot be read: which, what stands in them, and why not."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from app.services.excel.recognising.rows import CellError
from app.ui import tokens
from app.ui.widgets.chip import Chip, Tag, Tone


class RowErrors(QFrame):
    """Stands where the explanation stands for a row that can be read. `cell_chosen` carries an error to go to."""

    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_errors."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._errors: Sequence[CellError] = ()
        self._chip = Chip(Tag("有错", Tone.LATE))
        self.body = QTextBrowser()
        self.body.setOpenLinks(False)
        self.body.anchorClicked.connect(lambda link: self.cell_chosen.emit(self._errors[int(link.path())]))
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setAccessibleName("单元格错误")
        self.body.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_12] * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._chip)
        column.addWidget(self.body, 1)
        self.setFocusProxy(self.body)

    def show_errors(self, errors: Sequence[CellError]) -> None:
        """Show the errors of a row."""
        self._errors = errors
        self._chip.set_tag(Tag(f"有 {len(errors)} 处错误", Tone.LATE))
        self.body.setHtml("".join(_error(place, error) for place, error in enumerate(errors)) + _what_next())

    def changeEvent(self, event: QEvent) -> None:
        """Colour the text anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._errors:
            self.show_errors(self._errors)


def _error(number: int, error: CellError) -> str:
    scheme = tokens.colours()
    place = f'<a href="{number}" style="color:{scheme.accent}">{error.cell}</a> · ' if error.cell else ""
    value = f"“{escape(error.value)}”" if error.value else "（空）" if error.cell else "（无此栏）"
    return (
        f'<p style="margin:0 0 2px 0"><b>{place}{escape(error.header)}</b>'
        f'<span style="color:{scheme.secondary}">　{value}</span></p>'
        f'<p style="margin:0 0 12px 0;color:{scheme.red}">× {escape(error.text)}</p>'
    )


def _what_next() -> str:
    scheme = tokens.colours()
    return (
        f'<p style="color:{scheme.secondary};font-size:{tokens.SECONDARY_PT}pt">'
        "请申报单位改正后重新报送；可写出标注错误的工作簿交给单位。</p>"
    )
