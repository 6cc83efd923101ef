"""Letters asked for by the office's own names: one name for several kinds, a part of a letter, the receipts of all."""

import pytest
from clawback_desk import Desk
from letter_samples import FONTS as FOLDER
from working_office import CLERK, Office

from app.services.cases.course import State
from app.services.clawbacks.investigating import Responsible
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.letters.asked import issue_called, kinds_called, none_due, receipts_called
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)
CHEAT = Responsible("person", "341504199001011231", "张三", ("责令退回", "移送公安机关", "移送财政部门"))


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("补贴核准通知书", ("补贴核准通知书",)),
        ("移送函（公安机关）", ("移送函（公安机关）",)),
        ("汇总审核表", ("资金拨付申请函",)),
        (
            "移送函",
            ("移送函（财政部门）", "移送函（审计机关）", "移送函（纪检监察机关）", "移送函（公安机关）"),
        ),
    ],
)
def test_a_name_stands_for_its_kinds(name: str, kinds: tuple[str, ...]) -> None:
    assert kinds_called(name) == kinds


@pytest.mark.parametrize(
    ("name", "said"), [("表扬信", "没有“表扬信”这种文书"), ("移送", "没有“移送”"), ("培训经费提醒函", "按单位出具")]
)
def test_a_name_that_stands_for_none_is_refused(name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        kinds_called(name)


def test_the_plain_name_issues_all_letters_of_transfer_that_a_case_is_due_once(office: Office) -> None:
    case, other = office.at(State.COMPLETED), office.at(State.COMPLETED)
    Desk(office).taken_back(case, Ground.FRAUD, responsible=(CHEAT,))
    clerk = office.acting(CLERK)
    issued = issue_called(clerk, Wanted("移送函", case), FONTS)
    assert [letter.kind for letter in issued] == ["移送函（财政部门）", "移送函（公安机关）"]
    assert issue_called(clerk, Wanted("移送函", case), FONTS) == issued
    assert issue_called(clerk, Wanted("移送函", other), FONTS) == []
    assert "须先认定弄虚作假" in none_due("移送函")


def test_the_receipts_of_a_case_are_those_of_its_letters(office: Office) -> None:
    case, other = office.at(State.COMPLETED), office.at(State.COMPLETED)
    clerk = office.acting(CLERK)
    with pytest.raises(UserError, match="没有已出具的文书"):
        receipts_called(clerk, Wanted("送达回证", case), FONTS)
    issue_called(clerk, Wanted("补贴核准通知书"), FONTS)
    pdf, count = receipts_called(clerk, Wanted("送达回证", case), FONTS)
    assert (pdf[:4], count) == (b"%PDF", 1)
    assert receipts_called(clerk, Wanted("送达回证"), FONTS)[1] == 2
    assert receipts_called(clerk, Wanted("送达回证", other), FONTS)[1] == 1


@pytest.mark.parametrize("wanted", [Wanted("送达回证", "YJJG-1999-000001"), Wanted("送达回证", "", "PC-0")])
def test_receipts_of_what_does_not_exist_are_refused(office: Office, wanted: Wanted) -> None:
    with pytest.raises(UserError, match=r"没有(案件|批次)"):
        receipts_called(office.acting(CLERK), wanted, FONTS)
