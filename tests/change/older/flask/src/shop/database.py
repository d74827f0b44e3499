"""The database: one engine for the application, one session for each request."""

from functools import partial
from typing import Any, ClassVar

import structlog
from apiflask import APIFlask
from flask import current_app
from psycopg import OperationalError
from psycopg.pq import TransactionStatus
from sqlalchemy import BigInteger, Engine, MetaData, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from .settings import Settings

log = structlog.get_logger()


class Base(DeclarativeBase):
    """What every model derives from; named constraints let migrations change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # Plain integers of PostgreSQL end at 2,147,483,647; the ids of JSON do not.
    type_annotation_map: ClassVar[dict[Any, Any]] = {int: BigInteger}


def make_engine(settings: Settings) -> Engine:
    """Make an engine that gives up a server which does not answer in time."""
    timeout = settings.database_statement_timeout
    engine = create_engine(
        settings.database_url.get_secret_value(),
        connect_args={
            "connect_timeout": settings.database_connect_timeout,
            "options": f"-c timezone=UTC -c statement_timeout={timeout}s",
        },
        hide_parameters=True,
        pool_size=settings.database_pool_size,
        max_overflow=0,
        pool_timeout=settings.database_connect_timeout,
        pool_pre_ping=True,
    )

    @event.listens_for(engine, "connect", insert=True)
    def limit_waiting(_: object, entry: ConnectionPoolEntry) -> None:
        connection: Any = entry.driver_connection
        if timeout:  # and some more: a server that hangs does not keep its own limit
            connection.wait = partial(await_answer, connection, connection.wait, timeout + 1)

    return engine


def await_answer(connection: Any, wait: Any, seconds: int, part: Any, **options: Any) -> Any:
    """Wait as psycopg does, but not forever; after that the connection is of no use."""
    try:
        return wait(part, **{"timeout": seconds} | options)
    except OperationalError:
        if connection.info.transaction_status == TransactionStatus.ACTIVE:
            connection.pgconn.finish()
        raise


def init_app(app: APIFlask) -> None:
    engine = make_engine(app.extensions["settings"])
    app.extensions["engine"] = engine
    app.extensions["new_session"] = sessionmaker(engine, expire_on_commit=False)


def open_session() -> Session:
    """Open a session for a `with` block; what is not committed is rolled back."""
    session: Session = current_app.extensions["new_session"]()
    return session


def is_reachable(session: Session) -> bool:
    """Whether the database answers."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        log.warning("the database does not answer", exc_info=True)
        return False
    return True
