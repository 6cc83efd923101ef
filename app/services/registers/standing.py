"""What an issue of 技能人才供求信息 says: posts and persons that stand on its day, as much of them as may be posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.services.policy.standards import OFFICE
from app.services.policy.terms import SkillLevel
from app.services.registers.stored import stored_lines
from app.services.registers.vacancies import POSTS, SEEKERS, Post, Seeker, Sex, sex_of, stands
from app.services.unit_of_work import Work

ANY_LEVEL = "不限"
COMPOUND = frozenset(
    (
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "东方",
        "司徒",
        "端木",
        "南宫",
        "长孙",
        "宇文",
    )
)


@dataclass(frozen=True)
class PostShown:
    """A post as it is posted."""

    unit: str
    occupation: str
    level: str
    wanted: int
    pay: str
    contact: str
    phone: str
    until: date


@dataclass(frozen=True)
class SeekerShown:
    """A person as posted: surname and address, no number, no telephone."""

    called: str
    occupation: str
    level: str
    sought: str
    until: date


@dataclass(frozen=True)
class BulletinFacts:
    """An issue: who posts it, its number as 2024年第3期, its day, what stands on that day."""

    office: str
    phone: str
    address: str
    number: str
    day: date
    posts: Sequence[PostShown]
    seekers: Sequence[SeekerShown]

    @property
    def summary(self) -> str:
        """What it offers, in a few words."""
        wanted = sum(post.wanted for post in self.posts)
        return f"招聘岗位{len(self.posts)}个{wanted}人，求职人员{len(self.seekers)}名"


def standing(work: Work, number: str, day: date) -> BulletinFacts:
    """The issue of a day, posts and persons in the order of occupation and level."""
    setting = work.parameters.at(day)
    posts = [line.facts for line in stored_lines(work, POSTS) if stands(line.facts, day)]
    seekers = [line.facts for line in stored_lines(work, SEEKERS) if stands(line.facts, day)]
    posts.sort(key=lambda post: (post.occupation, _rank(post.level), post.unit_name))
    seekers.sort(key=lambda seeker: (seeker.occupation, _rank(seeker.level), seeker.person_name))
    return BulletinFacts(
        office=setting.text(OFFICE, "名称"),
        phone=setting.text(OFFICE, "电话"),
        address=setting.text(OFFICE, "地址"),
        number=number,
        day=day,
        posts=tuple(map(_post, posts)),
        seekers=tuple(map(_seeker, seekers)),
    )


def called(name: str, sex: Sex) -> str:
    """How a person is named where the name is not given: 张先生, 欧阳女士."""
    surname = name[:2] if name[:2] in COMPOUND else name[:1]
    return surname + ("先生" if sex is Sex.MALE else "女士")


def _rank(level: SkillLevel | None) -> int:
    return -level.rank if level else 1


def _post(post: Post) -> PostShown:
    level = post.level.value if post.level else ANY_LEVEL
    unit, who = post.unit_name, post.contact
    return PostShown(unit, post.occupation, level, post.wanted, post.pay, who, post.phone, post.until)


def _seeker(seeker: Seeker) -> SeekerShown:
    name = called(seeker.person_name, sex_of(seeker.identity_number))
    return SeekerShown(name, seeker.occupation, seeker.level.value, seeker.sought, seeker.until)
