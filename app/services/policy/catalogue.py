"""All types of case, named one by one."""

from __future__ import annotations

from app.services.policy.kernel import AnySubsidy
from app.services.policy.subsidies import apprenticeship, certificate_reward, skill_upgrade

CATALOGUE: tuple[AnySubsidy, ...] = (
    skill_upgrade.SUBSIDY,
    certificate_reward.SUBSIDY,
    apprenticeship.SUBSIDY,
)

BY_CODE = {subsidy.code: subsidy for subsidy in CATALOGUE}
