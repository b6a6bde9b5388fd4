"""What a browser may send: each callback's annotations are its declaration, with bounds; anything else is 400.

Dash hands the values of a request to a callback as they came. Here each is converted to the type that the callback
declares (msgspec), so that no handler sees a number that is none, a place at infinity, or a list without end.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, NoReturn, get_type_hints

import msgspec
from dash import Dash
from flask import Response, abort, request
from msgspec import Meta

from explorer.bounds import Short, Text

UPDATE = "/_dash-update-component"
Function = Callable[..., Any]


class CallbackPart(msgspec.Struct):
    """An input or a state of a callback."""

    id: Short
    property: Short
    value: Any = None


class CallbackRequest(msgspec.Struct):
    """What Dash's renderer sends: which callback, and the values of its parts."""

    output: Text
    outputs: Any
    inputs: Annotated[list[CallbackPart], Meta(max_length=20)]
    changedPropIds: Annotated[list[Short], Meta(max_length=100)] = []  # noqa: N815 - Dash's own name
    state: Annotated[list[CallbackPart], Meta(max_length=20)] = []


def reject(words: str) -> NoReturn:
    """Answer 400 with one line."""
    abort(Response(f"{words.splitlines()[0][:300]}\n", 400, mimetype="text/plain"))


def declared(function: Function) -> Function:
    """The same callback, its values converted to what its parameters are annotated with; 400 for all others."""
    hints = get_type_hints(function, include_extras=True)
    kinds = [hints[name] for name in inspect.signature(function).parameters]

    @wraps(function)
    def call(*values: Any) -> Any:
        try:
            converted = [msgspec.convert(value, kind) for value, kind in zip(values, kinds, strict=True)]
        except (msgspec.ValidationError, ValueError) as error:
            reject(str(error))
        return function(*converted)

    return call


def check_callbacks(app: Dash) -> None:
    """Reject requests for callbacks that are none, or with other parts than theirs, before Dash looks at them."""

    def check() -> None:
        if request.path != UPDATE or request.method != "POST":
            return
        try:
            body = msgspec.json.decode(request.get_data(), type=CallbackRequest)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            reject(str(error))
        known = app.callback_map.get(body.output)
        if known is None:
            reject("there is no such callback")
        for parts, expected in ((body.inputs, known["inputs"]), (body.state, known["state"])):
            if [(part.id, part.property) for part in parts] != [(part["id"], part["property"]) for part in expected]:
                reject("a callback takes the parts that it declares, in their order")
        if not is_outputs(body.outputs, body.output):
            reject("a callback's outputs are those in its name")

    app.server.before_request(check)


def is_outputs(outputs: Any, name: str) -> bool:
    """Whether the outputs of a request are one part, or several where the callback's name says so."""
    several = name.startswith("..")
    listed = outputs if several and isinstance(outputs, list) else [outputs]
    if several and not isinstance(outputs, list):
        return False
    names = name.strip(".").split("...") if several else [name]
    try:
        parts = msgspec.convert(listed, list[CallbackPart])
    except msgspec.ValidationError:
        return False
    return [f"{part.id}.{part.property}" for part in parts] == names
