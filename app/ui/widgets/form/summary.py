"""What is wrong with a form, in one place on top of it; each entry leads to its field."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import icons, tokens

_MOST = 8


class FormSummary(QFrame):
    """Hidden while nothing is wrong; `chosen` carries the name of the question whose entry was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", "error")
        self._faults: Sequence[tuple[str, str, str]] = ()
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._text.linkActivated.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_8, tokens.SPACE_12, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Colour links and sign anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._faults:
            self.show_faults(self._faults)

    def show_faults(self, faults: Sequence[tuple[str, str, str]]) -> None:
        """Show question name, label and reason of everything that is wrong; nothing hides it."""
        self._faults = faults
        if not faults:
            self.hide()
            return
        colour, accent = tokens.colours().red, tokens.colours().accent
        self._sign.setPixmap(icons.pixmap("error", colour, 18, self.devicePixelRatioF()))
        links = "、".join(
            f'<a href="{name}" style="color:{accent}">{escape(label)}</a>' for name, label, _ in faults[:_MOST]
        )
        more = " 等" if len(faults) > _MOST else ""
        self._text.setText(f"<b>有 {len(faults)} 项须补填或改正：</b>{links}{more}")
        self.setAccessibleName("；".join(f"{label}：{reason}" for _, label, reason in faults))
        self.show()
