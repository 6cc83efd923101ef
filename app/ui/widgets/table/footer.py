"""The line under a table: how many, what the selected come to, and the tools."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui import icons, keys, tokens
from app.ui.widgets.table.formats import money


class TableFooter(QWidget):
    """Counts and sums on the left; filter, columns and export on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Buttons do nothing until they are connected."""
        super().__init__(parent)
        self.said = QLabel()
        self.filter = _tool("筛选", keys.FILTER)
        self.filter.setCheckable(True)
        self.columns = _tool("列", None)
        self.columns.setAccessibleName("选择列和排序")
        self.columns.setToolTip("选择显示的列和排序")
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export = _tool("导出", keys.EXPORT)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_8, tokens.SPACE_4, 0, tokens.SPACE_4)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.said, 1)
        for tool in (self.filter, self.columns, self.export):
            row.addWidget(tool)
        self.draw_icons()

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the scheme in force."""
        for tool, name in ((self.filter, "filter"), (self.columns, "columns"), (self.export, "export")):
            tool.setIcon(icons.icon(name, tokens.colours().secondary, 16))


def summary(total: str, chosen: int, sums: Sequence[tuple[str, int]], unit: str = "件") -> str:
    """共 38 件, or while some are chosen 已选 2 件 合计 5,500.00 元; sums are fen with the titles of their columns."""
    if not chosen:
        return f"共 {total} {unit}"
    if len(sums) == 1:
        return f"已选 {chosen:,} {unit}　合计 {money(sums[0][1])} 元　共 {total} {unit}"
    parts = [f"{title}合计 {money(fen)} 元" for title, fen in sums]
    return "　".join([f"已选 {chosen:,} {unit}", *parts, f"共 {total} {unit}"])


def _tool(text: str, key: keys.Key | None) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setProperty("role", "flat")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAccessibleName(text)
    if key is not None:
        keys.tip(button, text, key)
    return button
