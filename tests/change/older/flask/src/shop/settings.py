"""Settings, read from the environment and, in development, from `.env`.

The defaults are the ones for production; `.env.example` has those for development.
"""

import json
import re
import sys
from ipaddress import IPv4Network, IPv6Network, ip_network
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


def parse_networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Read addresses and networks with commas in between, or `*` for all, as gunicorn does."""
    return [ip_network(each.strip()) for each in text.replace("*", "0.0.0.0/0,::/0").split(",")]


def check_networks(text: str) -> str:
    """Refuse what is no address and no network."""
    parse_networks(text)
    return text


def check_database_url(url: SecretStr) -> SecretStr:
    """Refuse a database that the driver which is installed does not reach."""
    scheme, _, rest = url.get_secret_value().partition("://")
    # Some platforms write `postgres`, as PostgreSQL's own programs take it.
    if scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise ValueError("must begin with postgresql://")
    return SecretStr(f"postgresql://{rest}")


DatabaseUrl = Annotated[SecretStr, AfterValidator(check_database_url)]


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
    # Proxies whose X-Forwarded-For and -Proto count: addresses and networks, with commas.
    forwarded_allow_ips: Annotated[str, AfterValidator(check_networks)] = "127.0.0.1,::1"
    # Serves /docs, /redoc and /openapi.json.
    docs_enabled: bool = False
    # Where the data is kept: postgresql://USER:PASSWORD@HOST:PORT/NAME.
    database_url: DatabaseUrl
    # Seconds to wait for a connection to the database.
    database_connect_timeout: int = Field(default=3, gt=0)
    # Seconds that one statement may take; 0 for any number.
    database_statement_timeout: int = Field(default=5, ge=0)
    # Connections to the database that each process has at most; requests wait for a free one.
    database_pool_size: int = Field(default=10, gt=0)


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
