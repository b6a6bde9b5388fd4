"""The console in a real browser over a real graph: one page, as a person uses it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cypher.console.watch import statement
from cypher.editing.colours import coloured
from cypher.graph import Graph
from tests.explorer.screen import Screen, opened

OURS = {"X-Faultlines": "console", "Content-Type": "application/json"}
LONG = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a * b = 7 RETURN count(*) AS n"


@dataclass
class ConsolePage:
    """The console's page."""

    page: Page
    url: str

    def find(self, selector: str) -> Locator:
        """A part of the console."""
        return self.page.locator(f".console {selector}")

    def write(self, text: str) -> ConsolePage:
        """Put a text into the editor, as typed."""
        self.find(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")
        return self

    def text(self) -> str:
        """What stands in the editor."""
        return "\n".join(self.find(".cm-line").all_inner_texts())

    def run(self, text: str, outcome: str) -> ConsolePage:
        """Write, run, wait for how it ended."""
        self.write(text)
        self.page.keyboard.press("Control+Enter")
        expect(self.find(".outcome")).to_contain_text(outcome)
        return self

    def tab(self, name: str) -> Locator:
        """Turn to a form of the answer."""
        self.find(f".tab[data-tab={name}]").click()
        return self.find(f"[data-panel={name}]")


@pytest.fixture(scope="module")
def console(browser: Browser, explorer_url: str, network: Graph) -> Iterator[ConsolePage]:
    """The console, opened once; an error in the page's own code fails the last test."""
    with opened(browser, explorer_url, "console") as page:
        yield ConsolePage(page, explorer_url)


def test_an_answer_is_a_table_of_text(console: ConsolePage) -> None:
    console.run("RETURN '<b>bold</b>' AS html, 7 AS n", "1 row ·")
    cells = console.find("#console-grid .ag-cell")
    expect(cells).to_have_text(["<b>bold</b>", "7"])
    expect(console.find("#console-grid b")).to_have_count(0)
    assert json.loads(console.tab("json").inner_text()) == [{"html": "<b>bold</b>", "n": 7}]
    console.tab("table")


def test_a_name_that_the_graph_does_not_have_is_said_above_an_empty_table(console: ConsolePage) -> None:
    notices = console.find(".notices")
    console.run("MATCH ()-[r:DESIGNATES]->() WHERE r.program = 'SDGT' RETURN r", "0 rows")
    expect(notices.locator("li")).to_have_text(["Property `program` does not exist; did you mean programme?"])
    console.run("RETURN 1 AS one", "1 row")
    expect(notices).to_be_hidden()


def test_only_what_is_selected_runs(console: ConsolePage) -> None:
    console.write("RETURN 1 AS one")
    console.page.keyboard.press("End")
    console.page.keyboard.insert_text("\nRETURN 2 AS two")
    console.page.keyboard.press("Shift+Home")
    console.page.keyboard.press("Control+Enter")
    expect(console.find("#console-grid .ag-header-cell-text")).to_have_text(["two"])


def test_completion_offers_what_may_stand_there(console: ConsolePage) -> None:
    console.write("MATCH (a:Actor)-[:")
    console.page.keyboard.type("SUPP")
    expect(console.page.locator(".cm-tooltip-autocomplete [aria-selected]")).to_contain_text("SUPPLIES")
    console.page.keyboard.press("Tab")
    expect(console.find(".cm-line")).to_have_text("MATCH (a:Actor)-[:SUPPLIES")


STATEMENTS = (
    "MATCH (a:Actor {id: $who})-[r:SUPPLIES|ALLY_OF*1..3]->(b:(State|!`Odd label`)) // who; 'so'",
    "WHERE r.share >= 0.5e-3 AND a.name STARTS WITH 'it\\'s' OR date.truncate('day', $`on this`) IS NOT NULL",
    "/* over",
    "two lines; */ RETURN count(r) AS n, COUNT { (a)--(b) } AS m, a {.name, key: TRUE, match: 1} AS `as`",
    'ORDER BY size(a.names) DESC LIMIT 0x1F; RETURN shortestPath((a)-[:LEADS]-(b)), a:Actor, "open',
)
COLOURS_OF = """(names) => {
  const probe = document.body.appendChild(document.createElement("i"));
  const known = Object.fromEntries(names.map((name) => {
    probe.style.color = `var(--code-${name})`;
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  return known;
}"""
PAINTED = """(lines) => lines.map((line) => {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const letters = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (const letter of node.data) letters.push([letter, getComputedStyle(node.parentElement).color]);
  return letters;
})"""


def test_the_editor_colours_what_the_lexer_tells_apart(console: ConsolePage) -> None:
    names = ("keyword", "string", "number", "comment", "parameter", "label", "type", "property", "function")
    known = console.page.evaluate(COLOURS_OF, list(names))
    known["atom"] = known["number"]
    for text in ("\n".join(STATEMENTS[:4]), STATEMENTS[4]):
        console.write(text)
        lines = console.find(".cm-line").evaluate_all(PAINTED)
        painted = [letter for line in lines for letter in [*line, ["\n", ""]]][:-1]
        assert "".join(letter for letter, _ in painted) == text
        expected = [colour for colour, piece in coloured(text) for _ in piece]
        wrong = {
            (n, letter, colour)
            for n, ((letter, colour), name) in enumerate(zip(painted, expected, strict=True))
            if name in known and not letter.isspace() and colour != known[name]
        }
        assert not wrong


@pytest.mark.parametrize(
    ("text", "layer", "words"),
    [
        ("MATCH (n) SET n.x = 1", "layer 1", "SET writes"),
        ("SHOW TRANSACTIONS", "layer 1", "it asks about the server"),
        ("MATCH (n)\nRETRN n", "layer 1", "unexpected 'RETRN'"),
    ],
)
def test_a_refusal_says_which_layer_and_why(console: ConsolePage, text: str, layer: str, words: str) -> None:
    console.run(text, "Rejected")
    expect(console.find(".rejection")).to_contain_text(words)
    expect(console.find(".rejection")).to_contain_text(layer)
    expect(console.find(".cm-lintRange-error")).to_have_count(1 if "RETRN" in text else 0)


def test_cancelling_ends_it_on_the_server(console: ConsolePage, network: Graph) -> None:
    console.write(LONG)
    console.find("[data-do=run]").click()
    assert running(network, True)
    console.find("[data-do=cancel]").click()
    expect(console.find(".outcome")).to_have_text("Cancelled")
    assert running(network, False)


def running(network: Graph, wanted: bool) -> bool:
    """Wait until a person's statement runs on the server, or none does."""
    return any(bool(network.read(statement("running"), {"run": None})) is wanted for _ in range(3_000))


def test_leaving_cuts_it_off_and_another_tab_can_not(console: ConsolePage, network: Graph) -> None:
    host = console.url.removeprefix("http://")
    leaving = HTTPConnection(host, timeout=60)
    leaving.request("POST", "/console/run", json.dumps({"client": "a", "run": "r", "text": LONG}), OURS)
    assert running(network, True)
    other = HTTPConnection(host, timeout=60)
    other.request("POST", "/console/cancel", json.dumps({"client": "b", "run": "r"}), OURS)
    assert json.loads(other.getresponse().read())["state"] == "unknown"
    assert running(network, True)
    leaving.close()
    assert running(network, False)
    other.close()


def test_a_server_that_is_well_is_not_restarted(console: ConsolePage) -> None:
    host = console.url.removeprefix("http://")
    asking = HTTPConnection(host, timeout=60)
    asking.request("POST", "/console/restart", json.dumps({"client": "a"}), OURS)
    assert "no restart is needed" in asking.getresponse().read().decode()
    asking.close()


def test_a_statement_that_burns_on_is_said_and_a_restart_offered(console: ConsolePage) -> None:
    said = {"burning": 1, "restart": True, "message": "A statement keeps running after it was terminated: RETURN 1"}
    console.page.route("**/console/watch", lambda route: route.fulfill(json=said))
    expect(console.find(".runaways")).to_contain_text("keeps running")
    console.page.route(
        "**/console/restart", lambda route: route.fulfill(json={"message": "The graph has been restarted."})
    )
    with console.page.expect_request("**/console/restart") as sent:
        console.page.get_by_role("button", name="Restart the graph").click()
    assert sent.value.headers["x-faultlines"] == "console"
    console.page.unroute("**/console/watch")
    expect(console.find(".runaways")).to_be_hidden()


def test_parameters_are_fields(console: ConsolePage) -> None:
    console.write("RETURN $name AS name, $on AS day, size($list) AS n, '$no' AS no // $nor")
    expect(console.find(".parameter code")).to_have_text(["$name", "$on", "$list"])
    for name, kind, value in (("name", "text", "Вагнер"), ("on", "date", "2023-01-20"), ("list", "json", "[1, 2]")):
        console.page.get_by_label(f"Kind of ${name}").select_option(kind)
        console.find(f"[data-parameter={name}]").fill(value)
    console.find("[data-do=run]").click()
    expect(console.find("#console-grid .ag-cell")).to_have_text(["Вагнер", "2023-01-20", "2", "$no"])
    console.find("[data-parameter=list]").fill("[1,")
    console.find("[data-do=run]").click()
    expect(console.find(".rejection")).to_contain_text("$list is not JSON")


def test_plans_are_trees(console: ConsolePage) -> None:
    console.write("MATCH (a:Actor {id: 'states:RUS'}) RETURN a.name AS name")
    console.find("[data-do=explain]").click()
    expect(console.find(".outcome")).to_contain_text("Planned in")
    expect(console.find("[role=treeitem] b").first).to_have_text("ProduceResults")
    expect(console.find("[role=treeitem] b").last).to_have_text("NodeUniqueIndexSeek")
    console.find("[data-do=profile]").click()
    expect(console.find(".outcome")).to_contain_text("1 row ·")
    expect(console.find(".step-line .numbers").first).to_contain_text("1 row")


def test_a_named_query_from_the_shelf_and_its_place_in_the_history(console: ConsolePage) -> None:
    console.page.locator("#console-find").fill("upstream who supplies")
    expect(console.find(".sidebar [data-query]:visible")).to_have_count(1)
    console.find("[data-query=suppliers]").click()
    expect(console.find("[data-parameter=actor]")).to_have_value("Wagner Group")
    console.find("[data-do=run]").click()
    expect(console.find(".outcome")).to_contain_text("0 rows")
    console.find("[data-parameter=ever]").fill("true")
    console.find("[data-do=run]").click()
    expect(console.find(".outcome")).to_contain_text("2 rows")
    console.page.locator("#console-find").fill("")
    console.write("RETURN 1 AS other")
    console.find(".tab[data-tab=history]").click()
    console.find(".past .query").first.click()
    expect(console.find("[data-parameter=actor]")).to_have_value("Wagner Group")
    assert "common" not in console.text()
    console.find(".tab[data-tab=queries]").click()


def test_cells_lead_to_actors_and_evidence_and_names_come_before_ids(console: ConsolePage) -> None:
    text = "MATCH (a:Actor)-[r:SUPPLIES]->(:Actor {name: 'Wagner Group'}) RETURN a.id AS id, a.name AS name, r"
    console.run(text, "1 row ·")
    expect(console.find("#console-grid .ag-header-cell-text")).to_have_text(["name", "r", "id"])
    links = console.find("#console-grid .cell-link")
    expect(links).to_have_count(2)
    links.first.click()
    expect(console.page.locator("#inspector-body .card").first).to_contain_text("North Korea supplies Wagner Group")
    console.page.go_back()
    expect(links.last).to_have_text("states:PRK")


def test_an_actor_is_told_by_name_in_a_parameter(console: ConsolePage) -> None:
    console.write("MATCH (a:Actor {id: $who}) RETURN a.name AS name")
    console.page.get_by_label("Kind of $who").select_option("actor")
    field = console.find("[data-parameter=who]")
    field.press_sequentially("вагнер")
    expect(console.page.get_by_role("option").first).to_contain_text("Wagner Group")
    field.press("Enter")
    console.find("[data-do=run]").click()
    expect(console.find("#console-grid .ag-cell")).to_have_text(["Wagner Group"])


def test_an_export_holds_every_row(console: ConsolePage, tmp_path: Path) -> None:
    console.run("UNWIND range(1, 7000) AS n RETURN n", "the first 5,000 rows")
    console.page.get_by_label("Format of the export").select_option("csv")
    with console.page.expect_download() as begun:
        console.page.get_by_role("button", name="Export").click()
    begun.value.save_as(tmp_path / "answer.csv")
    assert begun.value.suggested_filename.endswith(".csv")
    assert (tmp_path / "answer.csv").read_text().split() == ["n", *map(str, range(1, 7001))]


def test_an_answer_goes_to_the_canvas_and_undo_brings_the_old_one_back(console: ConsolePage) -> None:
    page, screen = console.page, Screen(console.page, console.url)
    console.run("MATCH (:Actor)-[r:SUPPLIES]->(:Actor {name: 'Wagner Group'}) RETURN r", "1 row ·")
    room = console.tab("network")
    expect(room).to_contain_text("2 actors in the answer")
    expect(room.locator(".sketch-name")).to_have_count(2)
    before = screen.settled().names()
    page.get_by_role("button", name="Show on the canvas").click()
    assert page.url.rstrip("/") == console.url
    screen.until("cy.nodes().length === 2")
    assert screen.settled().names() == {"North Korea", "Wagner Group"}
    page.get_by_role("button", name="Undo").click()
    assert screen.settled().names() == before
    page.go_back()
    console.run("MATCH (a:Actor {id: 'states:ISL'}) RETURN a.id AS actor", "1 row ·")
    expect(room).to_contain_text("1 actor named by their ids")
    page.get_by_role("button", name="Add to what is there").click()
    screen.until("cy.nodes().some(n => n.data('name') === 'Iceland')")
    assert screen.settled().names() == before | {"Iceland"}
    page.get_by_role("link", name="Console").click()
    expect(console.find(".cm-content")).to_be_visible()


def test_what_is_behind_the_network_opens_in_the_console(console: ConsolePage) -> None:
    page = console.page
    page.get_by_role("link", name="Back to the network").click()
    page.get_by_role("button", name="Queries", exact=True).click()
    link = page.get_by_role("dialog").get_by_role("link", name="Open in console").first
    href = link.get_attribute("href") or ""
    assert href.startswith("/console#q=")
    link.click()
    expect(console.find(".cm-line").first).to_contain_text("//")
    expect(console.find("[data-do=run]")).to_be_visible()
    assert page.url == f"{console.url}/console"


def test_a_link_brings_the_query_and_never_runs_it(console: ConsolePage) -> None:
    page = console.page
    console.write("RETURN $x AS linked")
    page.get_by_label("Kind of $x").select_option("number")
    console.find("[data-parameter=x]").fill("12")
    console.find("[data-do=link]").click()
    link = console.find("[data-do=link]").get_attribute("data-copy") or ""
    other = page.context.new_page()
    sent: list[str] = []
    other.on("request", lambda request: sent.append(request.url))
    other.goto(link)
    other.locator("body[data-console=ready]").wait_for()
    expect(other.locator(".message")).to_contain_text("came with a link")
    expect(other.locator(".cm-line")).to_have_text("RETURN $x AS linked")
    expect(other.locator("[data-parameter=x]")).to_have_value("12")
    assert not [address for address in sent if "/console/run" in address or "linked" in address.split("#")[0]]
    assert other.url == f"{console.url}/console"
    other.locator("[data-do=run]").click()
    expect(other.locator("#console-grid .ag-cell")).to_have_text(["12"])
    other.close()


def test_on_a_phone_nothing_is_wider_than_the_screen(console: ConsolePage) -> None:
    console.page.set_viewport_size({"width": 390, "height": 844})
    assert console.page.evaluate("() => document.documentElement.scrollWidth") == 390
    boxes = "tools => [...tools.children].map((tool) => tool.getBoundingClientRect()).filter((box) => box.width)"
    edges = console.find(".header .tools").evaluate(
        f"tools => ({boxes})(tools).flatMap((box) => [box.left, box.right])"
    )
    assert edges == sorted(edges)
    assert edges[-1] <= 390
    assert console.find(".to-sidebar").evaluate("button => button.scrollWidth <= button.clientWidth")
    box = console.find(".editor").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["width"] <= 390
    console.page.get_by_role("button", name="Queries", exact=True).click()
    expect(console.find(".sidebar [data-tab=queries]")).to_be_in_viewport()
    console.find("[data-query=suppliers]").click()
    expect(console.find("[data-parameter=actor]")).to_be_in_viewport()
    console.page.set_viewport_size({"width": 1280, "height": 800})
