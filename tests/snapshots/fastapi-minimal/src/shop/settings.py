"""Settings, read from the environment and, in development, from `.env`."""

import sys
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    # What everyone is greeted with.
    greeting: str = "Hello"


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
