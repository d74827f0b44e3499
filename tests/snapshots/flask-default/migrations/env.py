"""How Alembic reaches the database: through the application's own settings and engine."""

from alembic import context

from shop.database import make_engine
from shop.models import Base
from shop.settings import Settings

engine = make_engine(Settings().database_url)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
