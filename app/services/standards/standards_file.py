"""Parameters from TOML: the shipped numbers of the Opinion, and the office's own standards file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.services.errors import UserError
from app.services.policy.material_lists import MATERIALS, Form, Material
from app.services.policy.standards import CONFIRMED, PUBLISHED, SCARCE_OCCUPATIONS, Entry, Parameters, Value

SHIPPED = ("opinion.toml", "materials.toml", "indicators.toml", "office.toml")
TABLES = {"standard": ("amount", "amounts"), "list": ("values", ""), "limit": ("", "days"), "text": ("", "texts")}


def read_parameters(text: str, file_name: str) -> list[Entry]:
    """The entries of a standards file; UserError when it is not one or a value has no day or no source."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"标准文件 {file_name} 不是有效的 TOML（{error}），请管理员改正后重新导入。") from error
    unknown = set(content) - set(TABLES) - {"published", "from", "scarce_occupations", "materials", "setting"}
    if unknown:
        raise UserError(f"标准文件 {file_name} 含有不认识的项目“{sorted(unknown)[0]}”，请管理员核对后重新导入。")
    return [
        *_opening(content, file_name),
        *_settings(content, file_name),
        *_tables(content, file_name),
        *_materials(content, file_name),
    ]


def _opening(content: Mapping[str, Any], file_name: str) -> Iterator[Entry]:
    """发布日期 and the scarce list, which hold from 发布日期 on (from the beginning without one).

    `from` beside them is the day from which a newer Opinion takes over: cases applied for earlier keep the 发布日期 of theirs.
    """
    published, takes_over = content.get("published"), content.get("from", date.min)
    if type(takes_over) is not date:
        raise UserError(f"标准文件 {file_name} 的 from 应为日期，例如 2026-01-01，请管理员改正。")
    if published is not None:
        if type(published) is not date:
            raise UserError(f"标准文件 {file_name} 的 published 应为日期，例如 2018-01-01，请管理员改正。")
        yield Entry(PUBLISHED, "", takes_over, f"标准文件 {file_name}", published)
        yield Entry(CONFIRMED, "", takes_over, f"标准文件 {file_name}", True)
    if "scarce_occupations" in content:
        start = takes_over if "from" in content else published or date.min
        yield Entry(SCARCE_OCCUPATIONS, "", start, f"标准文件 {file_name}", tuple(content["scarce_occupations"]))


def _settings(content: Mapping[str, Any], file_name: str) -> Iterator[Entry]:
    """发布日期 and whatever else is a date or a yes or no, each with its day and source."""
    for row in content.get("setting", ()):
        name, start, source = _dated(row, "setting", file_name)
        value = row.get("value")
        if type(value) is not date and not isinstance(value, bool):
            raise UserError(f"标准文件 {file_name} 的“{name}”应为日期或 true、false，请管理员改正。")
        yield Entry(name, row.get("key", ""), start, source, value)


def _materials(content: Mapping[str, Any], file_name: str) -> Iterator[Entry]:
    for row in content.get("materials", ()):
        code, start, source = _dated(row | {"name": row.get("type")}, "materials", file_name)
        try:
            lines = tuple(_material(line).packed for line in row["list"])
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(f"标准文件 {file_name} 中“{code}”的材料清单有缺项或不能识别的值，请管理员改正。") from error
        yield Entry(MATERIALS, code, start, source, lines)


def _material(line: Mapping[str, Any]) -> Material:
    return Material(line["name"], line["basis"], Form(line["form"]), int(line["copies"]), line["deferrable"] is True)


def _dated(row: Mapping[str, Any], table: str, file_name: str) -> tuple[str, date, str]:
    """Name, first day and source of a row; UserError when one is missing."""
    name, start, source = row.get("name"), row.get("from"), row.get("source")
    if not name or type(start) is not date or not source:
        raise UserError(f"标准文件 {file_name} 的“{name or table}”缺少名称、起始日期或来源文号，请管理员补齐。")
    return str(name), start, str(source)


def _tables(content: Mapping[str, Any], file_name: str) -> Iterator[Entry]:
    for table, (single, keyed) in TABLES.items():
        for row in content.get(table, ()):
            name, start, source = _dated(row, table, file_name)
            if single and single in row:
                yield Entry(name, "", start, source, _value(row[single], name, file_name))
            for key, value in row.get(keyed, {}).items():
                yield Entry(name, key, start, source, _value(value, name, file_name))


def _value(value: object, name: str, file_name: str) -> Value:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise UserError(f"标准文件 {file_name} 的“{name}”含有不能识别的值，请管理员改正。")
    if isinstance(value, str):
        return value
    if value < 0:
        raise UserError(f"标准文件 {file_name} 的“{name}”为负数，请管理员改正。")
    return Decimal(value)


def shipped_parameters(resources: Path) -> Parameters:
    """What the program ships with; 发布日期 in it is unconfirmed."""
    paths = [resources / "policy" / name for name in SHIPPED]
    entries = [entry for path in paths for entry in read_parameters(path.read_text(encoding="utf-8"), path.name)]
    first = {(entry.name, entry.key): entry for entry in reversed(entries)}
    kept = (entry for entry in entries if entry.name != CONFIRMED)
    return Parameters(replace(entry, opening=first[entry.name, entry.key] is entry) for entry in kept)


def office_entries(path: Path) -> list[Entry]:
    """The entries of an administrator's standards file; its `published` line confirms 发布日期."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(f"找不到标准文件 {path.name}，请核对路径后重试。") from error
    except UnicodeDecodeError as error:
        raise UserError(f"标准文件 {path.name} 不是 UTF-8 编码，请管理员另存为 UTF-8 后重试。") from error
    return read_parameters(text, path.name)
