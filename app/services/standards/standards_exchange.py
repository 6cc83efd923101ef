"""All standards, lists, time limits and office texts as one TOML file: what is written and read again is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.services.excel.books.standards_book import read_book, write_book
from app.services.excel.writing.saving import save_bytes
from app.services.policy.material_lists import MATERIALS, unpacked
from app.services.policy.standards import LIMITS, Entry, Parameters, Value
from app.services.standards import parameters
from app.services.standards.standards_file import office_entries
from app.services.unit_of_work import UnitOfWork

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
HEAD = "# 政策标准、名单目录、办理时限、机关文号和材料清单；每项自 from 之日起适用，source 为依据或文号。\n"


def export_file(uow: UnitOfWork, path: Path) -> int:
    """Write every value ever in force as a workbook or, by the ending of the path, as TOML; how many values."""
    with uow.begin() as work:
        entries = work.parameters.entries
        work.note("导出政策标准", path.name, f"{len(entries)} 项")
    if path.suffix.lower() == ".toml":
        save_bytes(path, as_toml(entries).encode())
    else:
        write_book(entries, path)
    return len(entries)


def read_file(path: Path) -> list[Entry]:
    """The entries of a standards file, TOML or workbook; UserError when it is none."""
    return read_book(path) if path.suffix.lower() in WORKBOOKS else office_entries(path)


def import_file(uow: UnitOfWork, path: Path) -> int:
    """An administrator enters a standards file; what is known already is left out. How many values are new."""
    entries = read_file(path)
    with uow.read() as work:
        fresh = unknown(work.parameters, entries)
    return parameters.enter(uow, fresh) if fresh else 0


def unknown(known: Parameters, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that would change or add anything: of a name, row and day only the last of a file counts."""
    last = {(entry.name, entry.key, entry.start): entry for entry in known.entries}
    read = {(entry.name, entry.key, entry.start): entry for entry in entries}
    return tuple(entry for at, entry in read.items() if last.get(at) != entry)


def as_toml(entries: Sequence[Entry]) -> str:
    """Entries as a standards file; of a name, row and day the last one."""
    last = {(entry.name, entry.key, entry.start): entry for entry in entries}
    return HEAD + "".join(f"\n{_table(entry)}" for entry in last.values())


def _table(entry: Entry) -> str:
    write = _writer(entry)
    return "\n".join(write(entry)) + "\n"


def _writer(entry: Entry) -> Callable[[Entry], Iterator[str]]:
    match entry.value:
        case tuple():
            return _material_lines if entry.name == MATERIALS else _list_lines
        case bool() | date():
            return _setting_lines
        case Decimal():
            return _number_lines
        case _:
            return _text_lines


def _opening(table: str, entry: Entry, name: str = "name") -> Iterator[str]:
    yield f"[[{table}]]"
    yield f"{name} = {_quoted(entry.key if name == 'type' else entry.name)}"
    yield f"from = {entry.start.isoformat()}"
    yield f"source = {_quoted(entry.source)}"


def _material_lines(entry: Entry) -> Iterator[str]:
    yield from _opening("materials", entry, "type")
    yield "list = ["
    for line in _items(entry.value):
        one = unpacked(line)
        yield (
            f"    {{ name = {_quoted(one.name)}, basis = {_quoted(one.basis)}, form = {_quoted(one.form)}, "
            f"copies = {one.copies}, deferrable = {str(one.deferrable).lower()} }},"
        )
    yield "]"


def _list_lines(entry: Entry) -> Iterator[str]:
    yield from _opening("list", entry)
    yield f"values = [{', '.join(map(_quoted, _items(entry.value)))}]"


def _setting_lines(entry: Entry) -> Iterator[str]:
    yield from _opening("setting", entry)
    if entry.key:
        yield f"key = {_quoted(entry.key)}"
    value = entry.value
    yield f"value = {str(value).lower() if isinstance(value, bool) else value}"


def _number_lines(entry: Entry) -> Iterator[str]:
    if entry.name == LIMITS:
        yield from _opening("limit", entry)
        yield f"days = {{ {_quoted(entry.key)} = {entry.value:f} }}"
        return
    yield from _opening("standard", entry)
    yield f"amounts = {{ {_quoted(entry.key)} = {entry.value:f} }}" if entry.key else f"amount = {entry.value:f}"


def _text_lines(entry: Entry) -> Iterator[str]:
    yield from _opening("text", entry)
    yield f"texts = {{ {_quoted(entry.key)} = {_quoted(str(entry.value))} }}"


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    shown = "".join(f"\\u{ord(char):04X}" if ord(char) < 32 or ord(char) == 127 else char for char in _escaped(text))
    return f'"{shown}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
