"""The words by whose beginning a name is found, kept beside the register of persons and units."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app.services.cases.pinyin_index import LONGEST_NAME, pinyin_of

_KEEP = "INSERT OR IGNORE INTO name_words (word, name) VALUES (?, ?)"
_SLICE = 5000
_NAMES = "SELECT name FROM persons UNION SELECT name FROM units"


def words_of(name: str) -> set[str]:
    """What a name may be begun to be typed as: itself, pinyin, initials; of a short (personal) name its endings too."""
    endings = (name[start:] for start in range(1, len(name))) if len(name) <= LONGEST_NAME else ()
    return {word.lower() for word in (name, *endings, *pinyin_of(name).split()) if word.strip()}


def keep_words(connection: Connection, stated: Iterable[tuple[str, str]]) -> None:
    """Let registered names be found by names stated: pairs of the stated and the registered one, mostly the same."""
    rows = sorted({(word, registered) for name, registered in stated for word in words_of(name)})
    if rows:
        connection.exec_driver_sql(_KEEP, rows)


def index_older(connection: Connection) -> None:
    """Keep the words of every name that was registered before there were any."""
    names = [(name, name) for (name,) in connection.exec_driver_sql(_NAMES)]
    for start in range(0, len(names), _SLICE):
        keep_words(connection, names[start : start + _SLICE])
