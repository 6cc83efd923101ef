"""Tables to which rows are only ever added: the database itself refuses to change what stands there."""

from app import models

APPEND_ONLY = (
    models.AuditEntry,
    models.BanException,
    models.BatchFile,
    models.BudgetEntry,
    models.CalendarDay,
    models.CaseStep,
    models.ClawbackStep,
    models.ClosedYear,
    models.InstalmentCheck,
    models.LedgerEntry,
    models.LetterCase,
    models.LetterFile,
    models.LetterService,
    models.OutsideList,
    models.OutsideRow,
    models.ParameterEntry,
    models.RecoveryEntry,
    models.RegisterChange,
    models.RegisterFile,
    models.RepaymentPart,
    models.RowSeal,
    models.Scan,
)
NAMES = frozenset(one.__tablename__ for one in APPEND_ONLY)
