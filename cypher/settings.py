"""Settings: from FAULTLINES_* in the environment, else from faultlines.toml, else as written here."""

from __future__ import annotations

import json
import os
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from cypher.errors import InputError, UsageError, brief
from cypher.regular import expanded, read_regular
from cypher.scheduling import schedule

FILE = "faultlines.toml"
LARGEST = 1 << 20
"""Bytes of a settings file, or of one that holds a secret."""
Size = Annotated[str, Field(pattern=r"^[1-9][0-9]*[kmgKMG]$")]
Folders = Annotated[list[Path], NoDecode]
Texts = Annotated[list[str], NoDecode]
UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def bytes_of(size: str) -> int:
    """Bytes of `512m` or `1g`."""
    return int(size[:-1]) * UNITS[size[-1].lower()]


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
        description="The address of an external Neo4j (bolt:// or neo4j://); no server is started here.",
    )
    neo4j_user: str = Field(default="neo4j", description="The user of the external Neo4j.")
    neo4j_password: SecretStr | None = Field(default=None, description="The password of the external Neo4j.")
    neo4j_password_file: Path | None = Field(
        default=None, description="A file that contains that password, instead of the password itself."
    )
    neo4j_database: str = Field(default="neo4j", description="The database of the external Neo4j.")
    host: str = Field(default="127.0.0.1", description="The address that the explorer listens on.")
    port: int = Field(default=8050, ge=0, le=65535, description="The port that the explorer listens on.")
    allowed_hosts: Texts = Field(
        default=[],
        description="Further names under which the explorer may be asked for, such as graph.example.org; "
        "it answers to localhost and to the address that it listens on.",
    )
    url_prefix: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="The path under which a reverse proxy shows the explorer, such as /faultlines.",
    )
    behind_proxy: bool = Field(
        default=False,
        description="A proxy in front of the explorer decides who may come in, so that it may listen beyond this "
        "machine without users of its own.",
    )
    metrics_token: SecretStr | None = Field(
        default=None, description="The bearer token by which monitoring reads `/metrics` without a login."
    )
    metrics_token_file: Path | None = Field(
        default=None, description="A file that contains that token, instead of the token itself."
    )
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="The OpenID Connect provider at which people log in: its issuer, as its metadata say it; "
        "https, except on this machine.",
    )
    oidc_client_id: str | None = Field(default=None, description="This explorer's client id at that provider.")
    oidc_client_secret: SecretStr | None = Field(default=None, description="This explorer's secret at that provider.")
    oidc_client_secret_file: Path | None = Field(
        default=None, description="A file that contains that secret, instead of the secret itself."
    )
    oidc_claim: str = Field(default="groups", description="The claim that lists the groups of who logs in.")
    oidc_roles: dict[str, Literal["reader", "analyst", "admin"]] = Field(
        default={}, description='Which group has which role: `{"osint": "analyst"}`; the highest role counts.'
    )
    workers: int = Field(
        default=1, ge=1, le=64, description="Worker processes of the explorer; gunicorn runs more than one."
    )
    log: Literal["text", "json"] = Field(
        default="text", description="How services log: text for the eye, json for one object a line."
    )
    query_timeout: float = Field(default=20.0, gt=0, description="The timeout of a query in seconds.")
    runaway_restart: float = Field(
        default=30.0,
        ge=0,
        description="Seconds that a statement may run on after its end before the embedded Neo4j is restarted, "
        "since nothing else ends it; 0 never restarts it.",
    )
    heap: Size = Field(default="1g", description="The embedded Neo4j's heap.")
    page_cache: Size = Field(default="512m", description="The embedded Neo4j's page cache.")
    maven: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="A Maven repository to download the engine from, instead of Central.",
    )
    queries: Folders = Field(default=[], description="Folders with further .cypher files.")
    sources: Folders = Field(default=[], description="Folders with your sources, beside `sources` in the data folder.")
    schedules: dict[str, Any] = Field(
        default={},
        description="When sources are loaded by themselves, in place of what their manifests say: "
        '`{"ofac-sdn": "0 6 * * *"}`, or `cron`, `timezone`, `jitter`, `deadline`; false for never; true for '
        "as the manifest says, which is never of a source that ships.",
    )

    origins: dict[str, Any] = Field(
        default={},
        description="Where sources come from, in place of what their manifests say: "
        '`{"ofac-sdn": {"sdn": "https://…/SDN.CSV"}}`, by part, or for all parts at once; paths must be absolute.',
    )
    fetch_private: Texts = Field(
        default=[],
        description="Private networks that an address of a source may lead to, like 10.1.0.0/16.",
    )
    fetch_size: Size = Field(default="2g", description="The largest download of a source.")
    fetch_unpacked: Size = Field(default="8g", description="The largest size of an unpacked gzip or zip file.")
    fetch_wait: float = Field(default=30.0, gt=0, description="The timeout of connecting and of each read, in seconds.")
    fetch_total: float = Field(default=3600.0, gt=0, description="The timeout of a whole download, in seconds.")
    fetch_proxy: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="The proxy for downloads; proxies in the environment are ignored.",
    )
    archive_keep_days: int = Field(default=365, ge=0, description="Days for which an archived input is kept.")
    archive_keep_versions: int = Field(
        default=10, ge=1, description="How many of each source's last inputs are kept, however old."
    )

    webhook_url: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="The webhook's address: notified when a source fails, is late, is held, or recovers.",
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="The secret that signs the webhook's notices (Standard Webhooks)."
    )
    webhook_secret_file: Path | None = Field(
        default=None, description="A file that contains that secret, instead of the secret itself."
    )

    backup_schedule: Any = Field(
        default=None,
        description="When `faultlines jobs run` makes a backup: a cron expression, or a map as in `schedules`.",
    )
    backup_folder: Path | None = Field(default=None, description="Where it goes.")
    backup_keep: int = Field(default=7, ge=1, description="How many backups are kept.")

    @classmethod
    def read(cls) -> Self:
        """The settings of this process; a UsageError names each one that is wrong."""
        try:
            return cls()
        except ValidationError as error:
            wrong = "; ".join(wrong_setting(e["loc"], e["msg"], e["input"]) for e in error.errors())
            raise UsageError(f"Settings (FAULTLINES_… or faultlines.toml): {wrong}") from None

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
        return init_settings, env_settings, TomlFiles(settings_cls)

    @model_validator(mode="before")
    @classmethod
    def read_secrets(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The secrets whose files are named; ValueError for one that is set twice or can't be read."""
        for name in [
            name
            for name, file in values.items()
            if name.endswith("_file") and isinstance(file, str | Path) and file != ""
        ]:
            secret = name.removesuffix("_file")
            if values.get(secret) is not None:
                raise ValueError(f"{secret} and {name} are both set: keep one of them")
            try:
                values = values | {secret: secret_in(expanded(Path(values[name])))}
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
        return values

    @field_validator("url_prefix", mode="before")
    @classmethod
    def without_slash(cls, value: object) -> object:
        """A path without the slash at its end, so that / is no prefix."""
        return value.rstrip("/") if isinstance(value, str) else value

    @field_validator("home", "cache")
    @classmethod
    def resolve(cls, path: Path) -> Path:
        """An absolute path, so that it means the same after a change of folder."""
        return expanded(path).absolute()

    @field_validator("schedules")
    @classmethod
    def understood(cls, value: dict[str, Any]) -> dict[str, Any]:
        """Schedules that are schedules."""
        for source, entry in value.items():
            if not isinstance(entry, bool):
                try:
                    schedule.parse_schedule(entry)
                except ValueError as error:
                    raise ValueError(f"{source}: {error}") from None
        return value

    @field_validator("backup_schedule")
    @classmethod
    def a_schedule(cls, value: Any) -> Any:
        """A schedule that is one."""
        if value is not None:
            schedule.parse_schedule(value)
        return value

    @field_validator("fetch_private", mode="before")
    @classmethod
    def networks(cls, value: object) -> object:
        """Networks as a list, as JSON, or joined by commas; ValueError for what is none."""
        entries = listed(value, ",")
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            return entries
        return [str(ip_network(network.strip(), strict=False)) for network in entries if network.strip()]

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def names(cls, value: object) -> object:
        """Names as a list, as JSON, or joined by commas."""
        entries = listed(value, ",")
        return [name.strip() for name in entries if name.strip()] if isinstance(value, str) else entries

    @field_validator("queries", "sources", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        """Folders as a list, as JSON, or joined as on a PATH."""
        return listed(value, os.pathsep)


class TomlFiles(PydanticBaseSettingsSource):
    """`faultlines.toml` of the working folder, then of the data folder."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        """Unused: the files are read as a whole."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        here = read_file(Path.cwd() / FILE)
        home = os.environ.get("FAULTLINES_HOME") or here.get("home") or platformdirs.user_data_path("faultlines")
        if not isinstance(home, str | Path):
            return here  # validation says what it should be
        try:
            return read_file(expanded(Path(home)) / FILE) | here
        except ValueError as error:
            raise UsageError(f"Settings (FAULTLINES_… or faultlines.toml): home: {error}") from None


def listed(value: object, separator: str) -> Any:
    """A text as a list: JSON, or what stands between the separators; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value.lstrip().startswith("[") else list(filter(None, value.split(separator)))
    except RecursionError:
        raise ValueError("lists in lists without end") from None


def read_file(path: Path) -> dict[str, Any]:
    """The settings in a TOML file, paths being relative to it; nothing when there is no such file."""
    try:
        values = tomllib.loads(read_regular(path, LARGEST).decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except InputError as error:
        raise UsageError(str(error)) from None
    except RecursionError:
        raise UsageError(f"{path} can't be read: values in values without end") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from None
    for name in values.keys() & path_settings():
        try:
            values[name] = path_beside(path, values[name])
        except ValueError as error:
            raise UsageError(f"{path}: {name}: {error}") from None
    return values


def path_settings() -> set[str]:
    """The settings that are a path, or several, by the types of their fields."""
    fields = Settings.model_fields.items()
    return {name for name, field in fields if Path in (field.annotation, *get_args(field.annotation))}


def wrong_setting(where: tuple[int | str, ...], message: str, value: object) -> str:
    """What is wrong with a setting; of a fault among several of them the values are not shown: one may be a secret."""
    if not where:
        return message.removeprefix("Value error, ")
    return f"{'.'.join(map(str, where))}: {message} (is {brief(value)})"


def secret_in(path: Path) -> str:
    """The first line of a file that holds a secret; ValueError without its content when it can't be had."""
    try:
        lines = read_regular(path, LARGEST).decode("utf-8-sig").splitlines()
    except InputError as error:
        raise ValueError(str(error)) from None
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} can't be read: {getattr(error, 'strerror', None) or 'it is not text'}") from None
    if not lines or not lines[0].strip():
        raise ValueError(f"{path} is empty: its first line must be the secret")
    return lines[0].strip()


def path_beside(file: Path, value: object) -> object:
    """A path, or a list of them, as meant by the file that names it; anything else is left for validation to reject."""
    if isinstance(value, list):
        return [path_beside(file, item) for item in value]
    return file.parent / expanded(Path(value)) if isinstance(value, str) else value
