"""Settings, read from the environment and, in development, from `.env`.

The defaults are the ones for production; `.env.example` has those for development.
"""

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
