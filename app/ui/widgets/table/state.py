"""What a table remembers between visits: order, widths and choice of columns, sort, filters, how far it was scrolled."""

import json
from dataclasses import asdict, dataclass, field


@dataclass
class TableState:
    """Columns by key; keys of columns that no longer exist are passed over when it is taken up."""

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    filters: dict[str, str] = field(default_factory=dict)
    filtering: bool = False
    top: int = 0

    def to_text(self) -> str:
        """As a settings text."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_text(text: str | None) -> TableState | None:
    """Read a settings text back; None when there is none or it is of another make."""
    try:
        kept = json.loads(text or "null")
        return TableState(**kept) if isinstance(kept, dict) else None
    except (json.JSONDecodeError, TypeError):
        return None
