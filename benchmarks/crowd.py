"""Fifty people in the explorer, a thousand idle connections, a hundred waiting statements: who is answered, how fast.

One visit is recorded in a real browser (the page, a search, an actor, an expansion, a pair's evidence); each user then
repeats its requests with a pause before each. Idle connections are open throughout; statements wait in the second part.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import httpx
import psutil
from playwright.sync_api import Page, Request, sync_playwright

from benchmarks.ground import keep, server
from docs.screenshot import chromium
from loader.runs.job import Options
from loader.runs.run import load_shipped_sources

USERS, IDLE, WAITING, PAUSE = 50, 1_000, 112, 3.0  # what does not run waits; mean seconds before each request
SLOW = "UNWIND range(1, 400000) AS n WITH n WHERE n % 7 = 3 RETURN count(n) AS number"
PUTIN, PRIGOZHIN = "wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin"


@dataclass
class Part:
    """What was measured in one part of the run."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Recorded:
    """A request of the recorded visit."""

    name: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


def record(address: str) -> list[Recorded]:
    """What a browser asks for in one visit, assets apart."""
    requests: list[Recorded] = []

    def note(request: Request) -> None:
        path = request.url.removeprefix(address) or "/"
        if not path.startswith(("/_dash-component-suites", "/bundles", "/assets", "/_favicon", "data:", "blob:")):
            headers = {k: v for k, v in request.headers.items() if k in ("content-type", "x-faultlines", "accept")}
            name = path.partition("?")[0]
            requests.append(
                Recorded(f"{len(requests):02} {name}", request.method, path, headers, request.post_data_buffer)
            )

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("request", note)
        visit(page, address)
        browser.close()
    return requests


def visit(page: Page, address: str) -> None:
    """The page, a search, an actor, an expansion, a pair's evidence."""
    page.goto(address, timeout=90_000)
    page.locator(".banner").wait_for(timeout=90_000)
    page.evaluate("() => faultlines.settled()")
    page.locator(".search input").first.fill("wagnr")
    page.locator("#hit-list [role=option]").first.wait_for()
    page.evaluate("actor => faultlines.choose({kind: 'actor', actor})", PRIGOZHIN)
    page.locator(".actor .steps").wait_for()
    page.locator(".actor button", has_text="Expand all").click()
    page.evaluate("() => faultlines.settled()")
    page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [PUTIN, PRIGOZHIN])
    page.locator(".evidence .card").first.wait_for()


async def user(client: httpx.AsyncClient, visit: list[Recorded], part: Part, until: float) -> None:
    """Repeat the visit until then; people begin when they like, and think for half as long or half as long again."""
    await asyncio.sleep(random.uniform(0, 10 * PAUSE))
    while perf_counter() < until:
        for request in visit:
            await asyncio.sleep(random.uniform(0.5, 1.5) * PAUSE)
            if perf_counter() >= until:
                return
            await timed_request(client, request, part)


async def timed_request(client: httpx.AsyncClient, request: Recorded, part: Part) -> None:
    """Send one request and note how long it took, and what went wrong."""
    start = perf_counter()
    try:
        response = await client.request(
            request.method, request.path, headers=request.headers, content=request.body, timeout=60
        )
        if response.status_code >= 400:
            part.errors.append(f"{request.name}: {response.status_code}")
    except httpx.HTTPError as error:
        part.errors.append(f"{request.name}: {type(error).__name__}")
    part.seconds[request.name].append(perf_counter() - start)


async def health(client: httpx.AsyncClient, part: Part, until: float) -> None:
    """Ask whether the process responds, once a second."""
    while perf_counter() < until:
        await timed_request(client, Recorded("/healthz", "GET", "/healthz", {}, None), part)
        await asyncio.sleep(1)


async def waiter(client: httpx.AsyncClient, number: int, part: Part, until: float) -> None:
    """Have a statement run or wait at any moment."""
    body = {"client": f"tab{number}", "run": "r", "text": SLOW, "mode": "run"}
    while perf_counter() < until:
        response = await client.post("/console/run", json=body, headers={"X-Faultlines": "console"}, timeout=120)
        part.seconds["statements"].append(response.elapsed.total_seconds())


async def crowd(address: str, visit: list[Recorded], part: Part, seconds: float, statements: int) -> None:
    """All of them at once, for so long."""
    until = perf_counter() + seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=address, limits=limits) as client:
        tasks = [user(client, visit, part, until) for _ in range(USERS)]
        tasks += [waiter(client, n, part, until) for n in range(statements)]
        await asyncio.gather(health(client, part, until), *tasks)


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The explorer in a process of its own."""
    command = [str(Path(sys.executable).with_name("faultlines")), "serve", "--port", "0"]
    env = {**os.environ, "FAULTLINES_HOME": str(home)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        match = re.search(r"http://\S+", process.stdout.readline())
        assert match, "the explorer did not start"
        try:
            yield match[0], psutil.Process(process.pid)
        finally:
            process.terminate()


def figures_of(part: Part) -> dict[str, object]:
    """The figures of one part."""
    own = {name: times for name, times in part.seconds.items() if name not in ("/healthz", "statements")}
    slowest = max(own, key=lambda name: percentile(own[name]))
    every = [seconds for times in own.values() for seconds in times]
    return {
        "requests of users": len(every),
        "errors": len(part.errors),
        "p95 of all (ms)": round(percentile(every) * 1000),
        "p95 of the slowest request (ms)": round(percentile(own[slowest]) * 1000),
        "slowest request": slowest.partition(" ")[2],
        "/healthz, slowest (ms)": round(max(part.seconds["/healthz"]) * 1000),
        "statements answered": len(part.seconds["statements"]),
    }


def percentile(times: list[float]) -> float:
    """The 95th percentile of some seconds."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def main() -> None:
    """Measure and keep the figures: `python -m benchmarks.crowd [SECONDS]`, of which half with waiting statements."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536) if hard > 0 else 65_536, hard))
    with server() as (settings, graph), ExitStack() as stack:
        list(load_shipped_sources(settings, graph, Options()))
        address, process = stack.enter_context(serving(settings.home))
        recorded = record(address)
        host, _, port = address.removeprefix("http://").partition(":")
        for _ in range(IDLE):
            stack.enter_context(socket.create_connection((host, int(port)), timeout=30))
        asyncio.run(crowd(address, recorded, Part(), 30, 0))  # warm
        parts: dict[str, object] = {}
        memory = [process.memory_info().rss]
        for name, statements in (("50 users, 1,000 idle", 0), ("and 100 waiting statements", WAITING)):
            part = Part()
            asyncio.run(crowd(address, recorded, part, seconds / 2, statements))
            memory.append(process.memory_info().rss)
            growth = round((memory[-1] - memory[-2]) / 2**20, 1)
            parts[name] = {**figures_of(part), "memory before (MB)": round(memory[-2] / 2**20), "growth (MB)": growth}
            for error in sorted(set(part.errors)):
                print(error)
    keep("crowd", parts)


if __name__ == "__main__":
    main()
