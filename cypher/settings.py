"""Settings: from FAULTLINES_* in the environment, else from faultlines.toml, else as written here."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from cypher.errors import UsageError

FILE = "faultlines.toml"
PATHS = ("home", "cache", "queries", "sources")
Size = Annotated[str, Field(pattern=r"^[1-9][0-9]*[kmgKMG]$")]
Folders = Annotated[list[Path], NoDecode]


class Settings(BaseSettings):
    """Where the graph is and how much it may take; each field is `FAULTLINES_<NAME>` or a key of faultlines.toml."""

    model_config = SettingsConfigDict(env_prefix="FAULTLINES_", extra="forbid", frozen=True, validate_default=True)

    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("faultlines"),
        description="The data folder: the embedded graph, its password and log, archived inputs.",
    )
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("faultlines"),
        description="The downloaded graph engine, shared by all data folders.",
    )
    neo4j_uri: str | None = Field(
        default=None,
        pattern=r"^(bolt|neo4j)(\+s|\+ssc)?://",
        description="A Neo4j elsewhere (bolt:// or neo4j://); then nothing is started here.",
    )
    neo4j_user: str = Field(default="neo4j", description="The user on that Neo4j.")
    neo4j_password: SecretStr | None = Field(default=None, description="The password on that Neo4j.")
    neo4j_database: str = Field(default="neo4j", description="The database on that Neo4j.")
    host: str = Field(default="127.0.0.1", description="The address which the explorer listens on.")
    port: int = Field(default=8050, ge=0, le=65535, description="The port which the explorer listens on.")
    query_timeout: float = Field(default=20.0, gt=0, description="Seconds that a query may take.")
    heap: Size = Field(default="1g", description="The embedded Neo4j's heap.")
    page_cache: Size = Field(default="512m", description="The embedded Neo4j's page cache.")
    maven: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="A Maven repository to fetch the engine from, in place of Central.",
    )
    queries: Folders = Field(default=[], description="Folders with further .cypher files.")
    sources: Folders = Field(default=[], description="Folders with further sources.")

    @classmethod
    def read(cls) -> Self:
        """The settings of this process; a UsageError names each one that is wrong."""
        try:
            return cls()
        except ValidationError as error:
            wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']} (is {e['input']!r})" for e in error.errors())
            raise UsageError("Settings (FAULTLINES_… or faultlines.toml): " + "; ".join(wrong)) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before the environment, the environment before the files."""
        return init_settings, env_settings, Files(settings_cls)

    @field_validator("home", "cache")
    @classmethod
    def resolve(cls, path: Path) -> Path:
        """An absolute path, so that it means the same after a change of folder."""
        return path.expanduser().absolute()

    @field_validator("queries", "sources", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        """Folders as a list, as JSON, or joined as on a PATH."""
        if isinstance(value, str):
            return json.loads(value) if value.lstrip().startswith("[") else list(filter(None, value.split(os.pathsep)))
        return value


class Files(PydanticBaseSettingsSource):
    """`faultlines.toml` of the working folder, then of the data folder."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        """Unused: the files are read as a whole."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        here = read_file(Path.cwd() / FILE)
        home = os.environ.get("FAULTLINES_HOME") or here.get("home") or platformdirs.user_data_path("faultlines")
        return read_file(Path(home).expanduser() / FILE) | here


def read_file(path: Path) -> dict[str, Any]:
    """The settings in a TOML file, paths being relative to it; nothing when there is no such file."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} can't be read: {error}") from None
    for key in values.keys() & PATHS:
        value = values[key]
        values[key] = [beside(path, v) for v in value] if isinstance(value, list) else beside(path, value)
    return values


def beside(file: Path, path: str) -> Path:
    """A path as meant by the file that names it."""
    return file.parent / Path(path).expanduser()
