"""Fusion in our palette with our face, in Chinese; light, or dark when the system is dark."""

from pathlib import Path

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFont, QPixmapCache
from PySide6.QtWidgets import QApplication

from app.ui import fonts, style, tokens


class Theme(QObject):
    """Dresses the application once, before any widget, and again when the system turns dark or light."""

    changed = Signal()

    def __init__(self, application: QApplication, resources: Path) -> None:
        """`resources` holds fonts/ and icons/. Raises fonts.FontMissing when the face is not there."""
        super().__init__(application)
        self._application = application
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        QDir.setSearchPaths("icons", [str(resources / "icons")])
        self._translator = QTranslator(self)
        if self._translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(self._translator)
        self.font: QFont = fonts.register(resources / "fonts")
        application.setStyle("Fusion")
        application.setFont(self.font)
        hints = application.styleHints()
        self.dress(dark=hints.colorScheme() == Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.connect(self._follow)

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

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self.dress(dark=scheme == Qt.ColorScheme.Dark)
