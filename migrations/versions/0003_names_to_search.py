"""Names to search by: the words by whose beginning a name is found; the program fills them, see `migrating.py`.

And what takes back a payment is found without reading the whole ledger.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('name_words',
    sa.Column('word', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('word', 'name', name=op.f('pk_name_words')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_persons_name', 'persons', ['name'], unique=False)
    op.create_index('ix_units_name', 'units', ['name'], unique=False)
    op.create_index(
        'ix_ledger_entries_reverses_id', 'ledger_entries', ['reverses_id'], unique=False,
        sqlite_where=sa.text('reverses_id IS NOT NULL'),
    )
