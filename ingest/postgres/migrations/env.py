"""What alembic runs to make or change the tables; the connection is handed over by ``ingest.postgres.schema``."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
