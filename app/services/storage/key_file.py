"""yeji.keys: the small file beside an encrypted database that holds its key, sealed once for each who may open it.

A slot is the 32-byte database key, sealed with what argon2id makes of a password (or of the code on the recovery sheet).
No name stands in the file: the salt is bound to the name, so a slot opens for one name and one password; a slot's label
says whose it is to those alone who have the key.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

from argon2.low_level import Type, hash_secret_raw

from app.services.errors import UserError
from app.services.storage.beside import save_bytes
from app.services.storage.reasons import reason_of
from app.services.storage.sealing import KEY_BYTES, NONCE_BYTES, Sealed, seal, unseal
from app.services.trust.passwords import Cost

NAME = "yeji.keys"
SHEET = "\x00sheet"
"""Stands for the recovery sheet where else an account's name stands; no account can be called so."""
KEY_SIZE = 32
_FORMAT = 1
_SALT = 16
_MOST = Cost(passes=64, memory_kib=4 << 20, lanes=64)


@dataclass(frozen=True)
class Slot:
    """The key sealed for one password; `label` is opaque without the key."""

    label: bytes
    sealed: Sealed


@dataclass(frozen=True)
class KeyFile:
    """What the file says. `mark` is over all the rest, with a key made from the database's."""

    cost: Cost
    salt: bytes
    slots: tuple[Slot, ...]
    mark: bytes = b""

    def open(self, name: str, secret: str) -> bytes | None:
        """The database key for a name and its password; None when they open nothing. Takes as long either way."""
        stretched = self._stretch(name, secret)
        found = [unseal(stretched, slot.label, slot.sealed) for slot in self.slots]
        return next((key for key in found if key is not None), None)

    def spare(self, key: bytes, name: str, secret: str) -> tuple[Slot, ...]:
        """Of several slots of a name those that are older than the one its password opens."""
        own = [slot for slot in self.slots if slot.label == label_of(key, name)]
        if len(own) < 2:
            return ()
        stretched = self._stretch(name, secret)
        opened = [unseal(stretched, slot.label, slot.sealed) is not None for slot in own]
        return tuple(own[: opened.index(True)]) if True in opened else ()

    def slot_for(self, key: bytes, name: str, secret: str) -> Slot:
        """The key sealed for a name and its password."""
        label = label_of(key, name)
        return Slot(label, seal(self._stretch(name, secret), label, key))

    def with_slots(self, key: bytes, slots: Iterable[Slot]) -> KeyFile:
        """The same file with other slots, marked anew."""
        changed = replace(self, slots=tuple(slots))
        return replace(changed, mark=changed.mark_of(key))

    def intact(self, key: bytes) -> bool:
        """Whether nobody without the key has changed the file."""
        return hmac.compare_digest(self.mark, self.mark_of(key))

    def as_bytes(self) -> bytes:
        """The file as it lies on the disk."""
        content = self._content() | {"mark": self.mark.hex()}
        return (json.dumps(content, indent=1) + "\n").encode()

    def _content(self) -> dict[str, object]:
        cost = {"passes": self.cost.passes, "memory_kib": self.cost.memory_kib, "lanes": self.cost.lanes}
        slots = [
            {
                "label": slot.label.hex(),
                "nonce": slot.sealed.nonce.hex(),
                "hidden": slot.sealed.hidden.hex(),
                "seal": slot.sealed.seal.hex(),
            }
            for slot in self.slots
        ]
        return {"format": _FORMAT, "argon2id": cost, "salt": self.salt.hex(), "slots": slots}

    def mark_of(self, key: bytes) -> bytes:
        """What `mark` has to be."""
        return hmac.digest(derived(key, "key file"), json.dumps(self._content()).encode(), "sha256")

    def _stretch(self, name: str, secret: str) -> bytes:
        salt = sha256(self.salt + name.encode()).digest()[:_SALT]
        cost = self.cost
        return hash_secret_raw(secret.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def new_key_file(cost: Cost) -> KeyFile:
    """A file without slots, with a salt of its own."""
    return KeyFile(cost, token_bytes(_SALT), ())


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, made from the database's; from it the other cannot be found."""
    return hmac.digest(key, b"yeji " + purpose.encode(), "sha256")


def label_of(key: bytes, name: str) -> bytes:
    """By which those who have the key know whose a slot is."""
    return hmac.digest(derived(key, "slot"), name.encode(), "sha256")[:_SALT]


def read_key_file(path: Path) -> KeyFile:
    """The key file at a path; UserError, with the way out, when it is missing or unreadable."""
    try:
        return parse_key_file(path.read_bytes())
    except FileNotFoundError as error:
        raise UserError(
            f"数据打不开：它已加密而密钥文件 {path} 不见了，或已损坏；文件未改动，"
            "请管理员从原处取回密钥文件，或移走这个数据文件夹后用备份恢复（备份自带密钥文件）。"
        ) from error
    except OSError as error:
        raise UserError(f"密钥文件 {path} 读不出（{reason_of(error)}），请管理员检查文件权限后重试。") from error
    except ValueError as error:
        raise UserError(f"密钥文件 {path} 已损坏，数据未动，请管理员用备份恢复（备份自带密钥文件）。") from error


def parse_key_file(content: bytes) -> KeyFile:
    """The key file in these bytes; ValueError for anything else."""
    try:
        read = json.loads(content)
        cost = Cost(**{name: int(read["argon2id"][name]) for name in ("passes", "memory_kib", "lanes")})
        slots = tuple(_slot({name: bytes.fromhex(text) for name, text in one.items()}) for one in read["slots"])
        found = KeyFile(cost, bytes.fromhex(read["salt"]), slots, bytes.fromhex(read["mark"]))
        known = read["format"] == _FORMAT
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(content[:20]) from error
    if not known or len(found.salt) != _SALT or not _bearable(cost):
        raise ValueError(content[:20])
    return found


def write_key_file(path: Path, content: KeyFile) -> None:
    """Write the file beside its place and move it there; UserError when the place cannot be written."""
    save_bytes(path, content.as_bytes())


def _slot(read: dict[str, bytes]) -> Slot:
    sealed = Sealed(read["nonce"], read["hidden"], read["seal"])
    if len(sealed.nonce) != NONCE_BYTES or len(sealed.hidden) != KEY_SIZE:
        raise ValueError(len(sealed.hidden))
    return Slot(read["label"], sealed)


def _bearable(cost: Cost) -> bool:
    pairs = ((cost.passes, _MOST.passes), (cost.memory_kib, _MOST.memory_kib), (cost.lanes, _MOST.lanes))
    return all(1 <= given <= most for given, most in pairs) and cost.memory_kib >= 8 * cost.lanes
