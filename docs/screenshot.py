"""Makes the pictures of the pages from a running `faultlines demo --world`: `python -m docs.screenshot [NAME…]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from cypher.graph import Graph
from cypher.settings import Settings

FOLDER = Path(__file__).with_name("pictures")
ADDRESS = "http://127.0.0.1:8050"
WIDE, PHONE = (1440, 900), (390, 844)
# Name, size, scheme, what is chosen.
PICTURES: tuple[tuple[str, tuple[int, int], Literal["light", "dark"], str], ...] = (
    ("network", WIDE, "light", "network"),
    ("tension-dark", WIDE, "dark", "tension"),
    ("evidence", WIDE, "light", "evidence"),
    ("phone", PHONE, "light", "network"),
    ("pair", WIDE, "light", "pair"),
    ("paths", WIDE, "light", "paths"),
    ("order", WIDE, "light", "order"),
    ("table", WIDE, "light", "table"),
    ("notes", WIDE, "light", "notes"),
    ("trust-dark", WIDE, "dark", "trust"),
    ("camps", WIDE, "light", "camps"),
    ("export", WIDE, "light", "export"),
    ("console", WIDE, "light", "console"),
    ("jobs", WIDE, "light", "jobs"),
    ("inbox", WIDE, "light", "inbox"),
    ("within", WIDE, "light", "within"),
    ("hundreds", WIDE, "light", "300"),
    ("thousands-dark", WIDE, "dark", "2000"),
    ("hundreds-phone", PHONE, "light", "300"),
    ("print", WIDE, "light", "print"),
)
PRIGOZHIN, MINISTRY, KIM = (
    f"wagner-2023:{name}" for name in ("yevgeny-prigozhin", "russian-ministry-of-defence", "kim-jong-un")
)
OWN = f"""() => {{
  const canvas = faultlines.canvas();
  const about = ({{source, target}}) => [source, target].every((id) => ["{PRIGOZHIN}", "{MINISTRY}"].includes(id));
  const tie = ({{type, source, target, sign}}) => ({{type, a: source, b: target, sign}});
  const doubted = Object.values(canvas.edges).filter(about).map(tie);
  const supposed = [{{type: "SUPPLIES", a: "states:USA", b: "states:UKR", sign: 1}}];
  const notes = [
    {{id: "1", text: "Who pays him now?", about: ["{PRIGOZHIN}"], at: [60, 60]}},
    {{id: "2", text: "What if they made up?", about: ["{PRIGOZHIN}", "{MINISTRY}"], at: [170, 60]}},
  ];
  faultlines.commit("Suppose", {{...canvas, own: {{notes, doubted, supposed}}}});
  faultlines.actions.notes();
}}"""
CHOICES = {
    "network": "() => faultlines.settled()",
    "tension": "() => document.querySelector('.banner-line').click()",
    "evidence": "() => { const e = cy.edges('[type = \"SUPPLIES\"]')[0]; e.select();"
    " faultlines.choose({kind: 'pair', a: e.source().id(), b: e.target().id()}) }",
    "pair": f"() => faultlines.choose({{kind: 'pair', a: '{PRIGOZHIN}', b: '{MINISTRY}'}})",
    "paths": f"() => faultlines.choose({{kind: 'paths', from: '{PRIGOZHIN}', to: '{KIM}'}})",
    "order": "() => { faultlines.actions.order(); document.querySelector('[data-order=country]').click();"
    " document.querySelector('[data-act=colour-by][data-value=country]').click() }",
    "table": "() => faultlines.actions.table()",
    "notes": OWN,
    "trust": "() => faultlines.actions.trust()",
    "camps": "() => faultlines.actions.camps()",
    "export": "() => faultlines.actions.export()",
    "within": f"() => {{ faultlines.actions.within({{dataset: {{actor: '{PRIGOZHIN}', steps: '1'}}}});"
    " return faultlines.settled().then(() => faultlines.actions.fit()) }",
}
ANSWER = "ids => (faultlines.request({do: 'result', actors: ids, replace: true}), faultlines.settled())"
STILL = """
() => {
  const ends = document.getAnimations().filter(({effect}) => effect.getTiming().iterations !== Infinity);
  return Promise.all(ends.map(({finished}) => finished.catch(() => null)));
}
"""
SHOWN = {
    "network": "#inspector-body .figures",
    "tension": "#inspector-body .side-section .card",
    "evidence": "#inspector-body .evidence .card",
    "pair": "#inspector-body .dyad .lane",
    "paths": "#inspector-body .paths .path",
    "order": "#colour-key li",
    "table": ".table-panel .ag-row",
    "notes": "#inspector-body .own-item",
    "trust": "#inspector-body .trust .source",
    "camps": "#inspector-body .camps h2",
    "export": "[role=dialog]",
    "within": "#within-chip",
}


def console(page: Page, address: str, path: Path) -> None:
    """Ask a named query in the console, and show what of it can be drawn."""
    page.goto(f"{address}/console")
    page.locator("body[data-console=ready]").wait_for()
    page.locator("[data-query=tensions]").click()
    page.locator("[data-parameter=source]").wait_for()
    page.locator("[data-do=run]").click()
    page.locator(".outcome", has_text="ms").wait_for()
    page.locator(".tab[data-tab=network]").click()
    page.locator(".sketch").wait_for()
    page.screenshot(path=path)
    print(path)


def sheet(page: Page, address: str, name: str, path: Path) -> None:
    """Open the loads or the inbox and keep the picture; it shows what has been loaded."""
    page.goto(f"{address}/{name}")
    page.locator(f"body[data-{name}=ready]").wait_for()
    page.screenshot(path=path)
    print(path)


def take(page: Page, address: str, choice: str, path: Path) -> None:
    """Open the explorer, choose something, wait until it is drawn, and keep the picture."""
    page.goto(address)
    page.locator(".banner").wait_for()
    page.evaluate("() => faultlines.settled()")
    page.evaluate(CHOICES[choice])
    page.locator(SHOWN[choice]).first.wait_for()
    page.evaluate(STILL)
    page.evaluate("() => faultlines.settled()")
    page.screenshot(path=path)
    print(path)


def crowd(page: Page, address: str, size: int, path: Path) -> None:
    """The actors of whom the most is said, as many as are asked for, once they are drawn and the notice is gone."""
    with Graph.connect(Settings.read()) as graph:
        actors = [row["actor"] for row in graph.ask("hubs", ever=True, limit=size)]
    page.goto(address)
    page.locator(".banner").wait_for()
    page.evaluate("() => faultlines.settled()")
    page.evaluate(ANSWER, actors)
    page.locator("#notice.shown").wait_for()
    page.locator("#notice.shown").wait_for(state="detached", timeout=30_000)
    page.evaluate(STILL)
    page.screenshot(path=path)
    print(path)


def printed(page: Page, address: str, path: Path) -> None:
    """The page with every statement of the view, as it is printed."""
    page.goto(address)
    page.locator(".banner").wait_for()
    page.evaluate("() => faultlines.settled()")
    page.evaluate(CHOICES["export"])
    with page.expect_download() as waiting:
        page.locator("[data-form=html]").click()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        waiting.value.save_as(file)
        page.goto(file.as_uri())
        page.screenshot(path=path)
    print(path)


def main(names: Sequence[str]) -> None:
    """Take every picture, or those that are named."""
    address = ADDRESS
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, (width, height), scheme, choice in PICTURES:
            if names and name not in names:
                continue
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.15
            )
            if choice == "console":
                console(page, address, FOLDER / f"{name}.png")
            elif choice in ("jobs", "inbox"):
                sheet(page, address, choice, FOLDER / f"{name}.png")
            elif choice == "print":
                printed(page, address, FOLDER / f"{name}.png")
            elif choice.isdecimal():
                crowd(page, address, int(choice), FOLDER / f"{name}.png")
            else:
                take(page, address, choice, FOLDER / f"{name}.png")
            page.close()
        browser.close()


def chromium() -> str | None:
    """A Chromium or Chrome of this machine; None for Playwright's own."""
    places = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = (Path(folder) / name for name in places for folder in ("/usr/bin", "/usr/local/bin", "/snap/bin"))
    return next((str(path) for path in found if path.exists()), None)


if __name__ == "__main__":
    main(sys.argv[1:])
