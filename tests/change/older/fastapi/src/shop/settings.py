"""Settings, read from the environment and, in development, from `.env`.

The defaults are the ones for production; `.env.example` has those for development.
"""

import json
import re
import sys
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

# A scheme, a host and perhaps a port; a wildcard in between would match more than it says.
ORIGIN = r"^(\*|https?://[A-Za-z0-9.-]+(:\d+)?)$"
# What stands in examples where a secret should be.
PLACEHOLDER = re.compile(r"change.?(this|me|it)|your.?secret|secret.?key|insecure", re.IGNORECASE)


def check_secret(secret: SecretStr) -> SecretStr:
    """Refuse a secret that somebody could guess."""
    text = secret.get_secret_value()
    if len(text) < 32:
        raise ValueError("must have 32 characters or more")
    if PLACEHOLDER.search(text) or len(set(text)) < 10:
        raise ValueError("must be made at random")
    return secret


def read_origins(value: object) -> object:
    """Read JSON here: a fault found by pydantic-settings would hide every other one."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError('must be a JSON list, such as ["https://app.example.com"]') from None


Secret = Annotated[SecretStr, AfterValidator(check_secret)]
Origins = Annotated[
    list[Annotated[str, Field(pattern=ORIGIN)]], NoDecode, BeforeValidator(read_origins)
]


# The driver that is installed reaches no other database.
DATABASE = r"^sqlite\+aiosqlite://"


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    # Signs cookies and tokens, so that nobody else can make them.
    secret_key: Secret
    # Less important messages are left out.
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    # JSON lines for machines, or readable text.
    log_format: Literal["json", "console"] = "json"
    # Web pages from these origins may call the API: a JSON list, or ["*"] for all.
    cors_origins: Origins = []
    # A larger request body is refused with 413.
    max_body_bytes: int = Field(default=2_097_152, gt=0)
    # Named in every line of the log.
    service_name: str = "shop"
    # Serves /docs, /redoc and /openapi.json.
    docs_enabled: bool = False
    # Where the data is kept.
    database_url: Annotated[str, Field(pattern=DATABASE)] = "sqlite+aiosqlite:///app.db"


def load_settings(**overrides: Any) -> Settings:
    """Read the settings, or end the process with one line for each that is missing or wrong."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(map(str, fault["loc"])).upper() or "TOGETHER"
            reason = fault["msg"].removeprefix("Value error, ")
            print(f"Settings: {name}: {reason}", file=sys.stderr)
        raise SystemExit(1) from None
