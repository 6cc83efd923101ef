"""What lies beside an encrypted folder and is not encrypted: data from before, and backups taken before."""

from __future__ import annotations

from pathlib import Path

from app.services.errors import UserError
from app.services.storage.backups import ENDING, SUM_ENDING, Occasion, back_up, backups_in, folder_of
from app.services.storage.database import is_plain
from app.services.storage.restoring import require_keeper
from app.services.storage.sealed_backup import is_sealed
from app.services.unit_of_work import UnitOfWork


def plain_copies(uow: UnitOfWork) -> tuple[Path, ...]:
    """Databases and backups of an encrypted folder that anybody could read; none where the folder itself is plain."""
    if uow.vault is None:
        return ()
    data = Path(str(uow.engine.url.database)).parent
    found = [*data.glob("*.db"), *folder_of(uow).glob(f"*{ENDING}")]
    return tuple(sorted(path for path in found if path.is_file() and is_plain(path)))


def delete_plain_copies(uow: UnitOfWork, copies: tuple[Path, ...]) -> None:
    """An administrator deletes them for good, an encrypted backup being there or taken first.

    UserError for anybody else, and naming those that another program holds; the others are gone then.
    """
    require_keeper(uow)
    if not any(is_sealed(one.path) for one in backups_in(folder_of(uow))):
        back_up(uow, Occasion.ASKED)
    copies = tuple(
        path for path in copies if not path.is_file() or is_plain(path)
    )  # a new backup may have the name of an old one
    with uow.begin() as work:
        work.note("删除未加密的旧数据", str(len(copies)), "、".join(path.name for path in copies))
    if left := [path.name for path in copies if not _gone(path)]:
        raise UserError(f"{'、'.join(left)} 删不掉，可能正被别的程序打开，请关掉那个程序再删。")


def _gone(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
        path.with_name(path.name + SUM_ENDING).unlink(missing_ok=True)
    except OSError:
        return False
    return True
