"""The line icons shipped under resources/icons, drawn in the colour of the text beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui  # the first paint has no icons and waits for none of these classes

from app.ui import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap
    from PySide6.QtSvg import QSvgRenderer


class IconMissing(Exception):
    """No icon of that name is shipped."""


def icon(name: str, colour: str | None = None, size: int = 18) -> QIcon:
    """The icon `name` in `colour` (the scheme's ink when none is given), sharp on every screen that is there. Raises IconMissing."""
    renderer = _renderer(name, colour or tokens.colours().ink)
    made = QtGui.QIcon()
    for scale in sorted({screen.devicePixelRatio() for screen in QtGui.QGuiApplication.screens()}):
        made.addPixmap(_drawn(renderer, size, scale))
    return made


def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """One icon of `size` logical px for a screen of `scale` device px a logical one. Raises IconMissing."""
    return _drawn(_renderer(name, colour), size, scale)


def _renderer(name: str, colour: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # behind the first paint

    file = QtCore.QFile(f"icons:{name}.svg")
    if not file.open(QtCore.QIODevice.OpenModeFlag.ReadOnly):
        raise IconMissing(name)
    drawing = bytes(file.readAll().data()).replace(b"currentColor", colour.encode())
    file.close()
    return QSvgRenderer(QtCore.QByteArray(drawing))


def _drawn(renderer: QSvgRenderer, size: int, scale: float) -> QPixmap:
    side = round(size * scale)
    made = QtGui.QPixmap(side, side)
    made.setDevicePixelRatio(scale)
    made.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(made)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QtCore.QRectF(0, 0, size, size))
    painter.end()
    return made
