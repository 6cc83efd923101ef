"""Facts for letters, and a small reader that gets the text of our PDF files back through their own maps."""

import re
import zlib
from datetime import date
from pathlib import Path

from app.services.letters.facts import ApprovalFacts, Component, Condition, Instalment, Office, RefusalFacts

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
THIRD = "《实施意见》第三部分第二段"

OFFICE = Office(
    "六安市叶集区人力资源和社会保障局",
    "六安市叶集区香樟大道1号",
    "0564-6481234",
    "六安市叶集区人民政府",
    "六安市叶集区人民法院",
)
SENIORITY = Condition("同一企业连续工作满3年", "2018年9月1日入职", True, THIRD)
APPROVAL = ApprovalFacts(
    office=OFFICE,
    number="叶人社技补〔2026〕12号",
    case_number="YJJG-2026-000123",
    subsidy="职业资格证书奖励",
    clause=THIRD,
    applicant="𬭊㛃",
    applicant_is_unit=False,
    identity="34150419900307123X",
    unit="安徽某某木业有限公司",
    applied_on=date(2026, 3, 2),
    decided_on=date(2026, 3, 24),
    verification_code="7K3M-92QF-1XWB",
    components=(Component("技师奖励标准", "每人2000元", 200000, THIRD),),
    payable_fen=200000,
    instalments=(Instalment("一次性", 200000, "自本文书作出之日起15个工作日内"),),
    payee="𬭊㛃",
    bank="徽商银行六安叶集支行",
    account="6217000012345678901",
    conditions=(SENIORITY,),
)
REFUSAL = RefusalFacts(
    office=OFFICE,
    number="叶人社不予〔2026〕3号",
    case_number="YJJG-2026-000124",
    subsidy="职业资格证书奖励",
    clause=THIRD,
    applicant="张三",
    applicant_is_unit=False,
    identity="34150419900307123X",
    unit="安徽某某木业有限公司",
    applied_on=date(2021, 8, 31),
    decided_on=date(2024, 3, 24),
    conditions=(
        Condition("同一企业连续工作满3年", "2018年9月1日入职，差1天满3年", False, THIRD, date(2021, 9, 1)),
        Condition("依法参加社会保险", "已参加", True, THIRD),
    ),
    reason="连续工作年限不足",
)


def page_total(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def text_of(pdf: bytes) -> str:
    """Return all text of a PDF of ours, decoded by the ToUnicode maps that it embeds."""
    objects = dict(re.findall(rb"\n(\d+) 0 obj\n(.*?)endobj", pdf, re.DOTALL))
    maps = {}
    for body in objects.values():
        if b"/ToUnicode" in body:
            name, number = re.search(rb"/Name /(\S+)", body), re.search(rb"/ToUnicode (\d+) 0 R", body)
            assert name
            assert number
            maps[name[1]] = _map_of(_stream(objects[number[1]]))
    contents = re.findall(rb"/Contents (\d+) 0 R", pdf)
    return "\n".join(_page_text(_stream(objects[number]), maps) for number in contents)


def _stream(body: bytes) -> bytes:
    data = body.split(b"stream\n", 1)[1].rsplit(b"endstream", 1)[0].rstrip(b"\n")
    return zlib.decompressobj().decompress(data)


def _map_of(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"^<(\w\w)> <(\w+)>$", cmap, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs if len(text) >= 4}


def _page_text(content: bytes, maps: dict[bytes, dict[int, str]]) -> str:
    text, current = [], {}
    for font, shown in re.findall(rb"/(F\d+\+\d+) \S+ Tf|\(((?:\\.|[^\\()])*)\) Tj", content, re.DOTALL):
        if font:
            current = maps[font]
        else:
            text.append("".join(current[code] for code in _unescaped(shown)))
    return "".join(text)


def _unescaped(shown: bytes) -> bytes:
    named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return re.sub(
        rb"\\(\d{3}|.)",
        lambda found: bytes([int(found[1], 8)]) if found[1].isdigit() else named.get(found[1], found[1]),
        shown,
        flags=re.DOTALL,
    )
