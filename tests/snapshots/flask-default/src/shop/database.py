"""The database: one engine for the application, one session for each request."""

from typing import Any

import structlog
from apiflask import APIFlask
from flask import current_app
from sqlalchemy import Engine, MetaData, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

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


def make_engine(settings: Settings) -> Engine:
    """Make an engine whose connections can read while one writes, and keep references intact."""
    engine = create_engine(settings.database_url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


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
