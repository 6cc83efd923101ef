"""An encrypted folder that has been opened: its key in memory, and who else may open it.

The key file is rewritten only while the database's write lock is held, so that two programs do not undo each other.
A new password gets its slot before it is stored, and the old slot goes after: whenever the program ends between, one opens.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes

from app.services.storage.key_file import (
    KEY_SIZE,
    SHEET,
    KeyFile,
    Slot,
    label_of,
    new_key_file,
    read_key_file,
    write_key_file,
)
from app.services.trust.passwords import Cost


@dataclass(frozen=True)
class Vault:
    """The key file at `path` and the database key that one of its slots gave."""

    path: Path
    key: bytes = field(repr=False)

    def slot_for(self, name: str, secret: str) -> Slot:
        """The key sealed for a name and its password; takes a while on purpose, so not within a transaction."""
        return self.read().slot_for(self.key, name, secret)

    def add(self, slot: Slot) -> None:
        """Let one more slot open the folder. UserError when the file cannot be written."""
        content = self.read()
        self._write(content, (*content.slots, slot))

    def keep_last(self, name: str) -> None:
        """Of the slots of a name only the one added last opens from now on."""
        content, label = self.read(), label_of(self.key, name)
        own = [slot for slot in content.slots if slot.label == label]
        self._keep(content, [slot for slot in content.slots if slot.label != label or slot is own[-1]])

    def keep_names(self, names: Collection[str]) -> None:
        """Slots of others than these, and of the recovery sheet, open nothing any more."""
        content = self.read()
        labels = {label_of(self.key, name) for name in (*names, SHEET)}
        self._keep(content, [slot for slot in content.slots if slot.label in labels])

    def spare(self, name: str, secret: str) -> tuple[Slot, ...]:
        """Slots of a name's former passwords, knowing the present one; may take a while, as `slot_for`."""
        return self.read().spare(self.key, name, secret)

    def withdraw(self, slots: Collection[Slot]) -> None:
        """These slots open nothing any more."""
        content = self.read()
        self._keep(content, [slot for slot in content.slots if slot not in slots])

    def opens_for(self, name: str) -> bool:
        """Whether a slot is there for a name."""
        return label_of(self.key, name) in {slot.label for slot in self.read().slots}

    def intact(self) -> bool:
        """Whether the file is as it was written by somebody who had the key."""
        content = self.read()
        return content.intact(self.key) and self.path.read_bytes() == content.as_bytes()

    def read(self) -> KeyFile:
        """The file as it is now; UserError when it is missing or damaged."""
        return read_key_file(self.path)

    def _keep(self, content: KeyFile, slots: list[Slot]) -> None:
        if len(slots) != len(content.slots):
            self._write(content, slots)

    def _write(self, content: KeyFile, slots: Collection[Slot]) -> None:
        write_key_file(self.path, content.with_slots(self.key, slots))


def new_vault(path: Path, cost: Cost, name: str, secret: str) -> Vault:
    """A new key with its file, which one account's password opens; UserError when the file cannot be written."""
    vault, empty = Vault(path, token_bytes(KEY_SIZE)), new_key_file(cost)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_key_file(path, empty.with_slots(vault.key, [empty.slot_for(vault.key, name, secret)]))
    return vault
