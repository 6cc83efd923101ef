"""What can be done to the ticked cases at once: shown under the list while something is ticked."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.services.cases.course import Step
from app.services.worklists.queue_choices import Choice
from app.ui import keys, tokens
from app.ui.deeds import Deed, deed, opinion_deeds


class BatchBar(QFrame):
    """A button a step that some of the ticked cases may take; `chosen` carries the deed and its Choice."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to choose."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName("批量办理")
        self._said = QLabel()
        self._said.setProperty("role", "secondary")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_8, tokens.SPACE_12, tokens.SPACE_8)
        self._row.setSpacing(tokens.SPACE_8)
        self._row.addWidget(self._said)
        self._row.addStretch(1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def set_choices(self, ticked: int, found: tuple[Choice, ...]) -> None:
        """Offer what fits so many ticked cases; the step that most of them wait for is the first."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.setVisible(ticked > 0)
        self._said.setText("批量办理" if found else f"勾选的 {ticked:,} 件现在没有您能办理的步骤")
        ordered = sorted(found, key=lambda choice: (choice.needs_reason, -choice.count))
        pairs = [(one, choice) for choice in ordered for one in _deeds(choice)]
        self.buttons = [self._button(one, choice, first=place == 0) for place, (one, choice) in enumerate(pairs)]
        for button in self.buttons:
            self._row.addWidget(button)

    def press(self) -> None:
        """Press the first button, as Ctrl+Enter does."""
        if self.buttons:
            self.buttons[0].click()

    def _button(self, one: Deed, choice: Choice, *, first: bool) -> QPushButton:
        button = QPushButton(f"{one.label} {choice.count:,} 件")
        if first:
            button.setProperty("role", "primary")
            keys.tip(button, one.label, keys.HAND_OVER)
        button.clicked.connect(partial(self._choose, one, choice))
        return button

    def _choose(self, one: Deed, choice: Choice, _checked: bool = False) -> None:
        self.chosen.emit(one, choice)


def _deeds(choice: Choice) -> tuple[Deed, ...]:
    if choice.step is Step.OPINION:
        return opinion_deeds("")
    return (deed(choice.step, choice.label, needs_reason=choice.needs_reason),)
