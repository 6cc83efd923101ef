"""Random offices at work: whatever anybody tries, money, keys, holds and four eyes stay in order."""

import shutil
import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from working_office import NAMES, Office

from app.models import Case, CaseClaim, CaseInstalment, CaseStep, LedgerEntry
from app.services.cases.casework import move
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.storage.database import FILE_NAME, make_engine
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

EVERYBODY = [NAMES[role] for role in Role] + ["local"]
FORWARD = [Step.ACCEPT, Step.PASS, Step.SEND, Step.OPINION, Step.PUBLISH, Step.CLOSE, Step.APPROVE, Step.PAY]


class LifeOfCases(RuleBasedStateMachine):
    """People file, move, hold, pay and let days pass; refusals are part of life."""

    template: UnitOfWork
    cases = Bundle("cases")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        source = self.template.engine.url.database
        assert source
        shutil.copyfile(source, self.folder / FILE_NAME)
        engine = make_engine(self.folder / FILE_NAME)
        self.office = Office(UnitOfWork(engine, "local", self.template.shipped, self.template.clock))

    def teardown(self) -> None:
        self.office.uow.engine.dispose()
        shutil.rmtree(self.folder)

    @rule(
        target=cases,
        person=st.integers(1, 3),
        certificate=st.integers(1, 3),
        code=st.sampled_from(["certificate-reward", "skill-upgrade"]),
    )
    def file(self, person: int, certificate: int, code: str) -> str:
        return self.office.file(code, identity_number=f"3415041990{person:08d}", certificate=f"S{certificate}")

    @rule(
        number=cases,
        step=st.sampled_from(Step),
        who=st.sampled_from(EVERYBODY),
        reason=st.sampled_from(["", "理由", "不同意：理由"]),
    )
    def try_a_step(self, number: str, step: Step, who: str, reason: str) -> None:
        self._attempt(number, step, who, reason=reason, voucher="PZ")

    @rule(number=cases, who=st.sampled_from(EVERYBODY), count=st.integers(1, 8))
    def go_on(self, number: str, who: str, count: int) -> None:
        """The straight road, now and then walked by one person for as long as that is let."""
        for step in FORWARD[:count]:
            if step is Step.CLOSE:
                self.office.today += timedelta(days=10)
            for name in (who, *EVERYBODY[:4]):
                self._attempt(number, step, name, voucher="PZ")

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.office.today += timedelta(days=days)

    def _attempt(self, number: str, step: Step, who: str, **order: Any) -> None:
        before = self.office.case(number)
        try:
            move(self.office.uow.acting_as(who), number, Order(step, **order), on=self.office.today)
        except UserError:
            taken = False
        else:
            taken = True
        after = self.office.case(number)
        assert taken or (after.state, after.version) == (before.state, before.version)
        assert not (taken and before.held and step in (Step.APPROVE, Step.PAY))

    @invariant()
    def the_ledger_is_what_was_granted_as_far_as_it_was_paid(self) -> None:
        with self.office.uow.read() as work:
            paid = (
                select(func.coalesce(func.sum(LedgerEntry.amount_fen * LedgerEntry.direction), 0))
                .where(LedgerEntry.instalment_id == CaseInstalment.id)
                .scalar_subquery()
            )
            rows = work.session.execute(
                select(Case.number, Case.state, Case.granted_fen, func.sum(CaseInstalment.amount_fen), func.sum(paid))
                .outerjoin(CaseInstalment, CaseInstalment.case_id == Case.id)
                .group_by(Case.id)
            ).all()
        for number, state, granted, planned, given in rows:
            assert (planned or 0) == (granted or 0), number
            assert (given or 0) == {"approved": 0, "completed": granted}.get(state, 0), number

    @invariant()
    def no_key_is_live_twice_and_closed_cases_hold_none(self) -> None:
        with self.office.uow.read() as work:
            live = work.session.execute(
                select(CaseClaim.scope, CaseClaim.key, Case.state, Case.eligible)
                .join(Case, Case.id == CaseClaim.case_id)
                .where(CaseClaim.live)
            ).all()
        assert len({(scope, key) for scope, key, _, _ in live}) == len(live)
        assert all(eligible and state not in ("draft", "rejected", "withdrawn") for _, _, state, eligible in live)

    @invariant()
    def granted_cases_hold_their_keys(self) -> None:
        with self.office.uow.read() as work:
            bare = work.session.execute(
                select(Case.number)
                .join(CaseClaim, CaseClaim.case_id == Case.id)
                .where(Case.granted_fen.is_not(None), ~CaseClaim.live)
            ).all()
        assert not bare

    @invariant()
    def one_certificate_is_never_paid_twice_over(self) -> None:
        """奖励 and 研修提升补助 for one certificate and person together give no more than the higher of the two."""
        with self.office.uow.read() as work:
            rows = work.session.execute(select(Case.facts, Case.granted_fen).where(Case.granted_fen.is_not(None))).all()
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for facts, granted in rows:
            person, certificate = (
                facts.split(f'"{name}":"')[1].split('"')[0] for name in ("identity_number", "certificate")
            )
            sums[person, certificate] += granted or 0
        assert all(total <= 350000 for total in sums.values()), sums

    @invariant()
    def nobody_passed_two_stages_of_a_case(self) -> None:
        with self.office.uow.read() as work:
            twice = work.session.execute(
                select(CaseStep.case_id, CaseStep.account)
                .where(CaseStep.stage != "")
                .group_by(CaseStep.case_id, CaseStep.account)
                .having(func.count(CaseStep.stage.distinct()) > 1)
            ).all()
        assert not twice


def test_random_offices_keep_money_keys_holds_and_four_eyes_in_order(office_template: UnitOfWork) -> None:
    kept = settings(
        max_examples=12, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(type("AnOffice", (LifeOfCases,), {"template": office_template}), settings=kept)
