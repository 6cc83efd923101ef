"""The only message boxes: a question before what cannot be undone, and the crash dialog with its report."""

import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import tokens


def confirm(parent: QWidget | None, text: str, details: str, verb: str, *, dangerous: bool = False) -> bool:
    """Ask before what cannot be undone; `verb` is the button, like 批准 38 件. True when it was pressed.

    `text` names what will happen, `details` counts and sums. A dangerous one has the focus on 取消.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(verb)
    dialog.setMinimumWidth(400)
    go, stop = QPushButton(verb), QPushButton("取消")
    go.setProperty("role", "danger" if dangerous else "primary")
    go.clicked.connect(dialog.accept)
    stop.clicked.connect(dialog.reject)
    go.setAutoDefault(True)
    stop.setAutoDefault(True)
    _lay_out(dialog, text, [_label(details, role="secondary")] if details else [], [stop, go])
    chosen = stop if dangerous else go
    chosen.setDefault(True)
    chosen.setFocus()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


class CrashDialog(QDialog):
    """Says that the program made a mistake, that nothing half-done was kept, and where the report lies."""

    def __init__(self, report: Path, text: str, parent: QWidget | None = None) -> None:
        """`text` is the report as stored at `report`."""
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.setMinimumSize(560, 360)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName("错误报告内容")
        where = _label(f"错误报告已保存在：{report}\n请把这个文件交给管理员。", role="secondary")
        copy, close = QPushButton("复制报告"), QPushButton("关闭")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close.clicked.connect(self.accept)
        _lay_out(self, "程序出错，刚才的操作没有完成，已保存的数据不受影响。", [where, shown], [copy, close])
        close.setDefault(True)
        close.setFocus()


class Crashes(QObject):
    """Turns what nobody caught into a report file and one dialog, whatever thread it happened in."""

    _happened = Signal(object)

    def __init__(self, write: Callable[[str], Path], parent: QObject | None = None) -> None:
        """`write` stores the text of a report and gives its path."""
        super().__init__(parent)
        self._write = write
        self._open: list[CrashDialog] = []
        self._happened.connect(self._show_soon)

    def install(self) -> None:
        """Take over sys.excepthook and threading.excepthook for the rest of the process."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._thread_hook(args.exc_value)

    def report(self, error: BaseException) -> None:
        """Write the report of an error and show it; from any thread."""
        self._happened.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)

    def _thread_hook(self, error: BaseException | None) -> None:
        if error is not None:
            self.report(error)

    @Slot(object)
    def _show_soon(self, error: BaseException) -> None:
        """Not in the middle of what went wrong."""
        QTimer.singleShot(0, self, lambda: self._show(error))

    def _show(self, error: BaseException) -> None:
        report = self._write("".join(traceback.format_exception(error)))
        dialog = CrashDialog(report, report.read_text(encoding="utf-8"), QApplication.activeWindow())
        self._open.append(dialog)
        dialog.finished.connect(lambda: self._open.remove(dialog))
        dialog.open()


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _lay_out(dialog: QDialog, text: str, body: list[QWidget], buttons: list[QPushButton]) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*[tokens.SPACE_24] * 4)
    column.setSpacing(tokens.SPACE_12)
    for widget in (_label(text), *body):
        column.addWidget(widget)
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_8)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    column.addSpacing(tokens.SPACE_8)
    column.addLayout(row)
