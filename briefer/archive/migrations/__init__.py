"""The archive's schema, step by step from its first version to this one, run by Alembic when an older archive is opened."""
