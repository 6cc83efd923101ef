"""An office for random days: people with one role and with several, their clock, what they file, and refusals watched."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from clawback_desk import Desk, identity_number, scarce
from payment_desk import PaymentDesk
from sqlalchemy import Select, literal_column, select, text
from working_office import NAMES, Office

from app.services.errors import UserError
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.policy.restrictions import BAN_YEARS
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.standards.parameters import store
from app.services.storage.database import FILE_NAME, make_engine
from app.services.trust.accounts import Role, create
from app.services.trust.refusals import REFUSED
from app.services.unit_of_work import UnitOfWork

MANY_ROLES = {
    "钱多能": (Role.CLERK, Role.APPROVER),
    "孙样样": (Role.REVIEWER, Role.FINANCE, Role.APPROVER),
    "吴主任": (Role.APPROVER,),
}
EVERYBODY = [*NAMES.values(), *MANY_ROLES, "local"]
LOCAL: tuple[tuple[str, str, Decimal | str], ...] = (
    (BAN_YEARS.name, "", Decimal(2)),
    ("培训费上限", "", Decimal("800.50")),
    ("先垫后补标准", "中级工", Decimal(900)),
    (BUDGET_CONTROL, "", BY_YEAR),
)
LEVELS = ("高级工", "技师", "高级技师")
HONOURS = ("安徽省技术能手", "安徽省技能大奖", "全国技术能手")
FIRST_DAY = date(2024, 3, 4)


def facts_for(kind: int, person: int, variant: int, today: date) -> tuple[str, dict[str, Any]]:
    """A type and the answers of a case of it: three persons, each with few certificates, classes and titles."""
    own: dict[str, Any] = {"identity_number": identity_number(person), "person_name": f"张{'伟芳敏'[person]}"}
    own["account_number"] = f"621700001001234567{person}"
    own["phone"] = f"1380564000{person}"
    month = f"{today.year - 1}-{variant % 12 + 1:02d}"
    class_ = {"class_number": f"BQ-{variant % 3}", "finished_on": today - timedelta(days=100)}
    table: tuple[tuple[str, dict[str, Any]], ...] = (
        ("certificate-reward", {"level": LEVELS[variant % 3]}),
        ("skill-upgrade", {"level": LEVELS[variant // 3 % 3]}),
        ("skill-upgrade", {"claimant": "培养单位", "bearer": "培养单位", "level": LEVELS[variant % 3]}),
        (
            "settlement-subsidy",
            {
                "introduced_on": today - timedelta(days=1200),
                "contract_from": today - timedelta(days=1200),
                "contract_until": today + timedelta(days=900),
            },
        ),
        (
            "scarce-talent-wage",
            {
                "first_month": month,
                "last_month": month,
                "wages": 100_003 * (variant + 1) ** 2,
                "contract_from": date(today.year - 2, 1, 1),
                "contract_until": date(today.year + 2, 1, 1),
            },
        ),
        ("honor-award", {"title": HONOURS[variant % 3], "awarded_on": today - timedelta(days=200)}),
        ("free-training-fee", {**class_, "fee": 30_000 * (variant + 1), "begun_on": today - timedelta(days=120)}),
        ("prepaid-training", {**class_, "certificate": f"JY{variant % 4}", "paid": 25_000 * (variant + 1)}),
        ("engineering-title", {}),
        ("direct-recognition", {}),
    )
    code, more = table[kind]
    if code in ("certificate-reward", "skill-upgrade"):
        more["certificate"], more["occupation"] = f"S{variant % 4}", ("木工", "电工")[variant % 2]
        more["certified_on"] = today - timedelta(days=90)
    return code, own | more


class RandomOffice(Office):
    """An office in a folder of its own, on its own clock, under a budget; `attempt` sees that a refusal writes nothing."""

    def __init__(self, template: UnitOfWork) -> None:
        self.folder = Path(tempfile.mkdtemp())
        source = template.engine.url.database
        assert source
        self.path = self.folder / FILE_NAME
        shutil.copyfile(source, self.path)
        self.today = FIRST_DAY
        engine = make_engine(self.path)
        super().__init__(UnitOfWork(engine, "local", template.shipped, self._now))
        self.cashier, self.desk = PaymentDesk(self), Desk(self)
        self._settle_in()

    def _now(self) -> datetime:
        return datetime.combine(self.today, time(9, 30))

    def _settle_in(self) -> None:
        scarce(self.uow, "数控铣工")
        with self.uow.begin() as work:
            for name, roles in MANY_ROLES.items():
                create(work, name, roles)
            for name, key, value in LOCAL:
                store(work, [Entry(name, key, date(2018, 1, 1), "叶人社〔2018〕1号", value)])
        enter_budget(self.acting(Role.FINANCE), NewBudget("2024", "区级财政", "150000", "叶财〔2024〕1号"))

    def close(self) -> None:
        """Leave nothing behind."""
        self.uow.engine.dispose()
        shutil.rmtree(self.folder)

    def numbers(self, table: str, column: str = "number", where: str = "1") -> list[Any]:
        """What stands in a column, in the order of the ids."""
        with self.uow.read() as work:
            query: Select[Any] = (
                select(literal_column(column)).select_from(text(table)).where(text(where)).order_by(text("id"))
            )
            return list(work.session.connection().execute(query).scalars())

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """What the bare tables answer to SQL with named values."""
        with self.uow.read() as work:
            return [tuple(row) for row in work.session.connection().execute(text(query), values)]

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Whether it was done; when it was refused nothing is written but that it was refused."""
        before = self.path.read_bytes()
        refusal = ""
        try:
            deed()
        except UserError as error:
            refusal = error.text
        if refusal:
            assert differing(before, self.path.read_bytes()) in ([], ["audit_entries"]), f"written though {refusal}"
            assert self.rows("SELECT action FROM audit_entries ORDER BY id DESC LIMIT 1") == [(REFUSED,)], refusal
            assert refusal.endswith("。"), refusal
        return not refusal


def differing(one: bytes, other: bytes) -> list[str]:
    """The tables in which two images of a database differ."""
    with closing(sqlite3.connect(":memory:")) as both:
        both.execute("ATTACH ':memory:' AS other")
        both.deserialize(one)
        both.deserialize(other, name="other")
        tables = both.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return sorted(name for (name,) in tables.fetchall() if _differ(both, name))


def _differ(both: sqlite3.Connection, table: str) -> bool:
    for first, second in (("main", "other"), ("other", "main")):
        query = f"SELECT 1 FROM (SELECT * FROM {first}.{table} EXCEPT SELECT * FROM {second}.{table})"  # noqa: S608
        if both.execute(query).fetchone():
            return True
    return False
