"""Settings, read from the environment and, in development, from `.env`.

The defaults are the ones for production; `.env.example` has those for development.
"""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    # Signs what the app hands out and later trusts.
    secret_key: SecretStr = Field(min_length=32)
    # Less important messages are left out.
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    # JSON lines for machines, or readable text.
    log_format: Literal["json", "console"] = "json"
    # Web pages from these origins may call the API; a JSON list.
    cors_origins: list[str] = []
    # A larger request body is refused with 413.
    max_body_bytes: int = Field(default=1_048_576, gt=0)
    # Serves /docs, /redoc and /openapi.json.
    docs_enabled: bool = False
    # Where the data is kept.
    database_url: str = "sqlite+aiosqlite:///app.db"
