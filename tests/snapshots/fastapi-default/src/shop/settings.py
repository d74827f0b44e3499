"""Settings, read from the environment and, in development, from `.env`.

The defaults are the ones for production; `.env.example` has those for development.
"""

from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

# A scheme, a host and perhaps a port; a wildcard in between would match more than it says.
ORIGIN = r"^(\*|https?://[A-Za-z0-9.-]+(:\d+)?)$"


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    # Signs sessions, tokens and links, so that nobody else can make them.
    secret_key: SecretStr = Field(min_length=32)
    # Less important messages are left out.
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    # JSON lines for machines, or readable text.
    log_format: Literal["json", "console"] = "json"
    # Web pages from these origins may call the API: a JSON list, or ["*"] for all.
    cors_origins: list[Annotated[str, Field(pattern=ORIGIN)]] = []
    # A larger request body is refused with 413.
    max_body_bytes: int = Field(default=1_048_576, gt=0)
    # Serves /docs, /redoc and /openapi.json.
    docs_enabled: bool = False
    # Where the data is kept.
    database_url: str = "sqlite+aiosqlite:///app.db"
