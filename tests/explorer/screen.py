"""A page of the explorer as tests use it, and the actors they speak of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page

COLD = 60_000  # ms: the first answers of a graph that has just started, beside other work
EMPTY = "MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
PUTIN = "wagner-2023:vladimir-putin"
PRIGOZHIN = "wagner-2023:yevgeny-prigozhin"
WAGNER = "wagner-2023:wagner-group"
MINISTRY = "wagner-2023:russian-ministry-of-defence"
FREE_POINT = """
([a, b]) => {
  const ends = [a, b], renderer = cy.renderer(), stage = document.querySelector(".network").getBoundingClientRect();
  const joins = e => ends.includes(e.source().id()) && ends.includes(e.target().id());
  const edge = cy.edges().filter(e => e.visible() && joins(e))[0];
  const from = edge.sourceEndpoint(), to = edge.targetEndpoint(), bend = edge.controlPoints()?.[0] ?? edge.midpoint();
  for (const t of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]) {
    const at = axis => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * bend[axis] + t ** 2 * to[axis];
    const x = at("x") * cy.zoom() + cy.pan("x") + stage.x, y = at("y") * cy.zoom() + cy.pan("y") + stage.y;
    const above = document.elementFromPoint(x, y)?.tagName === "CANVAS";
    if (above && renderer.findNearestElement(...renderer.projectIntoViewport(x, y)) === edge) return [x, y];
  }
  return null;
}
"""
UNTIL = """
() => new Promise((done, failed) => {
  setTimeout(() => failed(new Error("not within 20 s: " + WORDS)), 20_000);
  const look = async () => (CONDITION) ? done() : requestAnimationFrame(look);
  look();
})
"""


@contextmanager
def opened(browser: Browser, url: str, name: str) -> Iterator[Page]:
    """A page beside the network, opened and ready; an error in its own code fails whoever closes it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Security Policy" in message.text else None)
    page.goto(f"{url}/{name}", timeout=COLD)
    page.locator(f"body[data-{name}=ready]").wait_for(timeout=COLD)
    yield page
    context.close()
    assert not errors, f"errors in the page: {errors}"


@dataclass
class Screen:
    """A page of the explorer, and what is on its canvas."""

    page: Page
    url: str

    def open(self) -> Screen:
        """Go there and wait for the opening network."""
        self.page.goto(self.url, timeout=COLD)
        self.page.locator("body[data-health=ok]").wait_for(timeout=COLD)
        self.page.locator(".banner").wait_for(timeout=COLD)
        return self.settled()

    def settled(self) -> Screen:
        """Wait until nothing is under way and the picture is that of the canvas."""
        self.until("await faultlines.settled()")
        return self

    def places(self) -> dict[str, list[float]]:
        """Where every actor is on the screen, in pixels."""
        found: dict[str, list[float]] = self.page.evaluate(
            "() => Object.fromEntries(cy.nodes().map(n => [n.id(), Object.values(n.renderedPosition())]))"
        )
        return found

    def names(self) -> set[str]:
        """The names on the canvas."""
        return set(self.page.evaluate("() => cy.nodes().map(n => n.data('name'))"))

    def edges(self, type_: str) -> list[dict[str, Any]]:
        """What Cytoscape holds of the edges of a type."""
        found: list[dict[str, Any]] = self.page.evaluate(
            "type => cy.edges(`[type = '${type}']`).map(e => ({...e.data(), shown: e.visible()}))", type_
        )
        return found

    def at(self, actor: str) -> tuple[float, float]:
        """The point of the window where an actor is."""
        x, y = self.places()[actor]
        box = self.page.locator(".network").bounding_box()
        assert box
        return box["x"] + x, box["y"] + y

    def click(self, actor: str, **options: Any) -> None:
        """Click an actor."""
        self.page.mouse.click(*self.at(actor), **options)

    def click_edge(self, a: str, b: str) -> None:
        """Click the edge between two actors, where nothing else lies over it."""
        point = self.page.evaluate(FREE_POINT, [a, b])
        assert point, f"the edge between {a} and {b} can't be clicked anywhere"
        self.page.mouse.click(*point)

    def until(self, condition: str) -> None:
        """Wait until an expression is true; the page's policy forbids Playwright's own way, which needs eval."""
        self.page.evaluate(UNTIL.replace("WORDS", json.dumps(condition)).replace("CONDITION", condition))

    @property
    def body(self) -> Locator:
        """The inspector's contents."""
        return self.page.locator("#inspector-body")
