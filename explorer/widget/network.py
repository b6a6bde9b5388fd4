"""The widget of a notebook: its model in Python, which asks the graph when an actor is expanded or an edge opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import anywidget
import msgspec
import traitlets
from msgspec import Meta

from cypher.errors import FaultlinesError, UsageError
from cypher.names import quantity
from explorer.bounds import DrawnPlaces, Key
from explorer.network.elements import FoldedEdge, actor_nodes, edge_type, fold_edges, linked_pairs
from explorer.network.filter import Days, Filter
from explorer.network.layout import arrange
from explorer.network.palette import Scheme, colour_tokens, type_colour
from explorer.network.requests import LINKS, expand_actor
from explorer.network.stylesheet import stylesheet
from explorer.network.words import held_dates, percent, safe_link, show_date, verb
from explorer.parts import line_classes
from explorer.web.bundles import FOLDER, manifest

if TYPE_CHECKING:
    from cypher.graph import Graph
    from cypher.queries.rows import CanvasEvidenceRow

MOST_ACTORS = 1_000
"""Actors of one drawing; beyond that nobody sees anything, and a table or the explorer serves better."""
CARDS = 500
"""Statements whose evidence is shown at once."""


class ExpansionRequest(msgspec.Struct, tag_field="do", tag="expand"):
    """Somebody double-clicked an actor; where everything stands meanwhile."""

    actor: Key
    present: DrawnPlaces


class EvidenceRequest(msgspec.Struct, tag_field="do", tag="evidence"):
    """Somebody clicked an edge."""

    statements: Annotated[list[Key], Meta(min_length=1, max_length=LINKS)]


class NetworkWidget(anywidget.AnyWidget):
    """A drawn network: double-click an actor to expand it, click an edge to read who says so."""

    _esm = FOLDER / manifest()["bundles"]["widget"]["script"]
    network = traitlets.Dict().tag(sync=True)
    types = traitlets.Dict().tag(sync=True)
    on = traitlets.Dict(allow_none=True).tag(sync=True)
    styles = traitlets.Dict().tag(sync=True)
    tokens = traitlets.Dict().tag(sync=True)
    height = traitlets.Int(520).tag(sync=True)

    def __init__(self, graph: Graph, seen: Filter, height: int) -> None:
        schemes: tuple[Scheme, ...] = ("light", "dark")
        super().__init__(
            network={"nodes": {}, "edges": {}},
            on=seen.on.spelled() if seen.on else None,
            styles={scheme: stylesheet(scheme) for scheme in schemes},
            tokens={scheme: dict(colour_tokens(scheme)) for scheme in schemes},
            height=height,
        )
        self.graph = graph
        self.seen = seen
        self.on_msg(self.hear)

    def __repr__(self) -> str:
        drawn = quantity(len(self.network["nodes"]), "actor"), quantity(len(self.network["edges"]), "edge")
        return f"<faultlines network: {' and '.join(drawn)}>"

    def hear(self, _widget: object, content: object, _buffers: object) -> None:
        """Answer a message of the browser; whatever is wrong with it or with the graph is said there."""
        try:
            match msgspec.convert(content, ExpansionRequest | EvidenceRequest):
                case ExpansionRequest(actor=actor, present=present):
                    self.expand(actor, present)
                case EvidenceRequest(statements=statements):
                    rows = self.graph.ask(
                        "canvas-evidence", actors=list(self.network["nodes"]), statements=statements, limit=CARDS
                    )
                    self.send({"do": "evidence", "cards": [evidence_card(row) for row in rows]})
        except msgspec.ValidationError as error:
            self.send({"do": "failed", "words": f"This request is not understood: {error}"})
        except FaultlinesError as error:
            self.send({"do": "failed", "words": str(error)})

    def expand(self, actor: str, present: DrawnPlaces) -> None:
        """Add the next neighbours of an actor beside it."""
        if len(present) >= MOST_ACTORS:
            raise UsageError(f"there are {len(present):,} actors already: a drawing has at most {MOST_ACTORS:,}")
        change = expand_actor(
            self.graph.ask, {"serial": 0, "do": "expand", "present": present, "actor": actor}, self.seen
        )
        self.draw(change["nodes"], change["edges"])
        self.send({"do": "expanded", "words": change["notice"]})

    def draw(self, nodes: list[Any], edges: list[FoldedEdge]) -> None:
        """Add actors and edges to what is drawn; of an edge that is there already its statements."""
        known: dict[str, FoldedEdge] = self.network["edges"]
        merged = {edge["id"]: joined_edge(known.get(edge["id"]), edge) for edge in edges}
        names = sorted({edge["type"] for edge in (*known.values(), *edges)})
        self.types = {name: type_words(name) for name in names}
        self.network = {
            "nodes": self.network["nodes"] | {node["id"]: node for node in nodes},
            "edges": known | merged,
        }


def draw_network(graph: Graph, actors: list[str], statements: set[str], on: str | None, height: int) -> NetworkWidget:
    """A widget with some actors and, of what is said among them, some statements."""
    if len(actors) > MOST_ACTORS:
        raise UsageError(
            f"the answer has {len(actors):,} actors and a drawing at most {MOST_ACTORS:,}: narrow the question, "
            "or take networkx() or igraph()"
        )
    seen = Filter(on=Days.read(on))
    rows = graph.ask("canvas-statements", actors=actors, filter=seen.parameters(), limit=LINKS)
    among = [row for row in rows if row["id"] in statements]
    widget = NetworkWidget(graph, seen, height)
    widget.draw(
        actor_nodes(graph.ask("actors", actors=actors), arrange(actors, linked_pairs(among))), fold_edges(among)
    )
    return widget


def joined_edge(known: FoldedEdge | None, edge: FoldedEdge) -> FoldedEdge:
    """An edge with the statements of both, each once."""
    if known is None:
        return edge
    statements = {statement["id"]: statement for statement in (*known["statements"], *edge["statements"])}
    return {**edge, "statements": list(statements.values())}


def type_words(name: str) -> dict[str, str]:
    """A type as the legend shows it."""
    declared = edge_type(name)
    return {"screen": declared.screen, "classes": line_classes(name), "colour": type_colour(declared.look)}


def evidence_card(row: CanvasEvidenceRow) -> dict[str, Any]:
    """A statement as a person reads it, as text alone."""
    name = row["claims"] or row["type"]
    said_by = "Denied by" if row["standing"] == "denied" else "Said by"
    source = " · ".join(filter(None, dict.fromkeys((row["source_title"] or row["source"], row["publisher"]))))
    facts = {
        said_by: row["said_by"],
        "Held": held_dates(row),
        "Confidence": percent(row["confidence"]),
        "Source": source,
        "Reliability": row["reliability"],
        "Where": row["locator"],
        "Published": show_date(row["said_at"]),
    }
    return {
        "subject": row["subject_name"],
        "verb": verb(name),
        "object": row["object_name"],
        "standing": row["standing"],
        "type": edge_type(name).screen,
        "classes": line_classes(name),
        "colour": type_colour(edge_type(name).look),
        "evidence": row["evidence"],
        "facts": [[what, value] for what, value in facts.items() if value],
        "url": safe_link(row["url"]),
    }
