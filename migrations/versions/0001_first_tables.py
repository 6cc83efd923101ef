"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FROZEN = "CREATE TRIGGER tr_{0}_{1} BEFORE {2} ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"
APPEND_ONLY = (
    "audit_entries", "ledger_entries", "parameter_entries", "letter_files", "batch_files", "case_steps",
    "register_changes", "register_files",
)


def upgrade() -> None:
    op.create_table('accounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('name', name=op.f('uq_accounts_name'))
    )
    op.create_table('audit_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries'))
    )
    op.create_table('batches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('stored', sa.Integer(), nullable=False),
    sa.Column('errors', sa.Integer(), nullable=False),
    sa.Column('repeated', sa.Integer(), nullable=False),
    sa.Column('payable_fen', sa.Integer(), nullable=False),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_batches_digest_length')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batches')),
    sa.UniqueConstraint('number', name=op.f('uq_batches_number'))
    )
    op.create_index(op.f('ix_batches_digest'), 'batches', ['digest'], unique=False)
    op.create_table('parameter_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.Column('entered_by', sa.String(), nullable=False),
    sa.CheckConstraint('length(source) > 0', name=op.f('ck_parameter_entries_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parameter_entries'))
    )
    op.create_table('persons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('identity_number', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.CheckConstraint('length(identity_number) = 18', name=op.f('ck_persons_identity_length')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_persons')),
    sa.UniqueConstraint('identity_number', name=op.f('uq_persons_identity_number'))
    )
    op.create_table('series',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', 'year', name=op.f('pk_series'))
    )
    op.create_table('unfinished_forms',
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('sheet', sa.String(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('seen_version', sa.Integer(), nullable=True),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('account', 'sheet', name=op.f('pk_unfinished_forms'))
    )
    op.create_table('units',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('credit_code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('township', sa.String(), nullable=False),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.CheckConstraint('length(credit_code) = 18', name=op.f('ck_units_code_length')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_units')),
    sa.UniqueConstraint('credit_code', name=op.f('uq_units_credit_code'))
    )
    op.create_table('account_roles',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.CheckConstraint("role IN ('clerk', 'reviewer', 'approver', 'finance', 'auditor', 'administrator')", name=op.f('ck_account_roles_role')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_account_roles_account_id')),
    sa.PrimaryKeyConstraint('account_id', 'role', name=op.f('pk_account_roles'))
    )
    op.create_table('batch_files',
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batches.id'], name=op.f('fk_batch_files_batch_id')),
    sa.PrimaryKeyConstraint('batch_id', name=op.f('pk_batch_files'))
    )
    op.create_table('cases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('applied_on', sa.Date(), nullable=False),
    sa.Column('filed_at', sa.DateTime(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.Column('batch_row', sa.String(), nullable=False),
    sa.Column('applicant', sa.String(), nullable=False),
    sa.Column('unit_name', sa.String(), nullable=False),
    sa.Column('township', sa.String(), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('eligible', sa.Boolean(), nullable=False),
    sa.Column('warned', sa.Boolean(), nullable=False),
    sa.Column('gross_fen', sa.Integer(), nullable=False),
    sa.Column('payable_fen', sa.Integer(), nullable=False),
    sa.Column('granted_fen', sa.Integer(), nullable=True),
    sa.Column('assessment', sa.Text(), nullable=False),
    sa.Column('accepted_on', sa.Date(), nullable=True),
    sa.Column('accepted_order', sa.Integer(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('days_left', sa.Integer(), nullable=True),
    sa.Column('came_from', sa.String(), nullable=False),
    sa.Column('proposal', sa.String(), nullable=False),
    sa.Column('proposal_reason', sa.Text(), nullable=False),
    sa.Column('held', sa.Boolean(), nullable=False),
    sa.Column('hold_reason', sa.Text(), nullable=False),
    sa.Column('public_from', sa.Date(), nullable=True),
    sa.Column('public_until', sa.Date(), nullable=True),
    sa.CheckConstraint("(granted_fen IS NOT NULL) = (state IN ('approved', 'completed'))", name=op.f('ck_cases_granted_when_approved')),
    sa.CheckConstraint("state IN ('draft', 'accepted', 'supplement', 'reviewed', 'countersign', 'publicity', 'approval', 'approved', 'completed', 'rejected', 'withdrawn')", name=op.f('ck_cases_state')),
    sa.CheckConstraint('granted_fen IS NULL OR granted_fen >= 0', name=op.f('ck_cases_granted')),
    sa.CheckConstraint('gross_fen >= 0 AND payable_fen >= 0 AND payable_fen <= gross_fen', name=op.f('ck_cases_sums')),
    sa.ForeignKeyConstraint(['batch_id'], ['batches.id'], name=op.f('fk_cases_batch_id')),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_cases_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_cases_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('number', name=op.f('uq_cases_number'))
    )
    op.create_index(op.f('ix_cases_applied_on'), 'cases', ['applied_on'], unique=False)
    op.create_index(op.f('ix_cases_batch_id'), 'cases', ['batch_id'], unique=False)
    op.create_index('ix_cases_state_applied', 'cases', ['state', 'applied_on', 'id'], unique=False)
    op.create_index('ix_cases_warned', 'cases', ['due_on', 'id'], unique=False, sqlite_where=sa.text('warned = 1'))
    op.create_index('ix_cases_search', 'cases', ['search'], unique=False)
    op.create_index('ix_cases_list', 'cases', ['state', 'code', 'township', 'applicant', 'unit_name', 'payable_fen', 'due_on', 'applied_on'], unique=False)
    op.create_index('ix_persons_last_four', 'persons', [sa.text('substr(identity_number, 15)')], unique=False)
    op.create_index('ix_cases_due', 'cases', ['due_on', 'id'], unique=False)
    op.create_index('ix_cases_figures', 'cases', ['code', 'township', 'unit_id', 'state', 'applied_on', 'accepted_on', 'decided_on', 'granted_fen', 'person_id', 'public_from'], unique=False)
    op.create_index(op.f('ix_cases_person_id'), 'cases', ['person_id'], unique=False)
    op.create_index('ix_cases_state_due', 'cases', ['state', 'due_on', 'id'], unique=False)
    op.create_index(op.f('ix_cases_unit_id'), 'cases', ['unit_id'], unique=False)
    op.create_table('case_claims',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('tally', sa.String(), nullable=False),
    sa.Column('live', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_claims_case_id')),
    sa.PrimaryKeyConstraint('case_id', 'scope', 'key', name=op.f('pk_case_claims')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_case_claims_key', 'case_claims', ['key', 'scope'], unique=False)
    op.create_index('ix_case_claims_tally', 'case_claims', ['tally'], unique=False, sqlite_where=sa.text("tally <> ''"))
    op.create_index('uq_case_claims_live', 'case_claims', ['scope', 'key'], unique=True, sqlite_where=sa.text('live = 1'))
    op.create_table('case_grounds',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('pool', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_grounds_case_id')),
    sa.PrimaryKeyConstraint('case_id', 'pool', 'key', name=op.f('pk_case_grounds')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_case_grounds_key', 'case_grounds', ['key', 'pool'], unique=False)
    op.create_table('case_instalments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('years_after', sa.Integer(), nullable=False),
    sa.Column('needs_check', sa.Boolean(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.CheckConstraint('amount_fen >= 0', name=op.f('ck_case_instalments_amount')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_instalments_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_instalments')),
    sa.UniqueConstraint('case_id', 'position', name=op.f('uq_case_instalments_case_id_position'))
    )
    op.create_table('case_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('from_state', sa.String(), nullable=False),
    sa.Column('to_state', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_steps_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_steps'))
    )
    op.create_index('ix_case_steps_case_id_on_day', 'case_steps', ['case_id', 'on_day'], unique=False)
    op.create_table('fact_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_fact_changes_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fact_changes'))
    )
    op.create_index(op.f('ix_fact_changes_case_id'), 'fact_changes', ['case_id'], unique=False)
    op.create_table('register_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('register', sa.String(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=True),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.Column('entered_by', sa.String(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('withdrawn_reason', sa.Text(), nullable=False),
    sa.CheckConstraint("register IN ('talents', 'target-figures', 'education-funds', 'institution-quality', 'project-supervision', 'fund-performance', 'posts', 'seekers', 'bulletins', 'contest-plans', 'evaluators', 'achievement-rounds', 'meetings', 'commendations')", name=op.f('ck_register_entries_register')),
    sa.CheckConstraint('withdrawn = 0 OR length(withdrawn_reason) > 0', name=op.f('ck_register_entries_withdrawn_with_reason')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_entries'))
    )
    op.create_index('uq_register_entries_live', 'register_entries', ['register', 'mark'], unique=True, sqlite_where=sa.text('withdrawn = 0'))
    op.create_table('register_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entries.id'], name=op.f('fk_register_changes_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_changes'))
    )
    op.create_index(op.f('ix_register_changes_entry_id'), 'register_changes', ['entry_id'], unique=False)
    op.create_table('register_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_register_files_digest_length')),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entries.id'], name=op.f('fk_register_files_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_files'))
    )
    op.create_index(op.f('ix_register_files_entry_id'), 'register_files', ['entry_id'], unique=False)
    op.create_table('case_references',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_references_case_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entries.id'], name=op.f('fk_case_references_entry_id')),
    sa.PrimaryKeyConstraint('case_id', 'entry_id', name=op.f('pk_case_references'))
    )
    op.create_index(op.f('ix_case_references_entry_id'), 'case_references', ['entry_id'], unique=False)
    op.create_table('letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('series', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(), nullable=False),
    sa.Column('issued_by', sa.String(), nullable=False),
    sa.Column('verification', sa.String(), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.Column('printed_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('(case_id IS NULL) <> (entry_id IS NULL)', name=op.f('ck_letters_one_subject')),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_letters_digest_length')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_letters_case_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entries.id'], name=op.f('fk_letters_entry_id')),
    sa.ForeignKeyConstraint(['corrects_id'], ['letters.id'], name=op.f('fk_letters_corrects_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters')),
    sa.UniqueConstraint('number', name=op.f('uq_letters_number')),
    sa.UniqueConstraint('series', 'year', 'serial', name=op.f('uq_letters_series_year_serial')),
    sa.UniqueConstraint('verification', name=op.f('uq_letters_verification'))
    )
    op.create_index(op.f('ix_letters_case_id'), 'letters', ['case_id'], unique=False)
    op.create_index(op.f('ix_letters_entry_id'), 'letters', ['entry_id'], unique=False)
    op.create_table('opinions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('department', sa.String(), nullable=False),
    sa.Column('agrees', sa.Boolean(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.CheckConstraint('agrees IS NULL OR given_on IS NOT NULL', name=op.f('ck_opinions_dated')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_opinions_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinions'))
    )
    op.create_index(op.f('ix_opinions_case_id'), 'opinions', ['case_id'], unique=False)
    op.create_table('ledger_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('instalment_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('direction', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('voucher', sa.String(), nullable=False),
    sa.Column('bank', sa.String(), nullable=False),
    sa.Column('account_name', sa.String(), nullable=False),
    sa.Column('account_number', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint("(kind = 'payment') = (direction = 1)", name=op.f('ck_ledger_entries_sign')),
    sa.CheckConstraint("kind IN ('payment', 'returned', 'counter')", name=op.f('ck_ledger_entries_kind')),
    sa.CheckConstraint('amount_fen > 0', name=op.f('ck_ledger_entries_amount')),
    sa.CheckConstraint('direction IN (1, -1)', name=op.f('ck_ledger_entries_direction')),
    sa.CheckConstraint('length(voucher) > 0', name=op.f('ck_ledger_entries_voucher')),
    sa.ForeignKeyConstraint(['instalment_id'], ['case_instalments.id'], name=op.f('fk_ledger_entries_instalment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_entries'))
    )
    op.create_index(op.f('ix_ledger_entries_instalment_id'), 'ledger_entries', ['instalment_id'], unique=False)
    op.create_index(op.f('ix_ledger_entries_paid_on'), 'ledger_entries', ['paid_on'], unique=False)
    op.create_table('letter_files',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_files_letter_id')),
    sa.PrimaryKeyConstraint('letter_id', name=op.f('pk_letter_files'))
    )

    for table in APPEND_ONLY:
        op.execute(FROZEN.format(table, "update", "UPDATE"))
        op.execute(FROZEN.format(table, "delete", "DELETE"))
