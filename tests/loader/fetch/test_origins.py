"""Where the settings say that a source comes from, in place of its manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cypher.errors import UsageError
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.fetch import fetch
from tests.loader.conftest import Folder
from tests.loader.fetch.publisher import Publisher, answer
from tests.loader.fetch.test_fetch import LIST, OTHER, said

PARTS = {"actors": {"file": "actors.csv", "from": "none.csv"}, "more": {"file": "more.csv", "optional": True}}


def test_for_all_parts_at_once(publisher: Publisher, source: Folder, here: Settings) -> None:
    source("tiny", parts={"actors": PARTS["actors"]})
    address = publisher.says("/a", answer(body=LIST))
    settings = here.model_copy(update={"origins": {"tiny": address}})
    assert said(fetch(settings, find_source(settings, "tiny"))) == LIST


def test_by_part(publisher: Publisher, source: Folder, here: Settings, tmp_path: Path) -> None:
    source("tiny", parts=PARTS)
    (tmp_path / "more.csv").write_bytes(OTHER)
    origins = {
        "actors": {"address": publisher.says("/a", answer(body=LIST))},
        "more": {"file": str(tmp_path / "more.csv"), "settle": 0},
    }
    settings = here.model_copy(update={"origins": {"tiny": origins}})
    fetched = fetch(settings, find_source(settings, "tiny"))
    assert (said(fetched), said(fetched, "more")) == (LIST, OTHER)


def test_a_source_that_ships(publisher: Publisher, here: Settings) -> None:
    origins = {"ofac-sdn": {"sdn": publisher.says("/SDN.CSV", answer(body=LIST))}}
    settings = here.model_copy(update={"origins": origins, "sources": []})
    before, after = find_source(here.model_copy(update={"sources": []}), "ofac-sdn"), find_source(settings, "ofac-sdn")
    assert after.version == before.version  # the same bytes are known again
    assert fetch(settings, after).input.parts.keys() == {"sdn"}


INVALID: dict[str, Any] = {
    "another scheme": ("ftp://example.org/x", "begins with http"),
    "a path from nowhere": ("inbox/", "not an absolute path"),
    "what nobody knows": ({"address": "https://example.org", "often": 1}, "often|Extra"),
    "a part of no name": ({"actors": "https://example.org", "others": "https://example.org"}, "actors|Extra"),
}


@pytest.mark.parametrize("case", INVALID.values(), ids=INVALID)
def test_invalid_ones_are_rejected(source: Folder, here: Settings, case: tuple[Any, str]) -> None:
    source("tiny", parts=PARTS)
    invalid, words = case
    with pytest.raises(UsageError, match=rf"origins\): tiny: .*({words})"):
        find_source(here.model_copy(update={"origins": {"tiny": invalid}}), "tiny")
