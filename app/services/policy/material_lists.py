"""One line of a material list, and how it lies in a parameter: a text a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MATERIALS = "材料清单"  # a parameter by code of the type
SEPARATOR = "｜"


class Form(StrEnum):
    """原件/复印件."""

    ORIGINAL = "原件"
    COPY = "复印件"
    BOTH = "原件及复印件"


@dataclass(frozen=True)
class Material:
    """What an applicant hands in: the place that asks for it, in what form, how many, and whether it may come later (容缺)."""

    name: str
    basis: str
    form: Form
    copies: int
    deferrable: bool

    @property
    def packed(self) -> str:
        """As it lies in a parameter."""
        deferrable = "是" if self.deferrable else "否"
        return SEPARATOR.join((self.name, self.basis, self.form.value, str(self.copies), deferrable))


def unpacked(text: str) -> Material:
    """A line as it lies in a parameter; ValueError when it is none."""
    name, basis, form, copies, deferrable = text.split(SEPARATOR)
    return Material(name, basis, Form(form), int(copies), deferrable == "是")
