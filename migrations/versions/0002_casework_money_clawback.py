"""Casework, money and clawback: materials, objections, budgets, payment runs, services of letters, warnings, recoveries."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FROZEN = "CREATE TRIGGER tr_{0}_{1} BEFORE {2} ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"
APPEND_ONLY = (
    "budget_entries", "closed_years", "instalment_checks", "calendar_days", "letter_cases", "letter_services",
    "recovery_entries", "clawback_steps", "repayment_parts", "scans", "outside_lists", "outside_rows",
    "ban_exceptions", "row_seals",
)
ADDED = (
    "cases ADD COLUMN corrected_fen INTEGER",
    "case_instalments ADD COLUMN budget_year INTEGER",
    "case_instalments ADD COLUMN cancelled_fen INTEGER DEFAULT '0' NOT NULL",
    "ledger_entries ADD COLUMN source VARCHAR DEFAULT '' NOT NULL",
    "ledger_entries ADD COLUMN run_id INTEGER CONSTRAINT fk_ledger_entries_run_id REFERENCES payment_runs (id)",
    "ledger_entries ADD COLUMN reverses_id INTEGER"
    " CONSTRAINT fk_ledger_entries_reverses_id REFERENCES ledger_entries (id)",
    "opinions ADD COLUMN signer VARCHAR DEFAULT '' NOT NULL",
    "audit_entries ADD COLUMN books VARCHAR DEFAULT '' NOT NULL",
    "audit_entries ADD COLUMN seal VARCHAR DEFAULT '' NOT NULL",
    "accounts ADD COLUMN password VARCHAR DEFAULT '' NOT NULL",
    "accounts ADD COLUMN password_at DATETIME",
    "accounts ADD COLUMN one_time BOOLEAN DEFAULT '0' NOT NULL",
    "accounts ADD COLUMN failures INTEGER DEFAULT '0' NOT NULL",
    "accounts ADD COLUMN locked_until DATETIME",
)


def upgrade() -> None:
    op.create_table('budget_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('direction', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint('amount_fen > 0', name=op.f('ck_budget_entries_amount')),
    sa.CheckConstraint('direction IN (1, -1)', name=op.f('ck_budget_entries_direction')),
    sa.CheckConstraint('length(source) > 0 AND length(document) > 0', name=op.f('ck_budget_entries_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_entries'))
    )
    op.create_index(op.f('ix_budget_entries_year'), 'budget_entries', ['year'], unique=False)
    op.create_table('calendar_days',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('working', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_days'))
    )
    op.create_table('closed_years',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=False),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_closed_years'))
    )
    op.create_table('draws',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('frozen', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('listed', sa.Integer(), nullable=False),
    sa.Column('wanted', sa.Integer(), nullable=False),
    sa.Column('inspectors', sa.Text(), nullable=False),
    sa.Column('per_member', sa.Integer(), nullable=False),
    sa.Column('frozen_on', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('seed_source', sa.String(), nullable=False),
    sa.Column('drawn_on', sa.Date(), nullable=True),
    sa.Column('drawn_by', sa.String(), nullable=False),
    sa.CheckConstraint("(seed = '') = (drawn_on IS NULL)", name=op.f('ck_draws_drawn')),
    sa.CheckConstraint("subject IN ('case', 'unit')", name=op.f('ck_draws_subject')),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_draws_digest_length')),
    sa.CheckConstraint('wanted > 0 AND wanted <= listed', name=op.f('ck_draws_wanted')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draws')),
    sa.UniqueConstraint('number', name=op.f('uq_draws_number'))
    )
    op.create_table('folder_settings',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_folder_settings'))
    )
    op.create_table('header_mappings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('unit_name', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('header', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_header_mappings')),
    sa.UniqueConstraint('unit', 'code', 'header', name='uq_header_mappings_header')
    )
    op.create_table('outside_lists',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('list_date', sa.Date(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_outside_lists_digest_length')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outside_lists'))
    )
    op.create_table('payment_runs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('open', 'booked', 'cancelled')", name=op.f('ck_payment_runs_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment_runs')),
    sa.UniqueConstraint('number', name=op.f('uq_payment_runs_number'))
    )
    op.create_table('row_seals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('of_table', sa.String(), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('seal', sa.String(), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_row_seals')),
    sa.UniqueConstraint('of_table', 'row_id', name=op.f('uq_row_seals_of_table_row_id'))
    )
    op.create_table('scans',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("subject IN ('case', 'material', 'opinion', 'objection', 'letter', 'clawback', 'draw', 'misconduct', 'payment_run')", name=op.f('ck_scans_subject')),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_scans_digest_length')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scans'))
    )
    op.create_index('ix_scans_digest', 'scans', ['digest'], unique=False)
    op.create_index('ix_scans_subject', 'scans', ['subject', 'subject_id'], unique=False)
    op.create_table('draw_results',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draw_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('member', sa.String(), nullable=False),
    sa.Column('inspectors', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('finding', sa.Text(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.String(), nullable=False),
    sa.CheckConstraint("(outcome = '') = (checked_on IS NULL)", name=op.f('ck_draw_results_checked')),
    sa.CheckConstraint("outcome IN ('', 'clean', 'problem')", name=op.f('ck_draw_results_outcome')),
    sa.ForeignKeyConstraint(['draw_id'], ['draws.id'], name=op.f('fk_draw_results_draw_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draw_results')),
    sa.UniqueConstraint('draw_id', 'position', name=op.f('uq_draw_results_draw_id_position'))
    )
    op.create_table('outside_rows',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('identity_number', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('start', sa.Date(), nullable=True),
    sa.Column('end', sa.Date(), nullable=True),
    sa.Column('detail', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['outside_lists.id'], name=op.f('fk_outside_rows_list_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outside_rows'))
    )
    op.create_index(op.f('ix_outside_rows_identity_number'), 'outside_rows', ['identity_number'], unique=False)
    op.create_index(op.f('ix_outside_rows_list_id'), 'outside_rows', ['list_id'], unique=False)
    op.create_table('case_marks',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_marks_case_id')),
    sa.PrimaryKeyConstraint('case_id', 'kind', name=op.f('pk_case_marks')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_case_marks_key', 'case_marks', ['key', 'kind'], unique=False)
    op.create_table('case_materials',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint("(state = 'deferred') = (due_on IS NOT NULL)", name=op.f('ck_case_materials_deferred_until')),
    sa.CheckConstraint("state IN ('received', 'missing', 'deferred')", name=op.f('ck_case_materials_state')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_materials_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_materials')),
    sa.UniqueConstraint('case_id', 'name', name=op.f('uq_case_materials_case_id_name'))
    )
    op.create_index('ix_case_materials_deferred', 'case_materials', ['due_on', 'case_id'], unique=False, sqlite_where=sa.text("state = 'deferred'"))
    op.create_table('clawbacks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('true_facts', sa.Text(), nullable=False),
    sa.Column('lapsed_on', sa.Date(), nullable=True),
    sa.Column('proposed_fen', sa.Integer(), nullable=True),
    sa.Column('cancelled_fen', sa.Integer(), nullable=False),
    sa.Column('reply_by', sa.Date(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('return_by', sa.Date(), nullable=True),
    sa.Column('responsible', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.CheckConstraint("ground IN ('', 'fraud', 'duplicate', 'lapsed', 'error')", name=op.f('ck_clawbacks_ground')),
    sa.CheckConstraint("state IN ('investigating', 'notified', 'decided', 'settled', 'dropped')", name=op.f('ck_clawbacks_state')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_clawbacks_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clawbacks')),
    sa.UniqueConstraint('number', name=op.f('uq_clawbacks_number'))
    )
    op.create_index(op.f('ix_clawbacks_case_id'), 'clawbacks', ['case_id'], unique=False)
    op.create_index('uq_clawbacks_open', 'clawbacks', ['case_id'], unique=True, sqlite_where=sa.text("state IN ('investigating', 'notified')"))
    op.create_table('doubts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('others', sa.Text(), nullable=False),
    sa.Column('blocks', sa.Boolean(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=True),
    sa.Column('found_at', sa.DateTime(), nullable=False),
    sa.Column('gone_at', sa.DateTime(), nullable=True),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('judged_by', sa.String(), nullable=False),
    sa.Column('judged_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("verdict = '' OR (length(reason) > 0 AND judged_at IS NOT NULL)", name=op.f('ck_doubts_judged')),
    sa.CheckConstraint("verdict IN ('', 'confirmed', 'harmless')", name=op.f('ck_doubts_verdict')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_doubts_case_id')),
    sa.ForeignKeyConstraint(['list_id'], ['outside_lists.id'], name=op.f('fk_doubts_list_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_doubts')),
    sa.UniqueConstraint('case_id', 'code', 'mark', name=op.f('uq_doubts_case_id_code_mark'))
    )
    op.create_index('ix_doubts_open', 'doubts', ['case_id'], unique=False, sqlite_where=sa.text("verdict = '' AND gone_at IS NULL"))
    op.create_table('objections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('raised_by', sa.String(), nullable=False),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('upheld', sa.Boolean(), nullable=True),
    sa.Column('finding', sa.Text(), nullable=False),
    sa.Column('judged_on', sa.Date(), nullable=True),
    sa.Column('judged_by', sa.String(), nullable=False),
    sa.CheckConstraint('(upheld IS NULL) = (judged_on IS NULL)', name=op.f('ck_objections_judged')),
    sa.CheckConstraint('length(text) > 0', name=op.f('ck_objections_text')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_objections_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objections'))
    )
    op.create_index(op.f('ix_objections_case_id'), 'objections', ['case_id'], unique=False)
    op.create_table('supplements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('items', sa.Text(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_supplements_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supplements'))
    )
    op.create_index(op.f('ix_supplements_case_id'), 'supplements', ['case_id'], unique=False)
    op.create_table('clawback_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clawback_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('from_state', sa.String(), nullable=False),
    sa.Column('to_state', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_clawback_steps_clawback_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clawback_steps'))
    )
    op.create_index(op.f('ix_clawback_steps_clawback_id'), 'clawback_steps', ['clawback_id'], unique=False)
    op.create_table('instalment_checks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('instalment_id', sa.Integer(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('passed', sa.Boolean(), nullable=False),
    sa.Column('finding', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['instalment_id'], ['case_instalments.id'], name=op.f('fk_instalment_checks_instalment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instalment_checks'))
    )
    op.create_index(op.f('ix_instalment_checks_instalment_id'), 'instalment_checks', ['instalment_id'], unique=False)
    op.create_table('misconduct',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('party', sa.String(), nullable=False),
    sa.Column('party_number', sa.String(), nullable=False),
    sa.Column('party_name', sa.String(), nullable=False),
    sa.Column('clawback_id', sa.Integer(), nullable=True),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('measures', sa.Text(), nullable=False),
    sa.Column('authority', sa.String(), nullable=False),
    sa.Column('banned_from', sa.Date(), nullable=True),
    sa.Column('banned_until', sa.Date(), nullable=True),
    sa.Column('lifted_on', sa.Date(), nullable=True),
    sa.Column('lifted_reason', sa.Text(), nullable=False),
    sa.Column('lifted_by', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint("party IN ('person', 'unit')", name=op.f('ck_misconduct_party')),
    sa.CheckConstraint('banned_from IS NULL OR length(authority) > 0', name=op.f('ck_misconduct_authority')),
    sa.CheckConstraint('lifted_on IS NULL OR length(lifted_reason) > 0', name=op.f('ck_misconduct_lifted')),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_misconduct_clawback_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_misconduct'))
    )
    op.create_index(op.f('ix_misconduct_clawback_id'), 'misconduct', ['clawback_id'], unique=False)
    op.create_index(op.f('ix_misconduct_party_number'), 'misconduct', ['party_number'], unique=False)
    op.create_table('payment_run_lines',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('instalment_id', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('set_off_fen', sa.Integer(), nullable=False),
    sa.Column('bank', sa.String(), nullable=False),
    sa.Column('account_name', sa.String(), nullable=False),
    sa.Column('account_number', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.CheckConstraint("state IN ('open', 'booked', 'removed')", name=op.f('ck_payment_run_lines_state')),
    sa.CheckConstraint('amount_fen > 0', name=op.f('ck_payment_run_lines_amount')),
    sa.CheckConstraint('set_off_fen >= 0 AND set_off_fen <= amount_fen', name=op.f('ck_payment_run_lines_set_off')),
    sa.ForeignKeyConstraint(['instalment_id'], ['case_instalments.id'], name=op.f('fk_payment_run_lines_instalment_id')),
    sa.ForeignKeyConstraint(['run_id'], ['payment_runs.id'], name=op.f('fk_payment_run_lines_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment_run_lines')),
    sa.UniqueConstraint('run_id', 'position', name=op.f('uq_payment_run_lines_run_id_position'))
    )
    op.create_index(op.f('ix_payment_run_lines_instalment_id'), 'payment_run_lines', ['instalment_id'], unique=False)
    op.create_index('uq_payment_run_lines_open', 'payment_run_lines', ['instalment_id'], unique=True, sqlite_where=sa.text("state = 'open'"))
    op.create_table('reassessments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('clawback_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.CheckConstraint("kind IN ('clawback', 'top_up')", name=op.f('ck_reassessments_kind')),
    sa.CheckConstraint("state IN ('open', 'done', 'dismissed')", name=op.f('ck_reassessments_state')),
    sa.CheckConstraint('amount_fen > 0', name=op.f('ck_reassessments_amount')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_reassessments_case_id')),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_reassessments_clawback_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reassessments'))
    )
    op.create_index(op.f('ix_reassessments_case_id'), 'reassessments', ['case_id'], unique=False)
    op.create_index(op.f('ix_reassessments_clawback_id'), 'reassessments', ['clawback_id'], unique=False)
    op.create_index('uq_reassessments_open', 'reassessments', ['case_id'], unique=True, sqlite_where=sa.text("state = 'open'"))
    op.create_table('repayment_parts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clawback_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint('amount_fen > 0', name=op.f('ck_repayment_parts_amount')),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_repayment_parts_clawback_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_repayment_parts')),
    sa.UniqueConstraint('clawback_id', 'round', 'position', name=op.f('uq_repayment_parts_clawback_id_round_position'))
    )
    op.create_table('statements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clawback_id', sa.Integer(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_statements_clawback_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statements'))
    )
    op.create_index(op.f('ix_statements_clawback_id'), 'statements', ['clawback_id'], unique=False)
    op.create_table('ban_exceptions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('misconduct_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint('length(reason) > 0', name=op.f('ck_ban_exceptions_reason')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_ban_exceptions_case_id')),
    sa.ForeignKeyConstraint(['misconduct_id'], ['misconduct.id'], name=op.f('fk_ban_exceptions_misconduct_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ban_exceptions'))
    )
    op.create_index(op.f('ix_ban_exceptions_case_id'), 'ban_exceptions', ['case_id'], unique=False)
    op.create_index(op.f('ix_ban_exceptions_misconduct_id'), 'ban_exceptions', ['misconduct_id'], unique=False)
    op.create_table('letter_cases',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_letter_cases_case_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_cases_letter_id')),
    sa.PrimaryKeyConstraint('letter_id', 'case_id', name=op.f('pk_letter_cases')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_letter_cases_case_id'), 'letter_cases', ['case_id'], unique=False)
    op.create_table('letter_services',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('served_on', sa.Date(), nullable=False),
    sa.Column('manner', sa.String(), nullable=False),
    sa.Column('receiver', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_services_letter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_services'))
    )
    op.create_index(op.f('ix_letter_services_letter_id'), 'letter_services', ['letter_id'], unique=False)
    op.create_table('recovery_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clawback_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('direction', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.Integer(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('voucher', sa.String(), nullable=False),
    sa.Column('authority', sa.String(), nullable=False),
    sa.Column('ledger_id', sa.Integer(), nullable=True),
    sa.Column('reverses_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.CheckConstraint("kind <> 'write_off' OR length(authority) > 0", name=op.f('ck_recovery_entries_authority')),
    sa.CheckConstraint("kind = 'correction' OR (kind = 'decision') = (direction = 1)", name=op.f('ck_recovery_entries_sign')),
    sa.CheckConstraint("kind IN ('decision', 'repayment', 'set_off', 'correction', 'write_off')", name=op.f('ck_recovery_entries_kind')),
    sa.CheckConstraint("kind NOT IN ('repayment') OR length(voucher) > 0", name=op.f('ck_recovery_entries_voucher')),
    sa.CheckConstraint('amount_fen > 0', name=op.f('ck_recovery_entries_amount')),
    sa.CheckConstraint('direction IN (1, -1)', name=op.f('ck_recovery_entries_direction')),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_recovery_entries_clawback_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledger_entries.id'], name=op.f('fk_recovery_entries_ledger_id')),
    sa.ForeignKeyConstraint(['reverses_id'], ['recovery_entries.id'], name=op.f('fk_recovery_entries_reverses_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_entries'))
    )
    op.create_index(op.f('ix_recovery_entries_clawback_id'), 'recovery_entries', ['clawback_id'], unique=False)
    op.create_index(op.f('ix_recovery_entries_on_day'), 'recovery_entries', ['on_day'], unique=False)
    for added in ADDED:
        op.execute(f"ALTER TABLE {added}")
    op.create_index('ix_ledger_entries_run_id', 'ledger_entries', ['run_id'], unique=False)
    _mark_cases()
    # An approved instalment was committed in the year of its approval.
    op.execute(
        "UPDATE case_instalments SET budget_year = (SELECT CAST(strftime('%Y', decided_on) AS INTEGER) FROM cases"
        " WHERE cases.id = case_id) WHERE position = 1 OR years_after = 0"
    )
    _letters_anew()
    for table in APPEND_ONLY:
        op.execute(FROZEN.format(table, "update", "UPDATE"))
        op.execute(FROZEN.format(table, "delete", "DELETE"))


def _mark_cases() -> None:
    """What cases filed before state, to be found by."""
    stated = {"certificate": "certificate", "invoice": "invoice", "account": "account_number", "phone": "phone"}
    for kind, name in stated.items():
        op.execute(
            f"INSERT INTO case_marks (case_id, kind, key) SELECT id, '{kind}', upper(json_extract(facts, '$.{name}'))"
            f" FROM cases WHERE json_extract(facts, '$.{name}') <> ''"
        )


def _letters_anew() -> None:
    """A CHECK cannot be changed in place: the table is written anew; foreign keys are off while migrating."""
    op.create_table('letters_new',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('series', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('clawback_id', sa.Integer(), nullable=True),
    sa.Column('run_id', sa.Integer(), nullable=True),
    sa.Column('occasion_id', sa.Integer(), server_default='0', nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(), nullable=False),
    sa.Column('issued_by', sa.String(), nullable=False),
    sa.Column('verification', sa.String(), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.Column('printed_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('case_id IS NULL OR entry_id IS NULL', name=op.f('ck_letters_one_subject')),
    sa.CheckConstraint('clawback_id IS NULL OR case_id IS NOT NULL', name=op.f('ck_letters_clawback_of_case')),
    sa.CheckConstraint('length(digest) = 64', name=op.f('ck_letters_digest_length')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_letters_case_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entries.id'], name=op.f('fk_letters_entry_id')),
    sa.ForeignKeyConstraint(['clawback_id'], ['clawbacks.id'], name=op.f('fk_letters_clawback_id')),
    sa.ForeignKeyConstraint(['run_id'], ['payment_runs.id'], name=op.f('fk_letters_run_id')),
    sa.ForeignKeyConstraint(['corrects_id'], ['letters.id'], name=op.f('fk_letters_corrects_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters')),
    sa.UniqueConstraint('number', name=op.f('uq_letters_number')),
    sa.UniqueConstraint('series', 'year', 'serial', name=op.f('uq_letters_series_year_serial')),
    sa.UniqueConstraint('verification', name=op.f('uq_letters_verification'))
    )
    kept = (
        "id, number, kind, series, year, serial, case_id, entry_id, issued_on, issued_at, issued_by, verification,"
        " content, digest, corrects_id, printed_at"
    )
    op.execute(f"INSERT INTO letters_new ({kept}) SELECT {kept} FROM letters")
    op.drop_table('letters')
    op.rename_table('letters_new', 'letters')
    for column in ('case_id', 'entry_id', 'clawback_id', 'run_id', 'corrects_id'):
        op.create_index(op.f(f'ix_letters_{column}'), 'letters', [column], unique=False)
