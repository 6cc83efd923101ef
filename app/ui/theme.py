"""Fusion in our palette with our face, in Chinese; light, or dark when the system is dark."""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QFont, QPixmapCache
from PySide6.QtWidgets import QApplication

from app.ui import fonts, style, tokens

ARGUMENTS = ("-style", "Fusion")
"""What the application is to be made with: to set the style later is to make a second one."""


class Theme(QObject):
    """Dresses the application once, before any widget, and again when the system turns dark or light."""

    changed = Signal()

    def __init__(self, application: QApplication, resources: Path) -> None:
        """`application` is made with ARGUMENTS, `resources` holds fonts/ and icons/. Raises fonts.FontMissing when the face is not there."""
        super().__init__(application)
        self._application = application
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        QDir.setSearchPaths("icons", [str(resources / "icons")])
        self._translator = QTranslator(self)
        if self._translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(self._translator)
        self.font: QFont = fonts.register(resources / "fonts")
        application.setFont(self.font)
        self.dress(dark=tokens.colours() is tokens.DARK)  # until now the palette is the system's
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def application(self) -> QApplication:
        """The application that is dressed."""
        return self._application

    def dress(self, *, dark: bool) -> None:
        """Put the light or the dark scheme on every window."""
        scheme = tokens.DARK if dark else tokens.LIGHT
        self._application.setPalette(style.palette(scheme))
        self._application.setStyleSheet(style.sheet(scheme))
        QPixmapCache.clear()
        self.changed.emit()

    def _follow(self, scheme: QtCore.Qt.ColorScheme) -> None:
        self.dress(dark=scheme == QtCore.Qt.ColorScheme.Dark)
