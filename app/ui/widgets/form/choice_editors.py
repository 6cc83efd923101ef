"""Answers chosen: yes or no as a choice of two, and one of several options that can also be typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPushButton, QSizePolicy, QStyledItemDelegate

from app.ui.widgets.form.editor import Editor

_WIDEST = 260
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class YesNoEditor(Editor):
    """是 or 否, or not yet answered; a second press takes the answer back. ← and → go between the two."""

    def __init__(self) -> None:
        """Not answered."""
        self.buttons = tuple(QPushButton(word) for word in ("是", "否"))
        super().__init__(self.buttons[0])
        for button in self.buttons:
            button.setCheckable(True)
            button.setProperty("role", "facet")
            button.setAutoDefault(False)
            button.installEventFilter(self)
            button.clicked.connect(partial(self._choose, button))
        self.row.addWidget(self.buttons[1])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """是, 否 or nothing."""
        return next((button.text() for button in self.buttons if button.isChecked()), "")

    def set_text(self, text: str) -> None:
        """Show an answer; anything but 是 and 否 is none."""
        for button in self.buttons:
            button.setChecked(button.text() == text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter passes on, arrows go between the two."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            ):
                self.passed.emit()
                return True
            if event.key() in _STEPS:
                self.buttons[watched is self.buttons[0]].setFocus()
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _choose(self, chosen: QPushButton) -> None:
        for button in self.buttons:
            if button is not chosen:
                button.setChecked(False)
        self.edited.emit()
        self.left.emit()


class _Box(QComboBox):
    """A combo box that the wheel scrolls past: it never changes an answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class ChoiceEditor(Editor):
    """One of some options; typing any part of one finds it. Nothing is chosen at the start."""

    def __init__(self, options: Sequence[str]) -> None:
        """Empty, with the options in their order."""
        self.box = _Box()
        super().__init__(self.box)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(list(options))
        self.box.setCurrentIndex(-1)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaximumWidth(_WIDEST)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setMaxVisibleItems(12)
        self.box.setItemDelegate(QStyledItemDelegate(self.box))  # the style sheet pads items of this one only
        self.line, self.completer = QLineEdit(), QCompleter(self.box.model(), self.box)
        self.box.setLineEdit(self.line)
        self.box.setCompleter(self.completer)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.line.setPlaceholderText("选择或输入")
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._leave)
        self.line.returnPressed.connect(self.passed)
        self.box.activated.connect(self._activate)
        self.completer.activated.connect(self._activate)

    def text(self) -> str:
        """The option chosen or what is typed."""
        return self.box.currentText()

    def set_text(self, text: str) -> None:
        """Show an answer; one that is no option stays as typed."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findText(text))
            if self.box.currentIndex() < 0:
                self.box.setEditText(text)

    def _activate(self) -> None:
        self.edited.emit()
        self.left.emit()

    def _leave(self) -> None:
        """What was typed so far becomes the only option that it can mean."""
        typed = self.text().strip()
        options = [self.box.itemText(index) for index in range(self.box.count())]
        fitting = [option for option in options if typed and typed in option]
        if typed not in options and len(fitting) == 1:
            self.set_text(fitting[0])
            self.edited.emit()
        self.left.emit()
