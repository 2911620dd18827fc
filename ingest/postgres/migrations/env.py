"""What alembic runs to make or change the tables; the connection is handed over by ``ingest.postgres.schema``."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the steps that are missing, all in one transaction."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # there while alembic runs this, and at no other time
    run()
