"""Sums of money: whole fen inside, yuan with two decimals wherever a person reads them."""

from decimal import Decimal
from typing import NewType

Fen = NewType("Fen", int)


def percent_of(amount: int, percent: int) -> Fen:
    """So many percent of a sum in fen that is not negative, rounded half-up to the fen."""
    return Fen((amount * percent * 2 + 100) // 200)


def from_yuan(yuan: Decimal | int) -> Fen:
    """A number of yuan as fen; ValueError when it has more than two decimals."""
    fen = Decimal(yuan) * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} yuan is no whole number of fen")
    return Fen(int(fen))


def yuan(amount: int) -> str:
    """A sum in fen as yuan for people: 12,000.00."""
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def points(hundredths: int) -> str:
    """A score kept in hundredths of a point, for people: 87.5."""
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
