"""Headers that no definition knows: the office's own words, and what a clerk says by hand of a unit's columns."""

import pytest
from applications_by_hand import REWARD, ROOT, TITLES, TODAY, UNIT_CODE, file_of, sheet
from sqlalchemy import select

from app.models import AuditEntry
from app.services.cases import header_mappings
from app.services.errors import UserError
from app.services.excel.applications.importing import prepare, prepare_anew, store
from app.services.excel.applications.preview import Preview, Stored, TypeUnknown, preview
from app.services.excel.reading.cells import Book, Sheet
from app.services.excel.recognising.wording import Sender
from app.services.policy.header_words import unpacked
from app.services.policy.standards import HEADER_WORDS, Entry
from app.services.policy.values import Raw
from app.services.standards import parameters
from app.services.standards.standards_file import shipped_parameters
from app.services.trust.accounts import Role, add_account
from app.services.unit_of_work import UnitOfWork

CODE = "certificate-reward"
NAME = TITLES[CODE]
STRANGE = {"姓名": "申领职工", "身份证号": "证照", "证书编号": "证件流水"}
ODD: dict[str, Raw] = {STRANGE.get(label, label): value for label, value in REWARD.items()}
MAPPED = {"申领职工": "person_name", "证照": "identity_number", "证件流水": "certificate"}


def shown(made: Sheet, stored: Stored | None = None, **how: object) -> Preview:
    book = Book("报送.xlsx", "xlsx", (made,))
    return preview(
        book,
        parameters=shipped_parameters(ROOT / "resources"),
        today=TODAY,
        stored=stored,
        **how,  # type: ignore[arg-type]
    )


def remembering(mapped: dict[str, str], unit: str = UNIT_CODE) -> Stored:
    return Stored(remembered=lambda: {(unit, CODE): mapped})


def test_unknown_headers_are_named_and_their_required_columns_missed() -> None:
    seen = shown(sheet(NAME, ODD))
    assert [error.header for error in seen.bad[0].errors] == ["姓名", "身份证号", "证书编号"]
    assert any("3 栏不属于本补贴，未读取：申领职工、证照、证件流水" in note for note in seen.notes)


@pytest.mark.parametrize("unit", ["a column", "the block above"])
def test_what_is_remembered_of_the_unit_is_read_and_said(unit: str) -> None:
    made = sheet(NAME, ODD)
    if unit == "the block above":
        without = {label: value for label, value in ODD.items() if label != "统一社会信用代码"}
        made = sheet(NAME, without, above=[[f"统一社会信用代码：{UNIT_CODE}"]])
    seen = shown(made, remembering(MAPPED))
    assert not seen.bad
    assert seen.rows[0].facts.person_name == "张伟"
    assert any("按手工对应：A 列“申领职工”读作“姓名”，B 列“证照”读作“身份证号”" in note for note in seen.notes)
    assert not any("未读取" in note for note in seen.notes)


def test_another_unit_s_mapping_is_not_used() -> None:
    assert shown(sheet(NAME, ODD), remembering(MAPPED, "91341504MA2XXXXXX1")).bad


def test_a_sheet_of_several_units_uses_no_mapping_of_one() -> None:
    other = {**ODD, "统一社会信用代码": "91341504MA2N0XYT07", "单位名称": "乙厂"}
    seen = shown(sheet(NAME, ODD, other), remembering(MAPPED))
    assert len(seen.bad) == 2
    assert seen.recognised[0].sender is None


def test_a_mapping_goes_before_a_label_and_a_column_may_be_left_out() -> None:
    row: dict[str, Raw] = {**REWARD, "姓名": "班组", "职工": "张伟", "联系电话": "坏"}
    seen = shown(sheet(NAME, row), by_hand={NAME: {"职工": "person_name", "联系电话": ""}})
    assert not seen.bad
    assert seen.rows[0].facts.person_name == "张伟"
    assert any("按手工对应的 S 列“职工”读取" in note for note in seen.notes)
    assert any("C 列“联系电话”不读取" in note for note in seen.notes)


