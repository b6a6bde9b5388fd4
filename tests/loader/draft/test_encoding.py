"""The encoding of a table is guessed so that its names read as they were written."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.errors import InputError
from loader.draft.encoding import BYTES, SAMPLE, encoding_of
from loader.draft.head import read_head
from tests.loader.draft.encodings import CASES, ONE_NAME, names, table


def guess(folder: Path, data: bytes) -> tuple[str, str | None]:
    """What is guessed of a file."""
    path = folder / "names.csv"
    path.write_bytes(data)
    return encoding_of(path, data[:BYTES])


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("rows", [5, 50, 5000])
def test_names_read_as_they_were_written(tmp_path: Path, language: str, encoding: str, rows: int) -> None:
    text = table([*islice(cycle(names(language)), rows)])
    data = text.encode(encoding)
    guessed, note = guess(tmp_path, data)
    assert data.decode(guessed) == text, guessed
    assert note is not None
    assert any(name in note for name in names(language)), "a person is shown a name"


@pytest.mark.parametrize(("name", "encoding"), ONE_NAME)
def test_one_name_is_enough(tmp_path: Path, name: str, encoding: str) -> None:
    assert guess(tmp_path, table([name]).encode(encoding))[0] == encoding


CLEAR = [case for case in CASES if case[0] != "Hungarian" and case[1] not in ("cp850", "cp852")]
"""Where five names are enough, whichever they are; Hungarian reads as Western but for ő and ű."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=st.sampled_from(CLEAR), data=st.data())
def test_any_five_names_of_a_language(tmp_path: Path, case: tuple[str, str], data: st.DataObject) -> None:
    language, encoding = case
    found = data.draw(st.lists(st.sampled_from(names(language)), min_size=5, unique=True))
    written = table(found).encode(encoding)
    assert written.decode(guess(tmp_path, written)[0]) == table(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf_8_is_no_guess(tmp_path: Path, text: str) -> None:
    assert guess(tmp_path, ("a" + text).encode()) == ("utf-8-sig", None)
    assert guess(tmp_path, text.encode("utf-8-sig")) == ("utf-8-sig", None)
    assert guess(tmp_path, text.encode("utf-16")) == ("utf-16", None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1).map(lambda data: b"name\n\xff" + data))
def test_whatever_is_guessed_can_read_the_file(tmp_path: Path, data: bytes) -> None:
    encoding, note = guess(tmp_path, data)
    data.decode(encoding)
    assert note is None or note.isprintable()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    for language in ("German", "Russian", "Chinese"):
        text = table(names(language))
        assert guess(tmp_path, text.encode(encoding))[0] == encoding
        assert [row["name"] for row in read_head(tmp_path / "names.csv").rows] == names(language)


def test_letters_at_the_end_of_a_long_file_count(tmp_path: Path) -> None:
    text = table(["Ann"] * 100_000 + names("Russian"))
    assert guess(tmp_path, text.encode("cp1251"))[0] == "cp1251"
    text = table(names("German") * SAMPLE + names("Polish") * SAMPLE)
    assert guess(tmp_path, text.encode("cp1250"))[0] == "cp1250"


def test_a_damaged_line_is_no_other_encoding(tmp_path: Path) -> None:
    good = table(names("Russian")).encode()
    assert guess(tmp_path, good + b"p9,\xd0,2019\n") == ("utf-8-sig", None)
    with pytest.raises(InputError, match="wrong encoding: not utf-8-sig at byte 3"):
        read_head(tmp_path / "names.csv")
