"""The field's own words: options that several definitions share, exactly as workbooks write them."""

from enum import StrEnum


class Term(StrEnum):
    """An option that is its own text everywhere: written, compared, and as the key of a standard."""

    __hash__ = str.__hash__  # an Enum's own goes by the name in the program, and would not find its text


class UnitKind(Term):
    """单位性质."""

    PRIVATE = "民营企业"
    DISTRICT_STATE = "区属国有企业"
    OTHER_STATE = "其他国有企业"
    FOREIGN = "外资及港澳台企业"
    OTHER_ENTERPRISE = "其他企业"
    PUBLIC_COLLEGE = "公办职业院校"
    PRIVATE_COLLEGE = "民办职业院校"
    TRAINING_SCHOOL = "职业培训学校"
    TRAINING_INSTITUTION = "培训机构"
    ASSOCIATION = "行业协会"
    OFFICE = "机关事业单位"
    OTHER = "其他"

    @property
    def is_enterprise(self) -> bool:
        """Whether the Opinion's 企业 covers it: the first five kinds."""
        return self in ENTERPRISES

    @property
    def is_college(self) -> bool:
        """Whether it is a 职业院校, public or private."""
        return self in {UnitKind.PUBLIC_COLLEGE, UnitKind.PRIVATE_COLLEGE}

    @property
    def trains(self) -> bool:
        """Whether it is a 职业培训学校 or 培训机构."""
        return self in {UnitKind.TRAINING_SCHOOL, UnitKind.TRAINING_INSTITUTION}


ENTERPRISES = frozenset(list(UnitKind)[:5])


class SkillLevel(Term):
    """技能等级, from the lowest up; `rank` is the place in the order, 初级工 being 0."""

    rank: int

    def __init__(self, _text: str) -> None:
        self.rank = len(type(self).__members__)

    JUNIOR = "初级工"
    MIDDLE = "中级工"
    SENIOR = "高级工"
    TECHNICIAN = "技师"
    SENIOR_TECHNICIAN = "高级技师"
    SPECIAL_TECHNICIAN = "特级技师"
    CHIEF_TECHNICIAN = "首席技师"

    @property
    def paid_as(self) -> "SkillLevel":
        """The level whose standard applies: 特级技师 and 首席技师 are paid as 高级技师."""
        return self if self.rank <= SkillLevel.SENIOR_TECHNICIAN.rank else SkillLevel.SENIOR_TECHNICIAN


PAID_LEVELS = tuple(level.value for level in SkillLevel)[:5]  # the rows of a standard by level
SENIOR_LEVELS = PAID_LEVELS[2:]


class CertificateKind(Term):
    """证书类别."""

    QUALIFICATION = "职业资格证书"
    SKILL_LEVEL = "职业技能等级证书"
    SPECIAL_ABILITY = "专项职业能力证书"

    @property
    def counts(self) -> bool:
        """Whether the Opinion pays for it: the first two do."""
        return self is not CertificateKind.SPECIAL_ABILITY


class Payee(StrEnum):
    """Who is paid."""

    PERSON = "个人"
    UNIT = "单位"


OUTSIDE = "区外"
