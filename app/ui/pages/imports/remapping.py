"""Reading a file again after somebody said what its columns hold; off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.services.cases import header_mappings
from app.services.excel.applications.importing import Prepared, prepare_anew
from app.services.excel.recognising.columns import Mapped
from app.services.excel.recognising.sheets import Recognised
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Progress
from app.ui.pages.imports.rows import Shown, assessed


def kept_for(uow: UnitOfWork, sheets: Sequence[Recognised]) -> list[bool]:
    """Of each sheet whether something is remembered of its unit and type."""
    with uow.read() as work:
        known = header_mappings.remembered(work.session)
    return [(sender := found.sender) is not None and (sender.key, found.subsidy.code) in known for found in sheets]


def remap(uow: UnitOfWork, prepared: Prepared, said: dict[str, Mapped], *, keep: bool) -> Callable[[Progress], Shown]:
    """Work that keeps what was said by hand, by sheet name, if that is wanted, and assesses the file anew."""

    def work(progress: Progress) -> Shown:
        for found in prepared.preview.recognised if keep else ():
            sender, mapped = found.sender, said.get(found.sheet.name, {})
            if sender is not None and mapped:
                header_mappings.remember(uow, sender.key, sender.name, found.subsidy.code, mapped)
        return _anew(uow, prepared, {**(prepared.by_hand or {}), **said}, progress)

    return work


def unmap(uow: UnitOfWork, prepared: Prepared, found: Recognised) -> Callable[[Progress], Shown]:
    """Work that takes back what is remembered of a sheet's unit, and assesses the file anew."""

    def work(progress: Progress) -> Shown:
        if (sender := found.sender) is not None:
            header_mappings.forget(uow, sender.key, found.subsidy.code)
        others = {name: said for name, said in (prepared.by_hand or {}).items() if name != found.sheet.name}
        return _anew(uow, prepared, others, progress)

    return work


def _anew(uow: UnitOfWork, prepared: Prepared, by_hand: dict[str, Mapped], progress: Progress) -> Shown:
    def told(done: int, total: int) -> None:
        progress.step(done, total, "正在测算")

    return assessed(lambda when_read: prepare_anew(uow, prepared, by_hand, told, when_read), progress)
