"""What can be done to a case as the window offers it: a verb, what it asks for first, and whether it can be undone."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.cases.scans import File
from app.services.worklists.case_shown import CaseView, Possible

PHRASES: dict[Step, tuple[str, ...]] = {
    Step.ASK: (
        "请补交证书复印件",
        "请补交劳动合同和社保缴费证明",
        "请补填开户银行和银行账号",
        "材料不清晰，请重新提交",
    ),
    Step.REFUSE: ("不属于本区受理范围", "不符合申领条件", "同一事项已享受补贴", "申报材料不实"),
    Step.BACK: ("申报信息需要核实", "金额需要复核", "材料不全，请要求补正"),
    Step.OPINION: ("同一事项已由其他部门补助", "资金来源需要核实", "申报信息与我单位掌握情况不一致"),
    Step.WITHDRAW: ("申请人书面要求撤回",),
    Step.REOPEN: ("申请人补充了新的材料", "复核后决定重新办理", "复议机关撤销原决定"),
    Step.HOLD: ("收到举报，正在核查", "数据比对有疑点，正在核查"),
    Step.LIFT: ("核查完毕，未发现问题",),
}
DONE = {
    Step.ACCEPT: "已受理", Step.ASK: "已要求补正", Step.RESUBMIT: "已补正", Step.REFUSE: "已办理", Step.PASS: "已复核通过",
    Step.SEND: "已送下一环节", Step.OPINION: "已登记会签意见", Step.PUBLISH: "已开始公示", Step.CLOSE: "已办结公示",
    Step.APPROVE: "已批准", Step.BACK: "已退回", Step.PAY: "已登记拨付", Step.WITHDRAW: "已撤回", Step.REOPEN: "已重新办理",
    Step.HOLD: "已暂停", Step.LIFT: "已解除暂停",
}  # fmt: skip
ASIDE = (Step.WITHDRAW, Step.HOLD, Step.LIFT, Step.REOPEN)


class Asks(Enum):
    """What is asked before a deed is done."""

    NOTHING = "nothing"
    REASON = "reason"
    VOUCHER = "voucher"
    LOWER_SUM = "lower sum"
    ITEMS = "items"
    OPINION = "opinion"


@dataclass(frozen=True)
class SignedOpinion:
    """What a department wrote: who signed it when, its reason where it objects, and the scan of the sheet."""

    signer: str
    day: date
    text: str = ""
    scan: File | None = None


@dataclass(frozen=True)
class Deed:
    """One thing to do. `final` cannot be undone and is confirmed; `prefix` goes before the reason given.

    `band` are, in fen, the least that the approver may fix and the sum reckoned.
    """

    step: Step
    label: str
    asks: Asks = Asks.NOTHING
    obstacle: str = ""
    final: bool = False
    prefix: str = ""
    department: str = ""
    band: tuple[int, int] = (0, 0)

    @property
    def aside(self) -> bool:
        """Whether it does not lead on and is kept in the menu."""
        return self.step in ASIDE

    @property
    def phrases(self) -> tuple[str, ...]:
        """Reasons that are often given."""
        return PHRASES.get(self.step, ())

    def order(self, reason: str = "", voucher: str = "", amount_fen: int | None = None) -> Order:
        """The deed as an order; `amount_fen` is a sum fixed within the band."""
        text = f"{self.prefix}{reason}" if reason else ""
        return Order(self.step, text, voucher, amount_fen, self.department)

    def asking_for(self, items: tuple[str, ...]) -> Order:
        """The deed as an order to bring what is missing, a sentence each."""
        return replace(self.order("；".join(items)), items=items)

    def signed(self, opinion: SignedOpinion) -> Order:
        """The deed as the opinion of a department."""
        return replace(self.order(opinion.text), signer=opinion.signer, scan=opinion.scan)


def deed(step: Step, label: str, *, needs_reason: bool, obstacle: str = "", state: State | None = None) -> Deed:
    """A step as a deed; a decision of the approver and a payment are final."""
    asks = Asks.VOUCHER if step is Step.PAY else Asks.REASON if needs_reason else Asks.NOTHING
    decides = step is Step.REFUSE and state is State.APPROVAL
    return Deed(step, label, asks, obstacle, final=step in (Step.APPROVE, Step.PAY) or decides)


def opinion_deeds(department: str, obstacle: str = "") -> tuple[Deed, Deed]:
    """The two answers that a department may give."""
    agree = Deed(Step.OPINION, f"{department}同意", Asks.OPINION, obstacle, department=department)
    object_ = Deed(
        Step.OPINION, f"{department}不同意", Asks.OPINION, obstacle, prefix="不同意：", department=department
    )
    return agree, object_


def lower_sum_deed(least_fen: int, due_fen: int) -> Deed:
    """Approving with less than the sum reckoned; its dialog says that it cannot be undone."""
    return Deed(Step.APPROVE, "核减后批准…", Asks.LOWER_SUM, band=(least_fen, due_fen))


def deeds_of(view: CaseView) -> tuple[Deed, ...]:
    """What can be done to a case: what it waits for first; what only others may do carries the obstacle."""
    return tuple(one for possible in view.actions for one in _deeds(view, possible))


def _deeds(view: CaseView, possible: Possible) -> tuple[Deed, ...]:
    if possible.step is Step.OPINION:
        last = max((opinion.round for opinion in view.opinions), default=0)
        waiting = [one.department for one in view.opinions if one.round == last and one.agrees is None]
        return opinion_deeds(waiting[0], possible.obstacle) if waiting else ()
    made = deed(
        possible.step,
        possible.label,
        needs_reason=possible.needs_reason or possible.step is Step.WITHDRAW,
        obstacle=possible.obstacle,
        state=view.state,
    )
    if possible.step is Step.ASK:
        made = replace(made, asks=Asks.ITEMS)
    found = view.assessment
    if possible.step is Step.APPROVE and not possible.obstacle and found.least_fen is not None:
        due = found.payable_fen
        return (made, lower_sum_deed(found.least_fen, due)) if found.least_fen < due else (made,)
    return (made,)
