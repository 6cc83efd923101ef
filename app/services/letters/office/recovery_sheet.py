"""恢复单 as PDF: the code in its groups, and what it is for; printed, signed, sealed in an envelope, locked away."""

from __future__ import annotations

from pathlib import Path

from app.services.letters.paper.content import Align, Block, Column, Note, Paragraph, Table, chinese_date
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.sheets import Sheet, render_sheets
from app.services.storage.beside import save_bytes
from app.services.storage.recovering import RecoverySheet

_ROW = 4
_CODE = tuple(Column(text, 25, Align.CENTRE) for text in ("第 1 / 5 组", "第 2 / 6 组", "第 3 / 7 组", "第 4 / 8 组"))
_SIGNED = (Column("印制", 33, Align.CENTRE), Column("保管", 34, Align.CENTRE), Column("负责人", 33, Align.CENTRE))
_CODE_ROOM, _SIGN_ROOM = 36.0, 48.0


def recovery_pdf(sheet: RecoverySheet, fonts: Fonts) -> bytes:
    """The sheet on A4; UserError for a character that no face has."""
    return render_sheets([Sheet(("恢复单",), tuple(_body(sheet)))], sheet.office, f"恢复单 {sheet.number}", fonts)


def save_recovery_sheet(sheet: RecoverySheet, path: Path, fonts: Fonts) -> None:
    """Write the sheet to a file; UserError for a file that cannot be written."""
    save_bytes(path, recovery_pdf(sheet, fonts))


def _body(sheet: RecoverySheet) -> list[Block]:
    groups = sheet.code.split("-")
    rows = tuple(tuple(groups[place : place + _ROW]) for place in range(0, len(groups), _ROW))
    made = f"{chinese_date(sheet.made_at.date())}由 {sheet.made_by} 印制"
    return [
        Note(sheet.office),
        Note(f"编号 {sheet.number}，{made}。"),
        Paragraph("本单打开“叶集技工补贴”的全部加密数据和备份，请像保险柜钥匙一样保管。"),
        Table(_CODE, rows, least=_CODE_ROOM),
        Paragraph("管理员忘记密码，又没有另一位管理员可以重置时。", "何时用　"),
        Paragraph(
            "在登录窗口点“用恢复单打开”，输入八组字符、管理员账号和新密码。大小写和连字符不必照抄；"
            "字符中没有字母 I、L、O、U，看起来像的是数字 1 和 0。",
            "怎么用　",
        ),
        Paragraph(
            "装入信封密封签字，放进保险柜，不与电脑、备份硬盘放在一起；不拍照，不留电子文件。"
            "在“系统—账号”可以另印，本单随即作废；怀疑被人看过时应立即另印。",
            "怎么保管　",
        ),
        Table(_SIGNED, (("", "", ""),), least=_SIGN_ROOM),
    ]
