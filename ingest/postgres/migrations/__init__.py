"""How the tables came to be, step by step, as alembic runs them."""
