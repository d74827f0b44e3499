"""How Alembic reaches the database: through the application's own settings and engine."""

from alembic import context
from sqlalchemy import Connection

from shop import logging_setup
from shop.database import make_engine
from shop.models import Base
from shop.settings import load_settings


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    settings = load_settings(database_statement_timeout=0)
    logging_setup.configure(settings)
    engine = make_engine(settings)
    with engine.connect() as connection:
        # While a migration waits for a lock, the requests that come later wait behind it.
        connection.exec_driver_sql("SET lock_timeout = '5s'")
        connection.commit()
        migrate(connection)
    engine.dispose()


main()
