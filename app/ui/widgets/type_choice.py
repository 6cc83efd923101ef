"""Choosing the type that the sheets of a workbook are taken for."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.services.policy.catalogue import CATALOGUE


class TypeChoice(QComboBox):
    """The type that the sheets are taken for: told by the program, or chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begins with 自动识别."""
        super().__init__(parent)
        self.setAccessibleName("补贴类型")
        self.addItem("自动识别类型", "")
        for subsidy in CATALOGUE:
            self.addItem(subsidy.title, subsidy.code)

    @property
    def code(self) -> str:
        """The code chosen; empty for 自动识别."""
        return str(self.currentData())

    def show_code(self, code: str) -> None:
        """Show a choice without emitting."""
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(code)))
        self.blockSignals(False)
