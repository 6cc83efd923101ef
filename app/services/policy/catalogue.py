"""All types of case, named one by one in the order of the policy's table."""

from __future__ import annotations

from app.services.policy.entitlements import (
    blue_card,
    contest_promotion,
    direct_recognition,
    engineering_title,
    flexible_introduction,
    household_registration,
    priority_nomination,
    teacher_green_channel,
)
from app.services.policy.kernel import AnySubsidy
from app.services.policy.subsidies import (
    apprenticeship,
    base_support,
    certificate_reward,
    chief_technician,
    contest_award,
    contest_hosting,
    directed_student_allowance,
    free_training_fee,
    honor_award,
    master_studio,
    prepaid_training,
    scarce_talent_wage,
    settlement_subsidy,
    skill_upgrade,
    studio_achievement,
    top_talent_wage,
    training_institution_award,
    training_living_allowance,
)

CATALOGUE: tuple[AnySubsidy, ...] = (
    free_training_fee.SUBSIDY,
    training_living_allowance.SUBSIDY,
    prepaid_training.SUBSIDY,
    training_institution_award.SUBSIDY,
    directed_student_allowance.SUBSIDY,
    skill_upgrade.SUBSIDY,
    certificate_reward.SUBSIDY,
    apprenticeship.SUBSIDY,
    settlement_subsidy.SUBSIDY,
    scarce_talent_wage.SUBSIDY,
    top_talent_wage.SUBSIDY,
    honor_award.SUBSIDY,
    chief_technician.SUBSIDY,
    contest_hosting.SUBSIDY,
    contest_award.SUBSIDY,
    base_support.SUBSIDY,
    master_studio.SUBSIDY,
    studio_achievement.SUBSIDY,
    teacher_green_channel.SUBSIDY,
    flexible_introduction.SUBSIDY,
    engineering_title.SUBSIDY,
    direct_recognition.SUBSIDY,
    contest_promotion.SUBSIDY,
    priority_nomination.SUBSIDY,
    blue_card.SUBSIDY,
    household_registration.SUBSIDY,
)

BY_CODE = {subsidy.code: subsidy for subsidy in CATALOGUE}
