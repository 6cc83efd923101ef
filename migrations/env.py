"""Runs migrations on the connection that the program hands over, inside its one transaction."""

from alembic import context

from app.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, transactional_ddl=True, transaction_per_migration=False
)
context.run_migrations()
