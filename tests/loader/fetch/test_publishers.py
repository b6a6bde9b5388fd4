"""The sources that ship say where their publishers have the lists, and ask them only when somebody wants it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cypher.settings import Settings
from loader.catalogue.source import SHIPPED, find_source, schedule_of
from loader.catalogue.survey import survey
from loader.fetch import fetch, grouped
from tests.loader.fetch.publisher import Publisher, answer

LISTS = ("ofac-sdn", "ofac-consolidated", "un-sc", "eu-fsf", "opensanctions", "gdelt-events")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_an_address_a_schedule_and_a_rhythm(here: Settings, name: str) -> None:
    source = find_source(here, name)
    (origin,) = grouped(source)
    assert urlsplit(origin.address or "").scheme in ("https", "http" if name == "gdelt-events" else "https")
    assert source.manifest.expected
    assert source.manifest.schedule
    assert schedule_of(here, source) is None
    assert schedule_of(here.model_copy(update={"schedules": {name: True}}), source) == source.manifest.schedule


def test_nothing_that_ships_is_loaded_by_itself(here: Settings) -> None:
    assert survey(here).schedules.keys() == set()
    asked = here.model_copy(update={"schedules": {"un-sc": True, "eu-fsf": "0 6 * * *"}})
    assert survey(asked).schedules.keys() == {"un-sc", "eu-fsf"}


def test_a_list_is_loaded_from_its_publisher_alone(publisher: Publisher, here: Settings) -> None:
    sample = SHIPPED / "un_sc" / "sample" / "consolidated.xml"
    there = publisher.says("/files/consolidatedLegacyByPRN.xml", answer(body=sample.read_bytes()))
    here = here.model_copy(
        update={"origins": {"un-sc": publisher.says("/consolidated.xml", answer("302 Found", Location=there))}}
    )
    fetched = fetch(here, find_source(here, "un-sc"))
    assert fetched.input.given_as == {"individuals": Path("consolidatedLegacyByPRN.xml")}
    assert fetched.input.parts["individuals"].read_bytes() == sample.read_bytes()


def test_another_format_may_be_fetched_in_place_of_the_manifest_s(publisher: Publisher, here: Settings) -> None:
    body = (SHIPPED / "ofac_sdn" / "sample" / "sdn_advanced.xml").read_bytes()
    origins = {"ofac-sdn": {"advanced": publisher.says("/SDN_ADVANCED.XML", answer(body=body))}}
    here = here.model_copy(update={"origins": origins})
    fetched = fetch(here, find_source(here, "ofac-sdn"))
    assert fetched.input.given_as == {"advanced": Path("SDN_ADVANCED.XML")}
