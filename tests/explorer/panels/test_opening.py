"""What a stranger sees first: the network, the tension, why; and that nothing of it comes from elsewhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from cypher.graph import Graph
from tests.explorer.screen import MINISTRY, PRIGOZHIN, PUTIN, Screen


def test_opens_on_the_shipped_network(screen: Screen) -> None:
    assert len(screen.names()) == 20
    assert {"Vladimir Putin", "Yevgeny Prigozhin", "Wagner Group", "North Korea"} <= screen.names()
    drawn = screen.page.evaluate("() => cy.edges().map(e => e.data('statements')).reduce((a, b) => a + b)")
    assert drawn == 26, "of 33 statements, seven have ended"


def test_one_line_says_why_the_triangle_is_unbalanced(screen: Screen) -> None:
    banner = screen.page.locator(".banner-line")
    expect(banner).to_contain_text("Unbalanced")
    expect(banner).to_contain_text("Russian Ministry of Defence+Vladimir Putin+Yevgeny Prigozhin−")
    expect(banner).to_have_accessible_name(
        re.compile("Russian Ministry of Defence.? is a rival of .?Yevgeny Prigozhin")
    )
    assert banner.locator(".sign.plus").count() == 2
    assert banner.locator(".sign.minus").count() == 1


def test_the_unbalanced_triangle_is_outlined(screen: Screen) -> None:
    triangles = screen.page.locator("#outline path")
    expect(triangles).to_have_count(2)
    current = screen.page.locator("#outline path.current")
    assert set(current.get_attribute("data-actors").split()) == {PUTIN, PRIGOZHIN, MINISTRY}  # type: ignore[union-attr]


def test_clicking_into_the_triangle_opens_the_statements_behind_its_sides(screen: Screen) -> None:
    corners = [screen.at(actor) for actor in (PUTIN, PRIGOZHIN, MINISTRY)]
    shares = [(a / 12, b / 12, (12 - a - b) / 12) for a in range(1, 11) for b in range(1, 12 - a)]
    points = [tuple(sum(w * c[i] for w, c in zip(s, corners, strict=True)) for i in (0, 1)) for s in shares]
    stage = screen.page.locator(".network").bounding_box()
    assert stage
    free = next(
        point
        for point in points
        if screen.page.evaluate(
            "([x, y]) => { const r = cy.renderer(); return !r.findNearestElement(...r.projectIntoViewport(x, y)) }",
            list(point),
        )
    )
    screen.page.mouse.click(*free)
    expect(screen.body.locator(".eyebrow")).to_have_text("Unbalanced triangle")
    expect(screen.body.locator(".side-section")).to_have_count(3)
    expect(screen.body.locator(".side-section .card")).to_have_count(3)


def test_the_line_opens_them_too_and_steps_to_the_next(screen: Screen) -> None:
    screen.page.locator(".banner-line").click()
    expect(screen.body.locator(".side-section .card")).to_have_count(3)
    screen.page.get_by_role("button", name="Next tension").click()
    expect(screen.body.locator("h2")).to_contain_text("Russian Armed Forces")
    expect(screen.page.locator(".banner-steps")).to_contain_text("2 / 2")
    screen.page.keyboard.press("n")
    expect(screen.page.locator(".banner-steps")).to_contain_text("1 / 2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_follows_the_systems_scheme_and_remembers_a_choice(
    browser: Browser, explorer_url: str, network: object, scheme: str
) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    screen = Screen(context.new_page(), explorer_url).open()
    root = screen.page.locator("html")
    expect(root).to_have_attribute("data-mantine-color-scheme", scheme)
    before = screen.page.evaluate("() => cy.nodes()[0].style('background-color')")
    screen.page.get_by_role("button", name="Light or dark").click()
    expect(root).to_have_attribute("data-mantine-color-scheme", other)
    screen.until(f"cy.nodes()[0].style('background-color') !== '{before}'")
    screen.page.reload()
    expect(root).to_have_attribute("data-mantine-color-scheme", other)
    context.close()


def test_nothing_is_loaded_from_elsewhere_and_the_console_is_quiet(
    page: Page, explorer_url: str, network: object
) -> None:
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    screen = Screen(page, explorer_url).open()
    screen.click(PUTIN)
    expect(screen.body.locator("h2")).to_have_text("Vladimir Putin")
    screen.page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert {host for host in hosts if host} == {"127.0.0.1"}
    assert errors == []


def test_the_policy_forbids_everything_from_elsewhere(page: Page, explorer_url: str) -> None:
    response = page.request.get(explorer_url)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1024, 768)])
def test_nothing_lies_over_the_network_or_the_banner(
    browser: Browser, explorer_url: str, network: Graph, size: tuple[int, int]
) -> None:
    """The legend takes a column where there is room for one, and is folded where there is none."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    screen = Screen(context.new_page(), explorer_url).open()
    legend, banner = (screen.page.locator(name).bounding_box() for name in (".legend", ".banner"))
    assert legend
    assert banner
    assert banner["y"] + banner["height"] <= legend["y"]
    stage = screen.page.locator(".network").bounding_box()
    assert stage
    for name, (x, y) in screen.places().items():
        under = legend["x"] <= x + stage["x"] <= legend["x"] + legend["width"] and y + stage["y"] >= legend["y"]
        assert not under, f"{name} lies under the legend"
        assert y + stage["y"] > banner["y"] + banner["height"], f"{name} lies under the banner"
    context.close()
