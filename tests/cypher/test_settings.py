"""Settings from the environment, from faultlines.toml in the working and the data folder, and wrong ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cypher.errors import UsageError
from cypher.settings import FILE, Settings, path_settings


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder beside an empty data folder."""
    for folder in ("here", "home"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("FAULTLINES_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FAULTLINES_HEAP", raising=False)
    return tmp_path / "here"


def test_as_written(here: Path) -> None:
    settings = Settings.read()
    assert (settings.host, settings.port, settings.query_timeout) == ("127.0.0.1", 8050, 20)
    assert (settings.heap, settings.page_cache) == ("1g", "512m")
    assert (settings.neo4j_uri, settings.neo4j_user, settings.neo4j_database) == (None, "neo4j", "neo4j")
    assert (settings.queries, settings.sources) == ([], [])


def test_without_any_setting_data_and_cache_are_the_persons_own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAULTLINES_HOME")
    monkeypatch.delenv("FAULTLINES_CACHE", raising=False)
    settings = Settings.read()
    assert settings.home.is_absolute()
    assert settings.cache.is_absolute()
    assert settings.home != settings.cache


def test_environment_before_working_folder_before_data_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here.parent / "home" / FILE).write_text('port = 1\nhost = "0.0.0.0"\nheap = "3g"\n')
    (here / FILE).write_text('port = 2\nhost = "::1"\n')
    monkeypatch.setenv("FAULTLINES_PORT", "3")
    settings = Settings.read()
    assert (settings.port, settings.host, settings.heap) == (3, "::1", "3g")


def test_a_file_may_name_the_data_folder_and_paths_are_meant_beside_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAULTLINES_HOME")
    (here / FILE).write_text('home = "../home"\nqueries = ["mine", "/else/where"]\n')
    (here.parent / "home" / FILE).write_text('port = 9\nsources = ["ours"]\n')
    settings = Settings.read()
    assert settings.home.resolve() == (here.parent / "home").resolve()
    assert settings.port == 9
    assert settings.queries == [here / "mine", Path("/else/where")]
    assert [path.resolve() for path in settings.sources] == [(here.parent / "home" / "ours").resolve()]


def test_the_settings_that_are_paths() -> None:
    named = {name for name in Settings.model_fields if name.endswith(("_file", "_folder"))}
    assert path_settings() == {"home", "cache", "queries", "sources"} | named
    assert {"neo4j_password_file", "webhook_secret_file", "backup_folder"} <= named


@pytest.mark.parametrize("name", sorted(path_settings()))
def test_each_path_in_a_file_is_meant_beside_it(here: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("FAULTLINES_HOME")
    monkeypatch.delenv("FAULTLINES_CACHE", raising=False)
    several = name in ("queries", "sources")
    (here / FILE).write_text(f"{name} = {['there'] if several else 'there'!r}\n")
    (here / "there").write_text("secret\n")
    (here / "below").mkdir()
    monkeypatch.setenv("FAULTLINES_HOME", str(here)) if name != "home" else None
    monkeypatch.chdir(here / "below" if name != "home" else here)
    value = getattr(Settings.read(), name)
    assert value == ([here / "there"] if several else here / "there")


@pytest.mark.parametrize("name", sorted(path_settings() - {"home"}))
def test_a_path_of_another_type_is_one_message(here: Path, name: str) -> None:
    (here / FILE).write_text(f"{name} = 3\n")
    with pytest.raises(UsageError, match="Settings"):
        Settings.read()


@pytest.mark.parametrize("text", [os.pathsep.join(["/a", "/b"]), '["/a", "/b"]'])
def test_folders_in_the_environment(here: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("FAULTLINES_QUERIES", text)
    assert Settings.read().queries == [Path("/a"), Path("/b")]


def test_a_password_is_not_printed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAULTLINES_NEO4J_PASSWORD", "hush")
    settings = Settings.read()
    assert "hush" not in repr(settings)
    assert settings.neo4j_password is not None
    assert settings.neo4j_password.get_secret_value() == "hush"


def test_a_password_comes_from_a_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "secret").write_text("s3cret pass\n")
    (here / FILE).write_text('neo4j_password_file = "secret"\n')
    found = Settings.read().neo4j_password
    assert found is not None
    assert found.get_secret_value() == "s3cret pass"
    (here.parent / "other").write_text("another")
    monkeypatch.setenv("FAULTLINES_NEO4J_PASSWORD_FILE", str(here.parent / "other"))
    found = Settings.read().neo4j_password
    assert found is not None
    assert found.get_secret_value() == "another"


@pytest.mark.parametrize(
    ("text", "password", "said"),
    [
        (None, None, "can't be read: No such file"),
        ("\n", None, "is empty"),
        ("hush-from-file", "hush-itself", "neo4j_password and neo4j_password_file are both set"),
    ],
)
def test_a_password_file_that_is_no_help_is_named_and_no_secret_shown(
    here: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, password: str | None, said: str
) -> None:
    if text is not None:
        (here / "secret").write_text(text)
    monkeypatch.setenv("FAULTLINES_NEO4J_PASSWORD_FILE", str(here / "secret"))
    if password:
        monkeypatch.setenv("FAULTLINES_NEO4J_PASSWORD", password)
    with pytest.raises(UsageError) as caught:
        Settings.read()
    assert said in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(("given", "meant"), [("/", ""), ("/a", "/a"), ("/a/b.c/", "/a/b.c"), ("", "")])
def test_a_prefix_is_a_path_without_its_last_slash(
    here: Path, monkeypatch: pytest.MonkeyPatch, given: str, meant: str
) -> None:
    monkeypatch.setenv("FAULTLINES_URL_PREFIX", given)
    assert Settings.read().url_prefix == meant


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL_PREFIX", "faultlines"),
        ("URL_PREFIX", "/a b"),
        ("URL_PREFIX", "//evil.example"),
        ("LOG", "xml"),
        ("WORKERS", "0"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("HEAP", "lots"),
        ("HEAP", "0g"),
        ("QUERY_TIMEOUT", "0"),
        ("NEO4J_URI", "http://example.org"),
        ("QUERIES", "[broken"),
    ],
)
def test_a_wrong_value_is_named(here: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"FAULTLINES_{name}", value)
    with pytest.raises(UsageError, match=name.lower()):
        Settings.read()


@pytest.mark.parametrize(("text", "said"), [("prot = 1\n", "prot"), ("port = \n", FILE), ("port = 'x'\n", "port")])
def test_a_wrong_file_is_named(here: Path, text: str, said: str) -> None:
    (here / FILE).write_text(text)
    with pytest.raises(UsageError, match=said):
        Settings.read()
