"""What can be done to a payment run: its dialogs, and what they store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.clawbacks.set_off import consent, debts
from app.services.money.payable import Payee
from app.services.money.payment_booking import Booked, Booking, Slip, book_run
from app.services.money.payment_run_changes import cancel_run, change_account, take_out
from app.services.money.payment_run_views import RunLine, RunRow
from app.services.policy.money import yuan
from app.services.policy.values import read_day, read_fen
from app.ui.notices import Kind, Notice
from app.ui.pages.payments.pane import Pane
from app.ui.widgets.asking.fields import Ask, AskKind, FieldsDialog
from app.ui.widgets.table.formats import money

LATE = "到账日期不能晚于今天，请改正。"


@dataclass(frozen=True)
class RunDeeds:
    """Acts on runs for a pane."""

    pane: Pane

    def book(self, run: RunRow, lines: Sequence[RunLine]) -> None:
        """Book lines that the bank has paid, with one day and voucher."""
        uow, today = self.pane.uow, self.pane.uow.clock().date()
        places = tuple(line.position for line in lines)
        total = sum(line.amount_fen for line in lines)
        kept = sum(line.set_off_fen for line in lines)
        less = f"（其中抵扣 {money(kept)} 元，实付 {money(total - kept)} 元）" if kept else ""
        question = (
            f"{run.number}：{len(lines):,} 笔，合计 {money(total)} 元{less}。"
            "登记后记入台账，不能修改，请先与银行回单核对；银行退回的款项不要勾选。"
        )
        asks = (
            Ask("day", "到账日期", AskKind.DAY, today.isoformat()),
            Ask("voucher", "凭证号", hint="如 记-2024-11-036"),
        )
        verb = f"登记到账 {len(lines):,} 笔"
        dialog = FieldsDialog(verb, question, asks, self.pane)

        def given(texts: dict[str, str]) -> None:
            day = read_day(texts["day"])
            if day > today:
                dialog.say(LATE)
                return
            dialog.accept()
            booking = Booking(Slip(day, texts["voucher"]), places)
            self.pane.run(
                lambda progress: book_run(uow, run.number, booking, seen=run.version, progress=progress.step),
                self._booked,
                verb,
            )

        dialog.given.connect(given)
        dialog.open()

    def _booked(self, booked: Booked) -> None:
        text = f"{booked.number} 已登记到账 {booked.lines:,} 笔，合计 {money(booked.amount_fen)} 元。"
        self.pane.tell(text, booked.left, f"未登记的 {len(booked.left):,} 件")

    def take_out(self, run: RunRow, lines: Sequence[RunLine]) -> None:
        """Take lines out, with the reason."""
        uow, places = self.pane.uow, [line.position for line in lines]
        total = money(sum(line.amount_fen for line in lines))
        self.pane.ask(
            f"移出 {len(lines):,} 笔",
            f"从 {run.number} 移出 {len(lines):,} 笔，合计 {total} 元；移出后重新列入待拨付。",
            (Ask("reason", "理由", AskKind.TEXT, hint="如 银行退回：户名不符"),),
            lambda texts: take_out(uow, run.number, places, texts["reason"], seen=run.version),
            lambda _: f"已从 {run.number} 移出 {len(lines):,} 笔。",
        )

    def change_account(self, run: RunRow, line: RunLine) -> None:
        """Give a line another account, with the reason."""
        uow = self.pane.uow
        asks = (
            Ask("account_name", "开户名", text=line.account_name),
            Ask("bank", "开户银行", text=line.bank),
            Ask("account_number", "银行账号", text=line.account_number),
            Ask("reason", "理由和依据", AskKind.TEXT, hint="如 退票后本人书面更正，附身份证复印件"),
        )

        def store(texts: dict[str, str]) -> None:
            payee = Payee(texts["bank"], texts["account_name"], texts["account_number"])
            change_account(uow, run.number, line.position, payee, texts["reason"], seen=run.version)

        self.pane.ask(
            "更改账户",
            f"{line.case_number} {line.applicant}：本次付款改到下列账户，案件填报的内容不变；更改前后记入审计日志。",
            asks,
            store,
            lambda _: f"已更改 {line.case_number} 本次付款的账户。",
        )

    def set_off(self, run: RunRow, line: RunLine) -> None:
        """Keep part of a line against what its payee owes, with the written consent."""
        uow = self.pane.uow
        owed = debts(uow, line.case_number)
        if not owed:
            text = f"{line.case_number} 的收款人没有尚欠的追回款项，不需抵扣。"
            self.pane.noticed.emit(Notice(Kind.WARN, text))
            return
        told = "；".join(f"{one.clawback}（{one.case}）尚欠 {money(one.left_fen)} 元" for one in owed)
        most = min(line.amount_fen, sum(one.left_fen for one in owed))
        asks = (
            Ask("amount", "抵扣金额（元）", AskKind.MONEY, yuan(most).replace(",", "")),
            Ask("document", "书面同意", hint="材料名称和日期，如 2024-11-05 同意抵扣书"),
        )

        def store(texts: dict[str, str]) -> None:
            consent(uow, run.number, line.position, read_fen(texts["amount"]), texts["document"], seen=run.version)

        self.pane.ask(
            "登记抵扣",
            f"{line.case_number} {line.applicant} 本次应付 {money(line.amount_fen)} 元；{told}。"
            "经当事人书面同意的部分不再付出，登记到账时记入追回台账。",
            asks,
            store,
            lambda _: f"已登记 {line.case_number} 本次付款的抵扣。",
        )

    def cancel(self, run: RunRow) -> None:
        """Cancel a run of which nothing was booked."""
        uow = self.pane.uow
        self.pane.ask(
            f"作废 {run.number}",
            f"{run.number} 共 {run.lines:,} 笔，合计 {money(run.amount_fen)} 元；作废后全部重新列入待拨付，批次号不再使用。",
            (Ask("reason", "理由", AskKind.TEXT),),
            lambda texts: cancel_run(uow, run.number, texts["reason"], seen=run.version),
            lambda _: f"{run.number} 已作废。",
        )
