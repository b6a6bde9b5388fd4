"""What the panel of views asks: to save, open, rename, copy, replace and delete, and for a link."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
from flask import Blueprint

from explorer.access.roles import Role, current_visitor
from explorer.bounds import ViewId
from explorer.graph import graph_reader
from explorer.network.filter import Filter
from explorer.stores import FilterStore
from explorer.views.difference import ViewDifference, day_words, find_difference
from explorer.views.store import LARGEST, Notes, Owner, ViewName, Views, ViewState
from explorer.web.posting import json_route, only_own_pages

routes = Blueprint("views", __name__, url_prefix="/views")
only_own_pages(routes, 2 * LARGEST)


class OneView(msgspec.Struct):
    """A view by its id."""

    id: ViewId


class NewView(msgspec.Struct):
    """A canvas to be saved under a name."""

    view: ViewState
    name: ViewName
    notes: Notes = ""
    shared: bool = False


class LinkedView(msgspec.Struct):
    """A canvas that a link is wanted for."""

    view: ViewState


class ChangedView(msgspec.Struct):
    """A view's new name and notes, and whether others see it."""

    id: ViewId
    name: ViewName
    notes: Notes = ""
    shared: bool = False


class CopiedView(msgspec.Struct):
    """A view to be copied, and the copy's name."""

    id: ViewId
    name: ViewName


class ReplacedView(msgspec.Struct):
    """A view, and the canvas in its place; without one, that which it had before."""

    id: ViewId
    view: ViewState | None = None


class DeletedView(msgspec.Struct):
    """A view to be deleted, or brought back."""

    id: ViewId
    deleted: bool = True


def views() -> Views:
    """The views for whoever asks in this request."""
    visitor = current_visitor()
    reader = graph_reader()
    return Views(reader.connected(), reader.ask, Owner(visitor.name, visitor.name is None or visitor.may(Role.ADMIN)))


@json_route(routes, "open", OneView)
def open_view(body: OneView) -> dict[str, Any]:
    """What a person saw, and how much of it has changed."""
    row = views().find(body.id)
    if row["deleted_at"]:
        return {"failed": f"This view was deleted on {day_words(row['deleted_at'], datetime.now(UTC).date())}."}
    state = json.loads(row["state"])
    difference = difference_of(row)
    counts = difference.counts(Filter.read(filter_of(state)))
    return {"id": row["id"], "name": row["name"], "view": state, "counts": counts}


def filter_of(state: dict[str, Any]) -> FilterStore | None:
    """The filter that was kept with a view; none when it is not one of ours."""
    try:
        return msgspec.convert(state["parts"].get("filter"), FilterStore | None)
    except msgspec.ValidationError:
        return None


def difference_of(row: dict[str, Any]) -> ViewDifference:
    """What has changed since a view was saved."""
    return find_difference(graph_reader().ask, row["actors"], row["statements"], bool(row["compared"]))


@json_route(routes, "save", NewView)
def save_view(body: NewView) -> dict[str, str]:
    """Save the canvas under a name."""
    return {"id": views().save(body.view, body.name, body.notes, shared=body.shared)}


@json_route(routes, "link", LinkedView)
def link_view(body: LinkedView) -> dict[str, str]:
    """Keep the canvas for a link."""
    return {"id": views().link(body.view)}


@json_route(routes, "change", ChangedView)
def change_view(body: ChangedView) -> dict[str, Any]:
    """Rename, note, share; what it was before."""
    return {"before": views().change(body.id, body.name, body.notes, shared=body.shared)}


@json_route(routes, "copy", CopiedView)
def copy_view(body: CopiedView) -> dict[str, str]:
    """One like it."""
    return {"id": views().copy(body.id, body.name)}


@json_route(routes, "replace", ReplacedView)
def replace_view(body: ReplacedView) -> dict[str, str]:
    """Another canvas in a view's place."""
    views().replace(body.id, body.view)
    return {"id": body.id}


@json_route(routes, "delete", DeletedView)
def delete_view(body: DeletedView) -> dict[str, str]:
    """Delete a view, or bring it back."""
    views().delete(body.id, deleted=body.deleted)
    return {"id": body.id}