def test_the_same_header_twice_is_told_apart_by_its_number() -> None:
    header: list[Raw] = [*REWARD, "备注", "备注"]
    made = Sheet(NAME, [header, [*REWARD.values(), "甲", "13900000000"]])
    seen = shown(made, by_hand={NAME: {"备注#2": "phone"}})
    assert seen.rows[0].facts.phone == "13900000000"


def test_a_sheet_nobody_knows_is_offered_for_mapping_only_by_hand() -> None:
    made = Sheet("数据", [["甲", "乙", "丙", "丁"], ["张伟", "2", "3", "4"]])
    with pytest.raises(TypeUnknown):
        shown(made, code=CODE)
    seen = shown(made, code=CODE, by_hand={})
    assert (seen.rows, seen.recognised[0].columns) == ((), ())
    again = shown(made, code=CODE, by_hand={"数据": {"甲": "person_name"}})
    assert [column.question.label for column in again.recognised[0].columns] == ["姓名"]


def test_the_office_s_words_find_their_columns_from_their_day_on() -> None:
    words = Entry(HEADER_WORDS, "", TODAY, "通知", tuple(f"{word}={label}" for label, word in STRANGE.items()))
    book = Book("报送.xlsx", "xlsx", (sheet(NAME, ODD),))
    shipped = shipped_parameters(ROOT / "resources")
    assert preview(book, parameters=shipped, today=TODAY).bad
    assert not preview(book, parameters=shipped.plus([words]), today=TODAY).bad


def test_every_word_that_comes_with_the_program_is_of_a_known_label(uow: UnitOfWork) -> None:
    with uow.read() as work:
        (shipped,) = [entry for entry in work.shipped.entries if entry.name == HEADER_WORDS]
    assert isinstance(shipped.value, tuple)
    assert unpacked(shipped.value)
    assert parameters.enter(uow, [shipped]) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("证照", "应写成“别名=栏目”"),
        ("=姓名", "应写成“别名=栏目”"),
        ("证照=证照号码", "不是任何申报表的栏目"),
        ("姓名=身份证号", "本身就是一个栏目"),
        ("证照=身份证号\n证照＝证书编号", "同时指向"),
    ],
)
def test_a_word_that_says_nothing_or_two_things_is_refused(uow: UnitOfWork, line: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        parameters.enter(uow, [Entry(HEADER_WORDS, "", TODAY, "通知", tuple(line.split("\n")))])


def test_a_mapping_is_kept_for_the_unit_used_by_the_next_file_and_taken_back(uow: UnitOfWork) -> None:
    prepared = prepare(uow, file_of(sheet(NAME, ODD)))
    assert prepared.preview.bad
    sender = prepared.preview.recognised[0].sender
    assert sender == Sender(UNIT_CODE, "安徽叶集木业有限公司")
    header_mappings.remember(uow, sender.key, sender.name, CODE, MAPPED)
    again = prepare_anew(uow, prepared)
    assert not again.preview.bad
    assert store(uow, again).stored == 1
    with uow.read() as work:
        (entry,) = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "记住栏目对应"))
        assert "“证照”→身份证号" in entry.detail
    header_mappings.forget(uow, sender.key, CODE)
    assert prepare(uow, file_of(sheet(NAME, ODD))).preview.bad
    with pytest.raises(UserError, match="没有为"):
        header_mappings.forget(uow, sender.key, CODE)


def test_a_later_mapping_stands_in_the_place_of_the_one_before(uow: UnitOfWork) -> None:
    header_mappings.remember(uow, UNIT_CODE, "甲", CODE, {"证照": "phone"})
    header_mappings.remember(uow, UNIT_CODE, "甲", CODE, MAPPED)
    with uow.read() as work:
        assert header_mappings.remembered(work.session) == {(UNIT_CODE, CODE): MAPPED}


def test_only_a_clerk_maps(uow: UnitOfWork) -> None:
    add_account(uow, "赵审计", [Role.AUDITOR])
    with pytest.raises(UserError, match="经办员"):
        header_mappings.remember(uow.acting_as("赵审计"), UNIT_CODE, "甲", CODE, MAPPED)
