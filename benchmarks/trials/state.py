"""What a folder holds, as figures that one transaction changes together; and everything that must hold in any state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, inspect

from app.services.storage.backups import backups_in, problem_of
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from benchmarks.trials.office import Site

Figures = tuple[tuple[str, object], ...]
ASIDE = ("登录", "登录失败", "备份", "恢复演练", "验证原密码")
"""Acts that are noted in a transaction of their own, before or behind the one that counts."""
BY_STATE = ("cases", "payment_runs", "payment_run_lines", "letters")
SERIES = {
    "YJJG": ("cases", "CAST(substr(number, 11) AS INTEGER)", "substr(number, 6, 4)"),
    "PC": ("batches", "CAST(substr(number, 9) AS INTEGER)", "substr(number, 4, 4)"),
    "FK": ("payment_runs", "CAST(substr(number, 9) AS INTEGER)", "substr(number, 4, 4)"),
}
_OURS = ("yeji.db", "yeji.keys", "yeji.tries", "yeji.lock")
_KEPT = ("恢复前-", "加密前-", "迁移前-")


def figures(uow: UnitOfWork) -> Figures:
    """Rows by table, cases by state, acts by name, numbers taken: equal before and after means nothing happened."""
    with uow.engine.connect() as connection:
        found: dict[str, object] = {}
        for table in sorted(inspect(connection).get_table_names()):
            if table != "audit_entries":
                found[table] = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
        for table in BY_STATE:
            if "state" in {column["name"] for column in inspect(connection).get_columns(table)}:
                found |= _counted(connection, f"{table} ", f"SELECT state, count(*) FROM {table} GROUP BY 1")
        found |= _counted(connection, "series ", "SELECT name || year, last FROM series")
        acts = _counted(connection, "act ", "SELECT action, count(*) FROM audit_entries GROUP BY 1")
        found |= {name: count for name, count in acts.items() if name[4:] not in ASIDE}
        connection.rollback()
    return tuple(sorted(found.items()))


def _counted(connection: Connection, prefix: str, query: str) -> dict[str, object]:
    return {f"{prefix}{name}": count for name, count in connection.exec_driver_sql(query).all()}


def difference(found: Figures, wanted: Figures) -> str:
    """Where two states differ."""
    one, other = dict(found), dict(wanted)
    names = sorted(one.keys() | other.keys())
    return "，".join(f"{name} {other.get(name)}→{one.get(name)}" for name in names if one.get(name) != other.get(name))


def problems(site: Site, uow: UnitOfWork) -> Iterator[str]:
    """What must not be found in a folder that has been opened anew, whatever happened before."""
    yield from (f"verify: {problem}" for problem in verify(uow).problems)
    yield from gaps(uow)
    for backup in backups_in(site.backups):
        if problem := problem_of(backup.path, site.key):
            yield f"backup {backup.path.name}: {problem}"
    with uow.begin() as work:  # a journal that is not needed any more goes with the next transaction
        work.note("试验")
    yield from (f"left behind: {name}" for name in left_behind(site.data))


def gaps(uow: UnitOfWork) -> Iterator[str]:
    """Numbers that were taken and not used, or used twice."""
    with uow.engine.connect() as connection:
        for series, (table, serial, year) in SERIES.items():
            query = (
                f"SELECT s.year, s.last, count(t.id), coalesce(max({serial}), 0), count(DISTINCT {serial}) FROM series s"
                f" LEFT JOIN {table} t ON {year} = CAST(s.year AS TEXT) WHERE s.name = '{series}' GROUP BY 1, 2"
            )
            for year_of, last, count, most, different in connection.exec_driver_sql(query):
                if not last == count == most == different:
                    yield f"numbers of {series} {year_of}: last {last}, {count} rows, most {most}, {different} different"
        connection.rollback()


def left_behind(data: Path) -> Iterable[str]:
    """Temporary files and parts of files in a data folder and its ring."""
    for path in sorted(data.iterdir()):
        if path.name not in _OURS and not path.name.startswith(_KEPT) and path.name not in ("备份", "logs"):
            yield path.name
    for path in sorted((data / "备份").iterdir()):
        if path.name.startswith(".") or path.suffix not in (".yjbak", ".sha256"):
            yield f"备份/{path.name}"
        elif path.suffix == ".sha256" and not path.with_suffix("").exists():
            yield f"备份/{path.name} 没有备份"
