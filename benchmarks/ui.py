"""What a person waits for at the canvas, in headless Chromium: opening, large answers, arranging, expanding, moving."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, Request, sync_playwright

from benchmarks.crowd import serving
from benchmarks.ground import keep, server
from benchmarks.screen import EDGES, NODES, TYPES
from cypher.graph import Graph
from docs.screenshot import chromium
from loader.runs.job import Options
from loader.runs.run import load_shipped_sources

SIZES = (500, 2_000, 5_000)
ROUNDS, EXPANSIONS = 5, 200
COUNT = """
() => {
  const state = (window.counted = {frames: 0, longest: 0, last: performance.now(), begun: performance.now(), on: true});
  const step = (now) => {
    if (!state.on) return;
    state.frames += 1;
    state.longest = Math.max(state.longest, now - state.last);
    state.last = now;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
"""
COUNTED = """
() => {
  const {frames, longest, begun} = Object.assign(window.counted, {on: false});
  return {rate: (1000 * frames) / (performance.now() - begun), longest};
}
"""
EMPTY = "() => (faultlines.removeActors('all', () => true), faultlines.settled())"
FEWER = "() => (faultlines.removeActors('few', id => Number(id.split(':')[1]) % 3 === 2), faultlines.settled())"
ANSWER = "ids => (faultlines.request({do: 'result', actors: ids, replace: true}), faultlines.settled())"
ARRANGE = "() => (faultlines.actions.relayout(), faultlines.settled())"
LEGEND = """
() => {
  document.querySelector('.legend-row[data-type=SUPPLIES]').click();
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""
BACK_AND_FORTH = """
async () => {
  faultlines.expand(cy.nodes()[0].id());
  await faultlines.settled();
  faultlines.actions.undo();
  await faultlines.settled();
}
"""
LONG = """
() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
  }).observe({entryTypes: ["longtask"]});
}
"""


def fill(graph: Graph, size: int) -> None:
    """A network in which a few have many ties: each newcomer is tied to one or two that are there."""
    chance = random.Random(size)
    graph.write(
        lambda tx: tx.run(NODES, rows=[[f"u{size}:{n}", f"Actor {n} of many", ""] for n in range(size)]).consume()
    )
    ends = [0]
    rows: dict[str, list[list[str]]] = {name: [] for name in TYPES}
    for n in range(1, size):
        for _ in range(1 + n % 2):
            other = chance.choice(ends)
            if other == n:
                continue
            number = sum(map(len, rows.values()))
            statement = [f"u{size}:{n}", f"u{size}:{other}", f"{size:08}{number:024}", "2020-01-01", f"Report {number}"]
            rows[chance.choice(TYPES)].append(statement)
            ends += [n, other]
    for name, some in rows.items():
        text: Any = EDGES.replace(":TYPE", f":{name}")
        graph.write(lambda tx, some=some, text=text: tx.run(text, rows=some).consume())


@contextmanager
def stopped(seconds: list[float]) -> Iterator[None]:
    """Add what the work took."""
    start = perf_counter()
    yield
    seconds.append(perf_counter() - start)


def opening(page: Page, address: str) -> dict[str, object]:
    """The page from nothing, and again."""
    loaded: list[int] = []

    def note(request: Request) -> None:
        loaded.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", note)
    page.goto(address, timeout=90_000)
    settle(page)
    cold = {"requests, cold": len(loaded), "bytes, cold (MB)": round(sum(loaded) / 1e6, 2)}
    seconds: list[float] = []
    for _ in range(ROUNDS):
        with stopped(seconds):
            page.goto(address)
            settle(page)
    return {**cold, "reload to picture (s)": round(median(seconds), 2)}


def settle(page: Page) -> None:
    """Until the picture is that of the canvas."""
    page.locator(".banner").wait_for(timeout=90_000)
    page.evaluate("() => faultlines.settled()")


def large(page: Page, size: int) -> dict[str, object]:
    """An answer of so many actors: drawn, arranged, moved, filtered, expanded."""
    page.evaluate(LONG)
    ids = [f"u{size}:{n}" for n in range(size)]
    seconds: dict[str, list[float]] = {"answer": [], "arrange": [], "legend": [], "expand": []}
    for _ in range(3):
        page.evaluate(EMPTY)
        with stopped(seconds["answer"]):
            page.evaluate(ANSWER, ids)
    drawn = page.evaluate("() => cy.nodes().length")
    for _ in range(3):
        with stopped(seconds["arrange"]):
            page.evaluate(ARRANGE)
    page.evaluate("() => faultlines.actions.fit()")
    moved = gestures(page)
    for _ in range(6):
        with stopped(seconds["legend"]):
            page.evaluate(LEGEND)
    page.evaluate(FEWER)
    for n in range(5):
        with stopped(seconds["expand"]):
            page.evaluate("id => (faultlines.expand(id), faultlines.settled())", f"u{size}:{n * 3}")
    return {
        "actors drawn": drawn,
        "answer to canvas (s)": round(median(seconds["answer"]), 2),
        "arrange (s)": round(median(seconds["arrange"]), 2),
        "frames a second": round(moved["rate"]),
        "longest frame (ms)": round(moved["longest"]),
        "legend click (ms)": round(median(seconds["legend"]) * 1000),
        "expand (ms)": round(median(seconds["expand"]) * 1000),
        "longest task (ms)": round(page.evaluate("() => window.longest")),
    }


def gestures(page: Page) -> dict[str, float]:
    """Frames while the ground is dragged and the wheel is turned, as a hand does it."""
    page.mouse.move(760, 840)
    page.mouse.down()
    page.mouse.move(764, 836)
    page.evaluate(COUNT)
    for n in range(120):
        page.mouse.move(764 + 2 * (n % 60), 836 - 3 * (n % 40))
    page.mouse.up()
    for n in range(40):
        page.mouse.wheel(0, 60 if n % 20 < 10 else -60)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    moved: dict[str, float] = page.evaluate(COUNTED)
    return moved


def endurance(page: Page) -> dict[str, object]:
    """Memory of the page over many rounds of expand and undo."""
    session = page.context.new_cdp_session(page)

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(page.evaluate("() => performance.memory.usedJSHeapSize")) / 2**20

    for _ in range(20):
        page.evaluate(BACK_AND_FORTH)
    before = heap()
    for _ in range(EXPANSIONS):
        page.evaluate(BACK_AND_FORTH)
    return {f"growth over {EXPANSIONS} rounds of expand and undo (MB)": round(heap() - before, 2)}


def main() -> None:
    """Measure and keep the figures: `python -m benchmarks.ui [SIZE…]`."""
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    with server() as (settings, graph), ExitStack() as stack:
        list(load_shipped_sources(settings, graph, Options()))
        for size in sizes:
            fill(graph, size)
        graph.command("CALL db.awaitIndexes(300)")
        address, _ = stack.enter_context(serving(settings.home))
        playwright = stack.enter_context(sync_playwright())
        options = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=options)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        figures: dict[str, object] = {"the shipped network": opening(page, address) | endurance(page)}
        print(figures)
        for size in sizes:
            figures[f"{size:,} actors"] = large(page, size)
            print(figures)
        browser.close()
    keep("ui", figures)


if __name__ == "__main__":
    main()
