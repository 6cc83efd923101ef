"""补正: what is known to be wanting, ticked, and room for more; everything is asked for at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QWidget

from app.ui.widgets.asking.phrases import Phrases
from app.ui.widgets.asking.step import Asking

_ONCE = "补正要一次性全部告知：已勾选的是材料和申报内容中缺少的项目，另有要求的在下面每行写一项。"


class SupplementDialog(Asking):
    """Asks what is to be brought; `given` carries the items, a sentence each."""

    given = Signal(object)

    def __init__(
        self,
        verb: str,
        what: str,
        items: Sequence[str],
        phrases: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`items` are proposed, all ticked; `phrases` are put into the text by a click."""
        super().__init__(verb, f"{verb}：{what}", parent)
        said = QLabel(_ONCE, wordWrap=True)
        said.setProperty("role", "secondary")
        self.column.addWidget(said)
        self.boxes = [QCheckBox(item) for item in items]
        for box in self.boxes:
            box.setChecked(True)
            box.toggled.connect(self._weigh)
            self.column.addWidget(box)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("每行一项，如：劳动合同缺少签字页，请补交")
        self.text.setAccessibleName("其他补正要求")
        self.text.setFixedHeight(88)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._weigh)
        self.column.addWidget(self.text)
        self.column.addWidget(Phrases(phrases, self.text, "\n"))
        self.finish()
        self.accepted.connect(lambda: self.given.emit(self.items))
        self.text.setFocus()
        self._weigh()

    @property
    def items(self) -> tuple[str, ...]:
        """What is ticked, then what was typed, a line each."""
        typed = (line.strip() for line in self.text.toPlainText().splitlines())
        return (*(box.text() for box in self.boxes if box.isChecked()), *(line for line in typed if line))

    def _weigh(self) -> None:
        self.go.setEnabled(bool(self.items))
