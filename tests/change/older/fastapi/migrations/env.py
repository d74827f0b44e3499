"""How Alembic reaches the database: through the application's own settings and engine."""

import asyncio

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
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    settings = load_settings()
    logging_setup.configure(settings)
    engine = make_engine(settings)
    async with engine.connect() as connection:
        # Batch mode rebuilds tables; with foreign keys on, rows that refer to them would go too.
        await connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        await connection.commit()
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
