"""An answer drawn in a notebook: what the kernel answers, and what a browser makes of it offline."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cypher.errors import UsageError
from cypher.graph import Graph
from explorer.web import bundles
from explorer.widget import network as drawn_network
from explorer.widget.network import NetworkWidget
from explorer.widget.notebook import DrawingNotebook

PUTIN, PRIGOZHIN = "wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin"
KERNEL = """([source, state]) => {
  const hearers = {};
  const model = {
    get: (name) => state[name],
    on: (event, hear) => (hearers[event] ??= new Set()).add(hear),
    off: (event, hear) => hearers[event].delete(hear),
    send: async (content) => {
      const {messages, changes} = await kernel(content);
      Object.assign(state, changes);
      hearers["change:network"].forEach((hear) => hear());
      messages.forEach((message) => hearers["msg:custom"].forEach((hear) => hear(message)));
    },
  };
  const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  return import(address).then(({default: widget}) => {
    window.end = widget.render({model, el: document.body.appendChild(document.createElement("div"))});
    window.left = () => Object.values(hearers).reduce((sum, some) => sum + some.size, 0);
  });
}"""


@pytest.fixture(scope="module")
def drawing(network: Graph) -> DrawingNotebook:
    """The shipped network, to be drawn."""
    return DrawingNotebook(network)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the kernel's side sends to the browser."""
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(NetworkWidget, "send", lambda widget, content, buffers=None: messages.append(content))
    return messages


def test_an_answer_is_drawn_with_its_statements_alone(drawing: DrawingNotebook) -> None:
    widget = drawing.draw("tensions", on="2023-01-20")
    told = {row["id"] for row in drawing.rows("MATCH (:Actor)-[s]-(:Actor) RETURN DISTINCT s.id AS id")}
    drawn = {statement["id"] for edge in widget.network["edges"].values() for statement in edge["statements"]}
    assert {PUTIN, PRIGOZHIN} <= set(widget.network["nodes"])
    assert drawn == set(drawing.network("tensions", on="2023-01-20").edges)
    assert drawn < told
    assert set(widget.types) == {edge["type"] for edge in widget.network["edges"].values()}
    assert widget.on == {"text": "2023-01-20", "first": "2023-01-20", "last": "2023-01-20"}
    assert "actors and" in repr(widget)


def test_cypher_is_drawn_too_and_what_is_no_network_is_not(drawing: DrawingNotebook) -> None:
    widget = drawing.draw("MATCH p = (:Actor)-[:SUPPLIES]->(:Actor) RETURN p")
    assert set(widget.types) == {"SUPPLIES"}
    with pytest.raises(UsageError, match="no actors to draw"):
        drawing.draw("MATCH (s:Source) RETURN s")
    with pytest.raises(UsageError, match="is not a network"):
        drawing.draw("sources")


def test_more_actors_than_anybody_sees_are_not_drawn(drawing: DrawingNotebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_network, "MOST_ACTORS", 2)
    with pytest.raises(UsageError, match="3 actors and a drawing at most 2: narrow the question"):
        drawing.draw("tensions", on="2023-01-20", limit=1)


def test_whatever_a_browser_sends_is_answered(drawing: DrawingNotebook, sent: list[dict[str, Any]]) -> None:
    widget = drawing.draw("tensions", on="2023-01-20")
    for content in (
        {},
        {"do": "drop"},
        {"do": "expand", "actor": 7, "present": {}},
        {"do": "evidence", "statements": []},
    ):
        widget.hear(widget, content, [])
    assert [message["do"] for message in sent] == ["failed"] * 4
    assert all("not understood" in message["words"] for message in sent)


def test_it_is_drawn_expanded_and_read_in_a_browser(
    drawing: DrawingNotebook, sent: list[dict[str, Any]], page: Page
) -> None:
    widget = drawing.draw("tensions", on="2023-01-20")

    def kernel(content: dict[str, Any]) -> dict[str, Any]:
        sent.clear()
        widget.hear(widget, content, [])
        return {"messages": list(sent), "changes": {"network": widget.network, "types": widget.types}}

    def state() -> dict[str, Any]:
        return {name: getattr(widget, name) for name in ("network", "types", "on", "styles", "tokens", "height")}

    page.expose_function("kernel", kernel)
    page.context.set_offline(True)
    script = bundles.FOLDER / bundles.manifest()["bundles"]["widget"]["script"]
    page.evaluate(KERNEL, [script.read_text("utf-8"), state()])
    before = len(widget.network["nodes"])
    expect(page.get_by_role("img")).to_have_attribute(
        "aria-label", f"{before} actors, {len(widget.network['edges'])} edges; also as a list below"
    )
    expect(page.locator(".legend")).to_contain_text("rival-of")
    page.get_by_text("As a list").click()
    row = page.locator(".below li", has_text="Vladimir Putin").filter(has_text="Yevgeny Prigozhin").first
    row.get_by_role("button", name="Evidence").click()
    aside = page.get_by_role("region", name="Evidence")
    expect(aside).to_contain_text("Said by")
    expect(aside).to_contain_text("Vladimir Putin")
    aside.get_by_role("button", name="Close").click()
    expect(aside).to_be_hidden()
    page.locator(".below li", has_text="Yevgeny Prigozhin").last.get_by_role("button", name="Expand").click()
    expect(page.locator(".notice")).to_contain_text("added")
    assert len(widget.network["nodes"]) > before
    assert page.evaluate("() => (window.end(), window.left())") == 0
