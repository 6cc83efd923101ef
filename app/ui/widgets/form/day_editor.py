"""A day, typed in any usual form or picked from a calendar; an untouched one is empty."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from app.services.policy.values import Unreadable, is_blank, read_day
from app.ui import icons, tokens
from app.ui.keys import Key, bind, tip
from app.ui.widgets.form.line_editor import LineEditor

_BUTTON, _GAP = 42, 2
CALENDAR = Key("Alt+Down", "从日历选择")


class Calendar(QFrame):
    """A calendar that opens under a field and goes away once a day is picked."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        """Hidden until shown; Esc or a click elsewhere closes it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.days = QCalendarWidget()
        self.days.setMinimumSize(320, 250)
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.clicked.connect(self._pick)
        self.days.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.days)

    def open_at(self, line: QWidget) -> None:
        """Show it under a line, or above where the screen ends below."""
        size, screen = self.sizeHint(), line.screen().availableGeometry()
        place = line.mapToGlobal(QPoint(0, line.height() + _GAP))
        if place.y() + size.height() > screen.bottom():
            place.setY(line.mapToGlobal(QPoint(0, -_GAP)).y() - size.height())
        place.setX(max(screen.left(), min(place.x(), screen.right() - size.width())))
        self._dress()
        self.move(place)
        self.show()

    def _dress(self) -> None:
        scheme = tokens.colours()
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(scheme.secondary))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, weekend)

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(day)


class DayEditor(LineEditor):
    """A line for a day, with a button (or Alt+↓) that opens the calendar."""

    def __init__(self) -> None:
        """Empty; typed 20240301, 2024.3.1 or 2024-03-01."""
        super().__init__(140, latin=True, hint="如 20240301")
        self._calendar: Calendar | None = None
        self.button = QToolButton()
        self.button.setProperty("role", "flat")
        self._draw_icon()
        tip(self.button, "从日历选择", CALENDAR)
        self.button.setAccessibleName("从日历选择")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bind(self.line, CALENDAR, self.open_calendar, Qt.ShortcutContext.WidgetShortcut)
        self.button.clicked.connect(self.open_calendar)
        self.row.addWidget(self.button)
        self.setMaximumWidth(self.line.maximumWidth() + _BUTTON)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def open_calendar(self) -> Calendar:
        """Open the calendar at the day typed, or at this month."""
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.picked.connect(self._take)
        self._calendar.days.setSelectedDate(self._typed())
        self._calendar.open_at(self.line)
        self._calendar.days.setFocus()
        return self._calendar

    def _draw_icon(self) -> None:
        self.button.setIcon(icons.icon("calendar"))

    def _typed(self) -> QDate:
        text = self.text()
        try:
            day = None if is_blank(text) else read_day(text)
        except Unreadable:
            day = None
        return QDate(day.year, day.month, day.day) if day else QDate.currentDate()

    def _take(self, day: QDate) -> None:
        self.set_text(day.toString(Qt.DateFormat.ISODate))
        self.edited.emit()
        self.left.emit()
        self.line.setFocus()
