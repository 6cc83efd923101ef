"""Flipped bits, anywhere in the database, a backup or the key file of a folder: found, and never a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from app.services.errors import UserError
from app.services.policy.standards import Parameters
from app.services.standards.standards_file import shipped_parameters
from app.services.storage.backups import problem_of
from app.services.storage.database import FILE_NAME, make_engine, version_of
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.vault import Vault
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from benchmarks.trials.office import PASSWORD, STAFF, Site, Template, made

SPREAD = 2_654_435_761
"""A prime by which neighbouring rounds flip bits far from each other."""


@dataclass
class Bits:
    """The trial; three rounds of four are of an encrypted folder (database, backup, key file), the fourth of a plain one.

    In a plain folder nothing seals what no digest covers: what is not found there is counted, not called a violation.
    """

    stack: ExitStack
    sites: dict[bool, tuple[Template, Site]] = field(default_factory=dict)
    plain_found: int = 0
    plain: int = 0

    def round(self, number: int) -> Iterator[str]:
        """One bit; what nobody found, or what crashed on it."""
        place = number % 4
        sealed = place != 3
        template, site = self._site(sealed=sealed)
        name, path, found_by = _places(template, site)[place]
        whole = path.read_bytes()
        bit = number * SPREAD % (len(whole) * 8)
        spoilt = bytearray(whole)
        spoilt[bit // 8] ^= 1 << bit % 8
        path.write_bytes(spoilt)
        try:
            found = found_by(site, path)
        except Exception as error:  # noqa: BLE001 - whatever it is, a bit has brought it about
            found = "crash"
            yield f"{name}: bit {bit} crashed with {type(error).__name__} {error}"
        finally:
            path.write_bytes(whole)
        if sealed and not found:
            yield f"{name}: bit {bit} of {len(whole) * 8} was not found"
        if not sealed:
            self.plain, self.plain_found = self.plain + 1, self.plain_found + bool(found)
            print(f"  plain database: {self.plain_found} of {self.plain} found", flush=True)

    def _site(self, *, sealed: bool) -> tuple[Template, Site]:
        if sealed not in self.sites:
            template = self.stack.enter_context(made(encrypted=sealed))
            self.sites[sealed] = template, self.stack.enter_context(template.copied())
        return self.sites[sealed]


def _places(template: Template, site: Site) -> tuple[tuple[str, Path, Callable[[Site, Path], str]], ...]:
    return (
        ("database", site.data / FILE_NAME, _database),
        ("backup", site.backups / template.backup, _backup),
        ("key file", site.data / KEYS, _key_file),
        ("plain database", site.data / FILE_NAME, _database),
    )


def _database(site: Site, path: Path) -> str:
    """What opening and verifying say."""
    try:
        version_of(path, site.key)
        engine = make_engine(path, site.key)
        try:
            vault = Vault(site.data / KEYS, site.key) if site.key else None
            uow = UnitOfWork(engine, "", _shipped(site), site.clock, vault=vault)
            return "；".join(verify(uow).problems)
        finally:
            engine.dispose()
    except UserError as error:
        return error.text


def _backup(site: Site, path: Path) -> str:
    """What the check before a restore says without the checksum, which lies in a file that may be lost."""
    checksum = path.with_name(path.name + ".sha256")
    content = checksum.read_bytes()
    checksum.unlink()
    try:
        return problem_of(path, site.key)
    finally:
        checksum.write_bytes(content)


def _key_file(site: Site, path: Path) -> str:
    """What those who come with their passwords hear, and what the check says once somebody is in."""
    if site.key is None:
        return ""
    try:
        vault = Vault(path, site.key)
        content = vault.read()
        shut = [name for name in STAFF if content.open(name, PASSWORD) != site.key]
        return f"不能登录：{'、'.join(shut)}" if shut else "" if vault.intact() else "被改动过"
    except UserError as error:
        return error.text


def _shipped(site: Site) -> Parameters:
    return shipped_parameters(site.places.resources)
