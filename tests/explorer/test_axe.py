"""axe-core finds nothing to complain of, on any page, in light and in dark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from cypher.graph import Graph
from tests.explorer.screen import COLD

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
RUN = """
async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  const line = (id, node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`;
  return violations.flatMap(({id, nodes}) => nodes.map((node) => line(id, node)));
}
"""
READY = {
    "/": "body[data-health=ok] .figures",
    "/console": "body[data-console=ready] .cm-content",
    "/jobs": "body[data-jobs=ready]",
    "/inbox": "body[data-inbox=ready]",
    "/identity": "body[data-identity=ready]",
    "/match": "body[data-match=ready]",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", READY)
def test_nothing_is_found(
    path: str, scheme: Literal["light", "dark"], browser: Browser, explorer_url: str, network: Graph
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(explorer_url + path)
    page.locator(READY[path]).first.wait_for(timeout=COLD)
    show_more(page, path)
    page.evaluate(AXE)
    found = page.evaluate(RUN)
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_in_views_and_notes(
    scheme: Literal["light", "dark"], browser: Browser, explorer_url: str, network: Graph
) -> None:
    shape: ViewportSize = {"width": 1280, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=shape, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(explorer_url)
    page.locator(READY["/"]).first.wait_for(timeout=COLD)
    page.evaluate(AXE)
    page.locator(".network").focus()
    page.keyboard.press("m")
    page.keyboard.type("A note")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("h")
    page.locator(".own-item").wait_for()
    found = page.evaluate(RUN)
    page.keyboard.press("v")
    page.locator(".view-form").get_by_label("Name").fill("A view")
    page.get_by_role("button", name="Save this view").click()
    page.locator(".view-item").first.wait_for()
    found += page.evaluate(RUN)
    page.get_by_role("button", name="Rename, note, share: A view").first.click()
    found += page.evaluate(RUN)
    context.close()
    assert not found, "\n".join(found)


def show_more(page: Page, path: str) -> None:
    """What a person would have on the page: an actor in the inspector, matches of a search, an answer."""
    if path == "/":
        page.locator(".banner-line").click(timeout=COLD)
        page.locator(".tension-panel .card").first.wait_for(timeout=COLD)
        page.locator("#search").fill("wagner")
        page.locator("#hits .hit").first.wait_for(timeout=COLD)
    if path == "/console":
        page.locator("[data-do=run]").click()
        page.locator(".outcome", has_text="ms").wait_for(timeout=COLD)
