"""The form that begins a random check: what the list is made of, how many are drawn, and who checks."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from app.services.errors import UserError
from app.services.policy.catalogue import CATALOGUE
from app.services.supervision.sampling import CASES, UNITS
from app.services.supervision.sampling_entry import TypedDraw
from app.ui import keys, tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.card import Card

LABELS = {
    "first": "批准日期自",
    "last": "批准日期至",
    "wanted": "抽取数",
    "inspectors": "检查人员名单（姓名之间用顿号）",
    "per_member": "每个对象派几人",
}
_LETTERS = 6


class SamplingForm(Card):
    """`asked` carries what is typed when the list is to be frozen."""

    asked = Signal(object)

    def __init__(self) -> None:
        """Empty until `show_year`."""
        super().__init__("新的抽查")
        self.subject, self.code, self.township = QComboBox(), QComboBox(), QComboBox()
        choices = QHBoxLayout()
        choices.setSpacing(tokens.SPACE_8)
        for box, name in ((self.subject, "抽查对象"), (self.code, "补贴类型"), (self.township, "乡镇街道")):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(_LETTERS)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choices.addWidget(box, 1)
        self.column.addLayout(choices)
        self.subject.addItem("抽查案件", CASES)
        self.subject.addItem("抽查单位", UNITS)
        self.code.addItem("全部类型", "")
        for subsidy in CATALOGUE:
            self.code.addItem(subsidy.title, subsidy.code)
        self.lines = EntryLines(LABELS)
        self.lines.lines["per_member"].setText("2")
        self.freeze = QPushButton("冻结名单")
        self.freeze.setProperty("role", "primary")
        keys.tip(self.freeze, "冻结名单，等种子公布后抽取", keys.HAND_OVER)
        self.column.addWidget(self.lines)
        self.column.addWidget(self.freeze)
        self.freeze.clicked.connect(self._ask)
        self.lines.returned.connect(self._ask)
        self.setFocusProxy(self.subject)

    def show_choices(self, townships: tuple[str, ...], today: date) -> None:
        """Offer the townships, and the year as period where nothing is typed yet."""
        kept = self.township.currentData()
        self.township.clear()
        self.township.addItem("全部乡镇街道", "")
        for name in townships:
            self.township.addItem(name, name)
        self.township.setCurrentIndex(max(self.township.findData(kept), 0))
        for name, text in (("first", f"{today.year}-01-01"), ("last", f"{today}")):
            if not self.lines.lines[name].text():
                self.lines.lines[name].setText(text)

    def show_error(self, error: UserError) -> bool:
        """Show what is wrong at its field; False when it belongs to none."""
        return self.lines.show_error(error)

    def clear(self) -> None:
        """The list has been frozen: the next check begins with how many."""
        self.lines.clear_errors()
        self.lines.lines["wanted"].clear()

    def _ask(self) -> None:
        self.lines.clear_errors()
        subject, code, township = (box.currentData() for box in (self.subject, self.code, self.township))
        self.asked.emit(TypedDraw(subject=subject, code=code, township=township or "", **self.lines.texts))
