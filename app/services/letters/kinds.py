"""All kinds of letters, on cases and on registers: the name, the series that numbers them, the function that writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.services.letters.content import Letter
from app.services.letters.decisions import approval_notice, refusal, result_notice
from app.services.letters.reminders import fund_reminder


@dataclass(frozen=True)
class Kind:
    """A kind of letter; `series` follows the office's prefix in its numbers, gapless a year and kind."""

    name: str
    series: str
    write: Callable[[Any], Letter]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("补贴核准通知书", "技补", approval_notice),
        Kind("审核结果告知书", "审告", result_notice),
        Kind("不予补贴决定书", "不予", refusal),
    )
}
ON_REGISTERS = {kind.name: kind for kind in (Kind("培训经费提醒函", "提醒", fund_reminder),)}
