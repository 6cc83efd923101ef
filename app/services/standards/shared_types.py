"""Which types share a ground of no duplicate benefit: a dated reading of the office, entered by titles and kept by codes."""

from __future__ import annotations

from dataclasses import replace

from app.services.errors import UserError
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.standards import SHARED, Entry, Parameters, Value

CODES = {subsidy.title: subsidy.code for subsidy in CATALOGUE}


def may_share(name: str, shipped: Parameters) -> tuple[str, ...]:
    """The codes of the types that can rest on the ground of a list, which are those it ships with; none for another list."""
    if not name.startswith(SHARED):
        return ()
    values = (entry.value for entry in shipped.entries if entry.name == name)
    return next((value for value in values if isinstance(value, tuple)), ())


def coded(entry: Entry, shipped: Parameters) -> Entry:
    """A list with the codes of its types, each given by title or code; UserError for one that cannot rest on the ground."""
    if not entry.name.startswith(SHARED):
        return entry
    allowed = may_share(entry.name, shipped)
    if not allowed:
        raise UserError(f"没有“{entry.name}”这一项标准，请管理员核对。", "name")
    given = entry.value if isinstance(entry.value, tuple) else (str(entry.value),)
    codes = tuple(CODES.get(item, item) for item in given)
    strange = [item for item, code in zip(given, codes, strict=True) if code not in allowed]
    if strange:
        titles = "、".join(titled(allowed))
        raise UserError(f"“{entry.name}”不能填“{strange[0]}”，只能在{titles}中选填，请管理员改正。", "value")
    return replace(entry, value=codes)


def titled(value: Value) -> tuple[str, ...]:
    """The items of a list as people read them: a type by its title."""
    items = value if isinstance(value, tuple) else ()
    return tuple(BY_CODE[item].title if item in BY_CODE else item for item in items)
