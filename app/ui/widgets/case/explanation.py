"""The heart of the program: what a case may have and why, the same on form, queue, case and preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QLabel, QTextBrowser, QVBoxLayout, QWidget

from app.services.policy.assessments import Assessment
from app.services.policy.capitals import capitals
from app.services.policy.catalogue import BY_CODE
from app.services.policy.money import yuan
from app.ui import fonts, tokens
from app.ui.widgets.case.explanation_text import explanation, wanting
from app.ui.widgets.chip import Chip, Tag, Tone

_SUM_PT, _SUM_PT_COMPACT = 20, 16
_EMPTY = "填写后，这里随时显示能否享受、金额多少、依据是什么。"


class Explanation(QFrame):
    """Verdict and sum on top, below them what they rest on; `case_chosen` carries the number of a case clicked on."""

    case_chosen = Signal(str)

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        """`compact` is for side panels: smaller, and without the place of conditions that are met."""
        super().__init__(parent)
        self._compact = compact
        self._html = ""
        self._draw: Callable[[], str] = str
        self._chip = Chip(Tag("待填写"))
        self._sum = QLabel()
        self._capitals = QLabel()
        self._capitals.setProperty("role", "secondary")
        self._note = QLabel()
        self._note.setProperty("role", "secondary")
        for label in (self._sum, self._capitals, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
        self.body = QTextBrowser()
        self.body.setOpenLinks(False)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setAccessibleName("条件与依据")
        self.body.document().setDocumentMargin(0)
        self.body.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        self.body.anchorClicked.connect(self._follow)
        self.setProperty("role", "card")
        self._lay_out()
        self.setFocusProxy(self.body)
        self.show_assessment(None)

    def show_assessment(self, assessment: Assessment | None, *, settled: bool = False) -> None:
        """Show an assessment, or nothing yet; `settled` when a decision has fixed it, else its sum is a forecast."""
        if assessment is None:
            self._head(Tag("待填写"), "", "", _EMPTY)
            self._fill(str)
            return
        tag = _verdict(assessment)
        if BY_CODE[assessment.code].money and assessment.eligible:
            note = "" if settled else "预计金额，以审批时核定为准"
            self._head(tag, f"{yuan(assessment.payable_fen)} 元", f"人民币{capitals(assessment.payable_fen)}", note)
        else:
            self._head(tag, "", "", _why(assessment))
        self._fill(lambda: explanation(assessment, compact=self._compact))

    def show_waiting(self) -> None:
        """Show that the assessment is still being reckoned."""
        self._head(Tag("测算中"), "", "", "本行正在测算，算完即显示。")
        self._fill(str)

    def show_wanting(self, labels: Sequence[str], about: Sequence[tuple[str, str]] = ()) -> None:
        """Show that these answers are still to be given before anything can be assessed, and above them what it is about."""
        self._head(Tag("待填写"), "", "", f"还有 {len(labels)} 项须填写后才能测算。")
        self._fill(lambda: wanting(labels, about))

    @property
    def text(self) -> str:
        """Everything shown, as plain text."""
        head = (self.accessibleName(), self._note.text())
        return "\n".join(part for part in (*head, self.body.toPlainText()) if part)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the text anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill(self._draw)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = tokens.SPACE_12 if self._compact else tokens.SPACE_16
        column.setContentsMargins(edge, edge, edge, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self._chip)
        column.addWidget(self._sum)
        column.addWidget(self._capitals)
        column.addWidget(self._note)
        line = QFrame()
        line.setProperty("role", "line")
        column.addSpacing(tokens.SPACE_4)
        column.addWidget(line)
        column.addWidget(self.body, 1)
        points = _SUM_PT_COMPACT if self._compact else _SUM_PT
        self._sum.setFont(fonts.sized(self.font(), points, strong=True))

    def _head(self, tag: Tag, amount: str, words: str, note: str) -> None:
        self._chip.set_tag(tag)
        for label, text in ((self._sum, amount), (self._capitals, words), (self._note, note)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName("　".join(part for part in (tag.word, amount, words) if part))
        self.setAccessibleDescription(note)

    def _fill(self, draw: Callable[[], str]) -> None:
        """Put the text in place without losing the place one reads at."""
        self._draw, html = draw, draw()
        if html == self._html:
            return
        self._html = html
        bar = self.body.verticalScrollBar()
        at = bar.value()
        self.body.setHtml(html)
        bar.setValue(at)

    def _follow(self, link: QUrl) -> None:
        self.case_chosen.emit(link.toString())


def _verdict(assessment: Assessment) -> Tag:
    if assessment.eligible:
        return Tag("可享受", Tone.DONE)
    if len(assessment.failed) == len(assessment.missing):
        return Tag("标准未配置", Tone.SOON)
    return Tag("不符合条件", Tone.LATE)


def _why(assessment: Assessment) -> str:
    failed = len(assessment.failed) - len(assessment.missing)
    if assessment.eligible:
        return "条件全部满足"
    if not failed:
        return "条件已满足，登记标准后才能算出金额。"
    return f"有 {failed} 项条件不满足，见下方标 × 的各项。"
