"""Sources are found by their folders, and a person's files are matched to their parts."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cypher.errors import InputError, UsageError
from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.places import SHIPPED as FOLDERS
from loader.catalogue.source import Source, find_source, find_sources
from loader.catalogue.survey import survey
from loader.commands.sources import sources_command
from loader.draft.folder import new_source
from loader.fetch.packed import unpacked
from loader.runs.job import date_of
from loader.runs.run import SHIPPED
from tests.loader.conftest import Folder


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """Settings with a folder for sources of one's own; nothing runs."""
    return Settings(home=tmp_path / "home", sources=[tmp_path / "sources"])


@pytest.fixture
def ofac(here: Settings) -> Source:
    """The source whose input has four parts."""
    return find_source(here, "ofac-sdn")


def files(folder: Path, *names: str) -> list[Path]:
    """Empty files of these names."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).touch()
    return [folder / name for name in names]


def test_what_ships_is_found(here: Settings) -> None:
    assert find_sources(here).keys() >= {*SHIPPED, "ofac-sdn"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ofac-snd", "there is no source 'ofac-snd': did you mean ofac-sdn?"),
        ("wagner", "did you mean wagner-2023?"),
        ("zzz", "; there are: atop, authorities, cow-alliances, cow-states, "),
    ],
)
def test_an_unknown_source_suggests_the_nearest(here: Settings, name: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_source(here, name)
    assert words in str(caught.value)


def test_a_source_of_ones_own_is_a_folder(here: Settings, source: Folder) -> None:
    source("my-list", actors="key,name,kind\na,Alpha,person\n")
    found = find_source(here, "my-list")
    assert found.shipped_input().parts.keys() == {"actors"}
    assert found.reader is None


def test_two_sources_of_one_name_are_refused(here: Settings, source: Folder) -> None:
    folder = source("states")
    with pytest.raises(InputError, match="the source states is also in") as caught:
        find_sources(here)
    assert caught.value.file == folder / "manifest.yaml"


def test_a_reader_that_is_not_there_is_named(here: Settings, source: Folder) -> None:
    source("odd", reader="nowhere")
    with pytest.raises(InputError, match="there is no source with this reader: 'nowhere'"):
        find_sources(here)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (["sdn.csv"], {"sdn"}),
        (["SDN.CSV"], {"sdn"}),
        (["sdn_2023-01-26.csv"], {"sdn"}),
        (["download-17.csv"], {"sdn"}),
        (["sdn.csv", "sdn_comments.csv"], {"sdn", "comments"}),
        (["alt_new.csv", "sdn_new.csv", "add_new.csv"], {"sdn", "alt", "add"}),
    ],
)
def test_files_are_parts_by_their_names(ofac: Source, tmp_path: Path, given: list[str], parts: set[str]) -> None:
    assert ofac.match(files(tmp_path / "in", *given)).parts.keys() == parts


@pytest.mark.parametrize(
    ("given", "beside", "taken"),
    [
        ("sdn.csv", ["alt.csv", "add.csv", "sdn_comments.csv"], {"alt.csv", "add.csv", "sdn_comments.csv"}),
        ("SDN.CSV", ["ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV"], {"ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV"}),
        ("sdn_2.csv", ["alt.csv", "alt_2.csv", "alt_3.csv"], {"alt_2.csv"}),
        ("sdn.csv", ["alt.txt", "other.csv"], set()),
        ("download.csv", ["alt.csv"], set()),
    ],
)
def test_what_lies_beside_the_file_is_taken(
    ofac: Source, tmp_path: Path, given: str, beside: list[str], taken: set[str]
) -> None:
    first, *_ = files(tmp_path / "in", given, *beside)
    assert {path.name for path in ofac.match([first]).parts.values()} == taken | {given}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["sdn.csv", "sdn_2.csv"], "are both the part 'sdn' of ofac-sdn"),
        (["alt.csv"], "ofac-sdn also needs: sdn .sdn.csv."),
        (["sdn.csv", "else.csv"], "else.csv matches no part of ofac-sdn: sdn.csv, alt.csv, add.csv"),
    ],
)
def test_files_that_fit_nowhere(ofac: Source, tmp_path: Path, given: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ofac.match(files(tmp_path / "in", *given))


@pytest.mark.parametrize("manifest", sorted(FOLDERS.glob("*/manifest.yaml")), ids=lambda path: path.parent.name)
def test_a_manifest_that_ships_is_an_example_to_read(manifest: Path) -> None:
    assert len(manifest.read_text("utf-8").splitlines()) <= 60


def test_a_source_that_reads_no_file(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cow-states reads no file: load it without --file"):
        find_source(settings, "cow-states").match(files(tmp_path / "in", "cow_states.csv"))


def test_no_file(ofac: Source, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file:"):
        ofac.match([tmp_path / "sdn.csv"])
    with pytest.raises(UsageError, match="ofac-sdn ships no file: give one with --file"):
        ofac.shipped_input()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2023-01-26.csv", "2023-01-26"),
        ("sdn-20230126.csv", "2023-01-26"),
        ("20190121220000.export.csv", "2019-01-21"),
        ("sdn_2023-13-26.csv", None),
        ("sdn.csv", None),
        ("run-120230126.csv", None),
    ],
)
def test_the_date_of_an_input_is_in_its_name(tmp_path: Path, name: str, day: str | None) -> None:
    (path,) = files(tmp_path / "in", name)
    found = date_of(Input({"sdn": path}), tmp_path)
    assert found is not None
    assert day in (found.isoformat(), None)


def test_a_change_of_manifest_or_reader_is_another_version(here: Settings, source: Folder) -> None:
    source("my-list", actors="key,name,kind\n")
    before = find_source(here, "my-list").version
    folder = source("my-list", actors="key,name,kind\nx,X,person\n")
    assert find_source(here, "my-list").version == before
    source("my-list", actors="key,name,kind\n", rank=7)
    other = find_source(here, "my-list").version
    (folder / "reader.py").write_text("def read(manifest, given):\n    yield from ()\n", "utf-8")
    assert len({before, other, find_source(here, "my-list").version}) == 3


@pytest.mark.parametrize("broken", [b"title: [", b"title: \xff", b"title: \x01", b"- a list", b"publisher: p\n"])
def test_a_manifest_that_cannot_be_read_silences_no_other(here: Settings, tmp_path: Path, broken: bytes) -> None:
    folder = tmp_path / "sources" / "broken"
    folder.mkdir(parents=True)
    (folder / "manifest.yaml").write_bytes(broken)
    catalogue = survey(here)
    assert catalogue.sources.keys() >= {*SHIPPED, "ofac-sdn"}
    assert catalogue.invalid.keys() == {"broken"}
    table = tmp_path / "ties.csv"
    table.write_text("source,target\nA,B\n", "utf-8")
    assert new_source(here, "another", table, tmp_path / "sources").manifest.is_file()
    with pytest.raises(UsageError, match="the source broken already exists"):
        new_source(here, "broken", table, tmp_path / "elsewhere")
    mine = {"HOME": str(here.home), "SOURCES": str(tmp_path / "sources"), "NEO4J_URI": "bolt://127.0.0.1:9"}
    result = CliRunner().invoke(sources_command, env={f"FAULTLINES_{name}": value for name, value in mine.items()})
    assert "ofac-sdn" in result.stdout
    assert "broken can't be read: " in result.stderr


def test_what_is_packed_is_read_as_what_is_in_it(here: Settings, tmp_path: Path) -> None:
    source = find_source(here, "ofac-sdn")
    row = b'1,"DOE, John","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a\r\n'
    packed = tmp_path / "sdn_2023-01-26.csv.gz"
    packed.write_bytes(gzip.compress(row))
    box = tmp_path / "lists.zip"
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("folder/sdn_2023-01-26.csv", row)
        archive.writestr("folder/alt_2023-01-26.csv", b"")
    for path, parts in ((packed, {"sdn"}), (box, {"sdn", "alt"})):
        with unpacked(here, source, [path]) as given:
            assert given.parts.keys() == parts
            assert given.parts["sdn"].read_bytes() == row
            assert given.shown("sdn").name == "sdn_2023-01-26.csv"
            assert date_of(given, tmp_path) == date(2023, 1, 26)
        assert not given.parts["sdn"].exists(), "nothing is left lying about"


def test_a_packed_file_that_is_damaged_is_named(here: Settings, tmp_path: Path) -> None:
    path = tmp_path / "sdn.csv.gz"
    path.write_bytes(gzip.compress(b"x" * 1000)[:20])
    source = find_source(here, "ofac-sdn")
    with pytest.raises(InputError, match=r"sdn\.csv\.gz: the gzip file is cut off"), unpacked(here, source, [path]):
        pass


def test_a_source_is_drafted_from_a_packed_file(here: Settings, tmp_path: Path) -> None:
    table = b"source,target\nA,B\nA,C\n"
    packed = tmp_path / "ties.csv.gz"
    packed.write_bytes(gzip.compress(table))
    box = tmp_path / "box.zip"
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("ties.csv", table)
    for name, path in (("from-gzip", packed), ("from-zip", box)):
        made = new_source(here, name, path, tmp_path / "sources")
        assert 'file: "ties.csv"' in made.manifest.read_text("utf-8")
