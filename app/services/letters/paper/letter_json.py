"""A letter's content as JSON and back: what is kept beside the PDF so that a batch file can be drawn again."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from app.services.letters.paper import content
from app.services.letters.paper.content import Letter

TAG = "kind_of"


def dump(letter: Letter) -> str:
    """The letter as JSON, each part with the name of its class."""
    return json.dumps(_plain(letter), ensure_ascii=False)


def load(text: str) -> Letter:
    """The letter of a JSON text that `dump` wrote."""
    letter = _rich(json.loads(text))
    if not isinstance(letter, Letter):
        raise TypeError(f"no letter: {text[:80]}")
    return letter


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {TAG: type(value).__name__} | {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {TAG: "date", "day": value.isoformat()} if isinstance(value, date) else value


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_rich(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value.pop(TAG)
    if kind == "date":
        return date.fromisoformat(value["day"])
    built = getattr(content, kind)
    enums = {"align": content.Align}
    return built(**{name: enums[name](item) if name in enums else _rich(item) for name, item in value.items()})
