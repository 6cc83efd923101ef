"""A row's explanation is reckoned anew when it is opened: it is the one that the row had when its turn came."""

from datetime import date

from applications_by_hand import REWARD, ROOT, TITLES, UPGRADE, identity, looked_at, sheet

from app.services.excel.applications.meetings import Known
from app.services.excel.applications.preview import Preview, Stored, preview
from app.services.excel.reading.workbook import read_workbook
from app.services.policy.assessments import Verdict
from app.services.policy.catalogue import BY_CODE
from app.services.policy.precedents import Grant, Precedents
from app.services.policy.standards import Parameters
from app.services.standards.standards_file import office_entries, shipped_parameters

SAMPLES = sorted((ROOT / "resources" / "sample").rglob("*.xlsx"))
STANDARDS = shipped_parameters(ROOT / "resources").plus(
    office_entries(ROOT / "resources" / "sample" / "standards.toml")
)


def agree(shown: Preview, parameters: Parameters, before: Precedents) -> int:
    """Compare every row with an assessment made in its turn; how many had met another."""
    meetings = 0
    for row in shown.rows:
        if row.verdict is None:
            continue
        subsidy = BY_CODE[row.code]
        in_turn = subsidy.assess(row.facts, parameters, before)
        meetings += in_turn != subsidy.assess(row.facts, parameters, Precedents(before.restrictions))
        before.take(f"{row.sheet} 第{row.row}行", in_turn)
        assert row.assessment == in_turn
        assert {name: getattr(in_turn, name) for name in Verdict._fields[:7]} == {
            name: getattr(row.filed, name) for name in Verdict._fields[:7]
        }
        taken_off = tuple(taken.text for taken in in_turn.deductions)
        failed = tuple(step.sentence for step in in_turn.failed)
        assert row.verdict.reasons == (taken_off if in_turn.eligible else failed)
        assert row.verdict.unset == (bool(failed) and len(failed) == len(in_turn.missing))
    return meetings


def test_in_the_sample_district_rows_that_met_others_are_explained_as_they_were_judged() -> None:
    assert SAMPLES
    meetings = 0
    for path in SAMPLES:
        shown = preview(read_workbook(path), parameters=STANDARDS, today=date(2026, 11, 22))
        meetings += agree(shown, STANDARDS, Precedents())
    assert meetings >= 3


def held() -> Precedents:
    """What stored cases hold: another certificate, and a grant on this one."""
    precedents = Precedents()
    precedents.hold("certificate-reward", "证书|S2", "YJJG-2024-000001")
    granted = Grant("YJJG-2024-000002", "skill-upgrade", 350_000, 300_000)
    precedents.grant("certificate", f"{identity(1)}|S001", granted)
    return precedents


def test_rows_that_met_stored_cases_and_rows_before_are_explained_as_they_were_judged() -> None:
    rows = [REWARD, REWARD, {**REWARD, "参加社会保险": "否"}, {**REWARD, "身份证号": identity(2), "证书编号": "S2"}]
    sheets = sheet(TITLES["certificate-reward"], *rows), sheet(TITLES["skill-upgrade"], UPGRADE, UPGRADE)
    shown = looked_at(*sheets, stored=Stored(lambda _claims, _grounds: Known(held())))
    assert agree(shown, shipped_parameters(ROOT / "resources"), held()) == 5
