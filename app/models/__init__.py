"""What is stored."""

from app.models.base import Base
from app.models.batches import Batch, BatchFile, HeaderMapping
from app.models.cases import Case, CaseStep, FactChange, Opinion
from app.models.claims import CaseClaim, CaseGround, CaseMark
from app.models.clawbacks import Clawback, ClawbackStep, Reassessment, RecoveryEntry, RepaymentPart, Statement
from app.models.doubts import Doubt, OutsideList, OutsideRow
from app.models.files import CaseMaterial, Scan
from app.models.forms import UnfinishedForm
from app.models.letters import Letter, LetterCase, LetterFile, LetterService, Series
from app.models.money import (
    BudgetEntry,
    CaseInstalment,
    ClosedYear,
    InstalmentCheck,
    LedgerEntry,
    PaymentRun,
    PaymentRunLine,
)
from app.models.office import Account, AccountRole, AuditEntry, CalendarDay, FolderSetting, ParameterEntry, RowSeal
from app.models.parties import NameWord, Person, Unit
from app.models.registers import CaseReference, RegisterChange, RegisterEntry, RegisterFile
from app.models.requests import Objection, Supplement
from app.models.supervision import BanException, Draw, DrawResult, Misconduct

SCHEMA = "0003"  # the newest migration; a test holds it against migrations/

__all__ = [
    "SCHEMA",
    "Account",
    "AccountRole",
    "AuditEntry",
    "BanException",
    "Base",
    "Batch",
    "BatchFile",
    "BudgetEntry",
    "CalendarDay",
    "Case",
    "CaseClaim",
    "CaseGround",
    "CaseInstalment",
    "CaseMark",
    "CaseMaterial",
    "CaseReference",
    "CaseStep",
    "Clawback",
    "ClawbackStep",
    "ClosedYear",
    "Doubt",
    "Draw",
    "DrawResult",
    "FactChange",
    "FolderSetting",
    "HeaderMapping",
    "InstalmentCheck",
    "LedgerEntry",
    "Letter",
    "LetterCase",
    "LetterFile",
    "LetterService",
    "Misconduct",
    "NameWord",
    "Objection",
    "Opinion",
    "OutsideList",
    "OutsideRow",
    "ParameterEntry",
    "PaymentRun",
    "PaymentRunLine",
    "Person",
    "Reassessment",
    "RecoveryEntry",
    "RegisterChange",
    "RegisterEntry",
    "RegisterFile",
    "RepaymentPart",
    "RowSeal",
    "Scan",
    "Series",
    "Statement",
    "Supplement",
    "UnfinishedForm",
    "Unit",
]
