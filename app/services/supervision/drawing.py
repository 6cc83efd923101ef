"""Drawing by lot so that anyone can draw again: every name gets a digest of the seed and itself, the smallest are drawn.

The rule needs nothing but a SHA-256 tool: the digest of the text `seed|name`, written in hexadecimal digits, in UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

RULE = (
    "对名单中每个编号，求文本“种子|编号”（UTF-8 编码）的 SHA-256 值，按十六进制值从小到大排列，取前 N 个为检查对象；"
    "对每个检查对象，求文本“种子|编号|姓名”的 SHA-256 值，按同样方法从检查人员名单取前 M 人。"
)

FROZEN = (
    '摘要由四行文本（UTF-8 编码，行间一个换行符，末行后没有）求得：名单 [["编号", "名称"], …]，按附表顺序；'
    '检查人员 ["姓名", …]；抽取数；每个对象人数。引号为半角，逗号后空一格。'
)
"""How the digest of a frozen list is made, in words: `sampling.digest_of` over JSON texts."""


def lot(seed: str, *names: str) -> str:
    """The lot of a name under a seed: 64 hexadecimal digits."""
    return sha256("|".join((seed, *names)).encode()).hexdigest()


def drawn(seed: str, members: Iterable[str], wanted: int) -> list[str]:
    """The members with the smallest lots, in the order of the draw; the order of the list has no influence."""
    return sorted(set(members), key=lambda member: (lot(seed, member), member))[:wanted]


def assigned(seed: str, member: str, inspectors: Sequence[str], wanted: int) -> list[str]:
    """Who checks a drawn member: the inspectors with the smallest lots for it."""
    return sorted(set(inspectors), key=lambda name: (lot(seed, member, name), name))[:wanted]
