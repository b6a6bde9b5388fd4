"""Views in the graph: saved, found, renamed, replaced, deleted and brought back, by those who may."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, TypedDict
from uuid import uuid4

import msgspec
from msgspec import Meta

from cypher.errors import UsageError
from cypher.library.statements import Statements
from explorer.bounds import MOST, Key, Place, Short, Text
from explorer.views.difference import keep_statements

if TYPE_CHECKING:
    from cypher.graph import Graph, Row
    from cypher.queries.rows import Ask

statement = Statements(Path(__file__).with_name("queries"))
LARGEST = 1_000_000
"""Characters of a view's state."""
VIEWS = 10_000
"""Views and links that a graph keeps."""
LISTED = 1_000
ViewName = Annotated[str, Meta(min_length=1, max_length=200)]
Notes = Text
NO_VIEW = "There is no such view, or it is not shared with you."


class ViewState(msgspec.Struct, forbid_unknown_fields=True):
    """A canvas as the browser spells it: ids and places, and what each panel adds."""

    places: Annotated[dict[Key, Place], Meta(min_length=1, max_length=MOST)]
    parts: Annotated[dict[Short, Any], Meta(max_length=50)]


class SavedView(TypedDict):
    """A view as a list shows it."""

    id: str
    name: str
    notes: str
    owner: str | None
    shared: bool
    changed_at: Any
    actors: int
    mine: NotRequired[bool]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who acts: a name where people log in, and whether they may change what is another's."""

    name: str | None = None
    all: bool = True

    def sees(self, view: Row) -> bool:
        """Whether a view, or what a link stands for, may be opened."""
        return self.name is None or view["owner"] in (None, self.name) or bool(view["shared"])

    def changes(self, view: Row) -> bool:
        """Whether a view may be renamed, replaced and deleted."""
        return self.name is None or view["owner"] == self.name or self.all


@dataclass(frozen=True, slots=True)
class Views:
    """The views of a graph, for one who acts."""

    graph: Graph
    ask: Ask
    owner: Owner

    def listed(self, *, deleted: bool = False) -> list[SavedView]:
        """Those that have a name, one's own and those that are shared; of the deleted ones, one's own."""
        parameters = {"owner": self.owner.name, "deleted": deleted, "limit": LISTED}
        rows = self.graph.read(statement("list-views"), parameters, name="list-views")
        views: list[Any] = [{**row, "mine": self.owner.changes(row)} for row in rows]
        return [view for view in views if view["mine"]] if deleted else views

    def find(self, view: str) -> Row:
        """One view with all that is kept of it; UsageError for one that is not there or not for this person."""
        rows = self.graph.read(statement("find-view"), {"id": view}, name="find-view")
        if not rows or not self.owner.sees(rows[0]):
            raise UsageError(NO_VIEW)
        return rows[0]

    def save(self, state: ViewState, name: str, notes: str, *, shared: bool) -> str:
        """Keep a view under a name; its id."""
        named = {"id": uuid4().hex, "name": name.strip() or "Untitled", "notes": notes.strip(), "shared": shared}
        return self.write_new({**named, **self.content(state)})

    def link(self, state: ViewState) -> str:
        """Keep a view without a name, which everybody may open; the same canvas has the same id."""
        content = self.content(state)
        text = json.dumps([content["state"], content["statements"]])
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        return self.write_new({"id": digest, "name": None, "notes": "", "shared": True, **content})

    def copy(self, view: str, name: str) -> str:
        """A view of one's own that is like another; its id."""
        row = self.find(view)
        kept = {key: row[key] for key in ("state", "actors", "statements", "compared", "notes")}
        return self.write_new({"id": uuid4().hex, "name": name, "shared": False, **kept})

    def change(self, view: str, name: str, notes: str, *, shared: bool) -> Row:
        """Rename, note and share; what it was before."""
        row = self.changeable(view)
        self.write("change-view", id=view, name=name.strip() or row["name"], notes=notes.strip(), shared=shared)
        return {key: row[key] for key in ("name", "notes", "shared")}

    def replace(self, view: str, state: ViewState | None) -> None:
        """Put another canvas in a view's place; without one, the canvas that it had before."""
        self.changeable(view)
        nothing = {"state": None, "actors": None, "statements": None, "compared": None}
        self.write("replace-view", id=view, **(self.content(state) if state else nothing))

    def delete(self, view: str, *, deleted: bool) -> None:
        """Delete a view, or bring it back; one that is not brought back within thirty days goes for good."""
        self.changeable(view)
        self.write("delete-view", id=view, deleted=deleted)

    def changeable(self, view: str) -> Row:
        """A view that this person may change."""
        row = self.find(view)
        if not self.owner.changes(row):
            raise UsageError("Only its owner may change this view.")
        return row

    def content(self, state: ViewState) -> dict[str, Any]:
        """What is kept of a canvas: its state, its actors, and each statement among them as it is today."""
        text = json.dumps({"places": state.places, "parts": state.parts}, ensure_ascii=False, sort_keys=True)
        if len(text) > LARGEST:
            raise UsageError("This canvas is too large to be saved.")
        actors = sorted(state.places)
        statements, compared = keep_statements(self.ask, actors)
        return {"state": text, "actors": actors, "statements": statements, "compared": compared}

    def write_new(self, view: dict[str, Any]) -> str:
        """Keep one more view; UsageError when there are too many."""
        if self.graph.read(statement("count-views"), name="count-views")[0]["views"] >= VIEWS:
            raise UsageError(f"The graph keeps {VIEWS:,} views and links at most: delete some.")
        self.write("save-view", **view, owner=self.owner.name)
        return str(view["id"])

    def write(self, query: str, **parameters: Any) -> None:
        """Run one of the statements that write."""
        self.graph.write(lambda tx: tx.run(statement(query), parameters).consume(), name=query)
