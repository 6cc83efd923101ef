"""What is stored."""

from app.models.base import Base
from app.models.batches import Batch, BatchFile
from app.models.cases import Case, CaseStep, FactChange, Opinion
from app.models.claims import CaseClaim, CaseGround
from app.models.forms import UnfinishedForm
from app.models.letters import Letter, LetterFile, Series
from app.models.money import CaseInstalment, LedgerEntry
from app.models.office import Account, AccountRole, AuditEntry, ParameterEntry
from app.models.parties import Person, Unit
from app.models.registers import CaseReference, RegisterChange, RegisterEntry, RegisterFile

SCHEMA = "0001"  # the newest migration; a test holds it against migrations/

__all__ = [
    "SCHEMA",
    "Account",
    "AccountRole",
    "AuditEntry",
    "Base",
    "Batch",
    "BatchFile",
    "Case",
    "CaseClaim",
    "CaseGround",
    "CaseInstalment",
    "CaseReference",
    "CaseStep",
    "FactChange",
    "LedgerEntry",
    "Letter",
    "LetterFile",
    "Opinion",
    "ParameterEntry",
    "Person",
    "RegisterChange",
    "RegisterEntry",
    "RegisterFile",
    "Series",
    "UnfinishedForm",
    "Unit",
]
