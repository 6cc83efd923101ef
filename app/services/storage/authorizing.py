"""What no statement of the program may do to the database once it is open, whatever verb it comes from.

The triggers refuse to change rows that are only added to; this refuses to take the triggers away, and the ways round.
Migrating does without: it is what makes tables and triggers.
"""

from __future__ import annotations

import sqlite3

from app.models.append_only import NAMES

_NEVER = frozenset(
    {
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_VTABLE,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_VTABLE,
    }
)
_CHANGES = frozenset({sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})
_SETTINGS = frozenset(
    {
        *("writable_schema", "foreign_keys", "recursive_triggers", "trusted_schema", "secure_delete", "journal_mode"),
        *("synchronous", "ignore_check_constraints", "application_id", "user_version", "defer_foreign_keys", "rekey"),
        *("key", "legacy_alter_table", "schema_version"),
    }
)


def allow(action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None) -> int:
    """SQLite's question about each thing a statement does, asked when the statement is prepared."""
    if action in _NEVER or (action in _CHANGES and first in NAMES):
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and second is not None and (first or "").lower() in _SETTINGS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
