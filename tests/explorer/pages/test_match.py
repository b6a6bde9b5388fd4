"""The page that screens one name, in a real browser; and what it is compared with."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from cypher.graph import Graph
from cypher.screening.matches import match_name
from tests.explorer.screen import COLD, Screen

WAGNER, PRIGOZHIN = "wagner-2023:wagner-group", "wagner-2023:yevgeny-prigozhin"


def test_names_in_any_script_and_order_lead_to_their_actors(network: Graph) -> None:
    for name, actor in (
        ("PRIGOZHINE, Evgeniy", PRIGOZHIN),
        ("Евгений Пригожин", PRIGOZHIN),
        ("Wagner Grupp", WAGNER),
    ):
        best = match_name(network, name)[0]
        assert best.actor == actor
        assert best.score > 0.8
        assert best.sources == ["wagner-2023"]
    assert match_name(network, "Mikhail Suslov") == []
    (wagner,) = match_name(network, "Wagner Group", "organization")[:1]
    assert wagner.designated_by == ["US NSC"]
    assert len(wagner.evidence) == 3
    assert WAGNER not in [match.actor for match in match_name(network, "Wagner Group", "person")]


def test_a_country_raises_or_lowers_the_score(network: Graph) -> None:
    alone, home, abroad = (
        match_name(network, "Evgeniy Prigozhine", "person", code)[0] for code in (None, "RUS", "FRA")
    )
    assert abroad.score < alone.score < home.score
    assert "FRA against RUS" in abroad.reason


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "x" * 501}, {"name": "x", "kind": "ship"}, {"name": 1}, {"name": "x", "born": 61}],
)
def test_what_is_asked_is_bounded(client: FlaskClient, body: dict[str, object]) -> None:
    assert client.post("/match/name", json=body, headers={"X-Faultlines": "match"}).status_code == 400


def test_a_year_of_birth_tells_persons_apart(screen: Screen, network: Graph) -> None:
    about = "MATCH (r:Record)-[:DESCRIBES]->(:Actor {id: $a}) "
    network.command(about + "SET r.birth_years = ['1961']", {"a": PRIGOZHIN})
    page: Page = screen.page
    page.goto(f"{screen.url}/match?name=Yevgeny+Prigozhine")
    page.locator("body[data-match=ready]").wait_for(timeout=COLD)
    first, reason = page.locator(".match-item").first, page.locator(".match-item").first.locator("p.soft").last
    expect(first).to_contain_text("Yevgeny Prigozhin")
    expect(reason).not_to_contain_text("born")
    form = page.locator(".match-form")
    form.get_by_label("Born in").fill("1961")
    page.keyboard.press("Enter")
    expect(reason).to_contain_text("both born 1961")
    network.command(about + "SET r.birth_years = ['1960', '1961']", {"a": PRIGOZHIN})
    other = match_name(network, "Yevgeny Prigozhine", "person", None, ["1985"], least=0.0)[0]
    assert "born 1985 against 1960–1961" in other.reason
    network.command(about + "REMOVE r.birth_years", {"a": PRIGOZHIN})


def test_a_person_screens_a_name(screen: Screen) -> None:
    page: Page = screen.page
    page.goto(f"{screen.url}/match")
    page.locator("body[data-match=ready]").wait_for(timeout=COLD)
    form = page.locator(".match-form")
    form.get_by_label("Name").fill("<b>PRIGOZHINE</b>, Evgeniy")
    form.get_by_label("Kind").select_option("person")
    form.get_by_role("button", name="Screen", exact=True).click()
    first = page.locator(".match-item").first
    expect(first).to_contain_text("Yevgeny Prigozhin")
    expect(first).to_contain_text("another spelling")
    expect(page.locator(".matches h2")).to_contain_text("<b>PRIGOZHINE</b>")
    form.get_by_label("Name").fill("Mikhail Suslov")
    page.keyboard.press("Enter")
    expect(page.locator(".matches h2")).to_contain_text("Nobody is called like")
    page.goto(f"{screen.url}/match?name=Wagner+Group")
    expect(page.locator(".match-item").first).to_contain_text("designated by")
    page.locator(".match-item a").first.click()
    screen.until(f"faultlines.canvas().nodes['{WAGNER}'] !== undefined")
