"""文书 beside a case: the letters it is due, then those it was given, each a way to the page 文书."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from app.services.letters.of_case import CaseLetters, case_letters
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_shown import ShownLetter
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.case_tab import CaseTab
from app.ui.pages.letters.rows import LettersFor

ISSUE, OPEN = "到文书页出具", "到文书页查看"
NONE = "没有已出具的文书，现在也没有待出具的。"
_TARGET = Qt.ItemDataRole.UserRole


class LettersTab(CaseTab):
    """Reads only; letters are issued, printed and served on the page 文书, at which the button opens the one chosen."""

    title = "文书"

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._number = ""
        self.said = QLabel(NONE, wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(tokens.SPACE_4)
        self.list.setAccessibleName("本案文书")
        self.open = QPushButton(OPEN)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addStretch()
        self.list.currentRowChanged.connect(self._offer)
        self.list.itemActivated.connect(lambda _: self._go())
        self.open.clicked.connect(self._go)
        self.setFocusProxy(self.list)

    def show_case(self, number: str) -> None:
        """Read the letters of a case."""
        uow, self._number = self._uow, number
        self._jobs.run(lambda _: case_letters(uow, number), lambda read: self._show(number, read))

    def _show(self, number: str, letters: CaseLetters) -> None:
        if number != self._number:
            return
        kept = self._target()
        self.list.clear()
        for kind in letters.due:
            self._add(f"待出具　{kind}", LettersFor(kind, (number,)))
        for one in letters.issued:
            self._add(_told(one), LettersFor(one.kind, (one.number,)))
        targets = [self.list.item(place).data(_TARGET) for place in range(self.list.count())]
        self.list.setCurrentRow(targets.index(kept) if kept in targets else 0 if targets else -1)
        self.said.setHidden(bool(targets))
        self.list.setVisible(bool(targets))
        self._offer()
        self.counted.emit(len(letters.due))

    def _add(self, text: str, target: LettersFor) -> None:
        QListWidgetItem(text, self.list).setData(_TARGET, target)

    def _target(self) -> LettersFor | None:
        item = self.list.currentItem()
        found = item.data(_TARGET) if item is not None else None
        return found if isinstance(found, LettersFor) else None

    def _offer(self) -> None:
        """One that is due is named by the case, one issued by its own number."""
        target = self._target()
        self.open.setVisible(target is not None)
        self.open.setText(ISSUE if target and target.numbers == (self._number,) else OPEN)

    def _go(self) -> None:
        target = self._target()
        if target is not None:
            self.go.emit("letters", target)


def _told(one: ShownLetter) -> str:
    """A letter in two lines: number and kind; dates of issue, printing, service and what replaced it."""
    served = f"{one.served_on} {one.manner}" if one.served_on else "未送达"
    replaced = f"　已由 {one.corrected_by} 更正" if one.corrected_by else ""
    printed = "已打印" if one.printed else "未打印"
    return f"{one.number}　{one.kind}\n{one.issued_on} 出具　{printed}　{served}{replaced}"
