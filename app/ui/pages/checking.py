"""核验: a letter that somebody brings is checked by its code, typed or scanned, against what the office issued."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.letters.checking import Checked, Finding, check
from app.services.letters.issuing import stored
from app.services.policy.capitals import capitals
from app.services.policy.money import yuan
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.page import Page
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, Tag, Tone
from app.ui.widgets.letter_preview import LetterPreview

HELP = """<p>有人持文书来核对时，在这里输入文书左下角的核验码，或者用扫码枪扫旁边的二维码，按 Enter。</p>
<p>结果写明文号、收件人、金额是否与本局出具的一致，是否已被更正；右边是存档件，可以逐项对照。每次核验都留有记录。</p>
<p>大小写、全角半角、有没有短横线都可以；核验码里没有 0、1、I、L、O。</p>"""
TONES = {
    Finding.GENUINE: Tone.DONE,
    Finding.CORRECTED: Tone.SOON,
    Finding.CHANGED: Tone.LATE,
    Finding.UNKNOWN: Tone.LATE,
}


class CheckPage(Page):
    """Goes to `case` with a number. After a check the code is selected, so that the next scan replaces it."""

    title = "核验"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Checks as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self.code = QLineEdit()
        self.code.setAccessibleName("核验码")
        self.code.setPlaceholderText("核验码，如 7K3M-92QF-8XWB")
        self.go_button = QPushButton("核验")
        self.go_button.setProperty("role", "primary")
        self.result = Card("核验结果")
        self.finding = Chip(Tag(""))
        self.said = QLabel(wordWrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.to_case = QPushButton("打开案件")
        self.preview = LetterPreview()
        self._case = ""
        self._lay_out()
        self.code.returnPressed.connect(self.check)
        self.go_button.clicked.connect(self.check)
        self.to_case.clicked.connect(lambda: self.go.emit("case", self._case))
        self.setFocusProxy(self.code)

    def check(self) -> None:
        """Check what stands in the field."""
        uow, text = self._uow, self.code.text()
        if text.strip():
            self._jobs.run(lambda _: _checked(uow, text), self._show, self._refused)

    def _show(self, found: tuple[Checked, bytes | None]) -> None:
        checked, pdf = found
        self._say(Tag(checked.finding.value, TONES[checked.finding]), "\n".join(_lines(checked)))
        self._case = checked.case_number
        self.to_case.setVisible(bool(self._case))
        if pdf is None:
            self.preview.say("没有可以对照的存档件")
        else:
            self.preview.show_letter(pdf)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._jobs.crashed.emit(error)
            return
        self._say(Tag("没有核验", Tone.LATE), error.text)
        self.to_case.hide()
        self.preview.say("没有可以对照的存档件")

    def _say(self, tag: Tag, text: str) -> None:
        self.finding.set_tag(tag)
        self.said.setText(text)
        self.result.setAccessibleDescription(f"{tag.word}。{text}")
        self.result.show()
        self.code.selectAll()
        self.code.setFocus()

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(tokens.SPACE_8)
        asked.addWidget(self.code, 1)
        asked.addWidget(self.go_button)
        for widget in (self.finding, self.said, self.to_case):
            self.result.column.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignLeft if widget is not self.said else Qt.AlignmentFlag(0)
            )
        self.result.hide()
        left = QWidget()
        left.setFixedWidth(440)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_16)
        column.addLayout(asked)
        column.addWidget(self.result)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[tokens.SPACE_16] * 4)
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(left)
        row.addWidget(self.preview, 1)
        self.preview.say("输入文书左下角的核验码，或用扫码枪扫二维码，按 Enter；\n核验后，在这里对照存档件")


def _checked(uow: UnitOfWork, text: str) -> tuple[Checked, bytes | None]:
    found = check(uow, text)
    return found, stored(uow, found.number) if found.number else None


def _lines(found: Checked) -> list[str]:
    """What was found, a line a fact; the sum in figures and capitals."""
    money = "" if found.sum_fen is None else f"{yuan(found.sum_fen)} 元（人民币{capitals(found.sum_fen)}）"
    facts = (
        ("核验码", found.code),
        ("文号", found.number),
        ("文书种类", found.kind),
        ("收件人", found.addressee),
        ("金额", money),
        ("案件编号", found.case_number),
        ("出具日期", str(found.issued_on or "")),
        ("出具人", found.issued_by),
        ("送达日期", str(found.served_on or "")),
        ("替代", found.corrects),
        ("已由下列文书更正", found.corrected_by),
        ("存档件校验", "一致" if found.finding in (Finding.GENUINE, Finding.CORRECTED) else ""),
    )
    return [f"{label}：{value}" for label, value in facts if value]
