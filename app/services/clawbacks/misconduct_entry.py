"""Fraud is entered in 违规申领台账: the unit and the persons held responsible, with the measures taken."""

from __future__ import annotations

from app.services.clawbacks.investigating import responsible_of
from app.services.clawbacks.records import Hold
from app.services.clawbacks.terms import Ground
from app.services.supervision.misconduct import RETURN, Entering, enter_within


def enter_responsible(hold: Hold, authority: str) -> None:
    """Enter everybody held responsible for a fraud; UserError for 限制申报 without its 依据文号 or 限制申报期限."""
    clawback = hold.clawback
    if clawback.ground != Ground.FRAUD:
        return
    for one in responsible_of(clawback):
        entering = Entering(
            party=one.party,
            number=one.number,
            name=one.name,
            facts=clawback.facts,
            measures=one.measures or (RETURN,),
            decided_on=hold.work.today,
            authority=authority,
            clawback_id=clawback.id,
        )
        enter_within(hold.work, entering)
