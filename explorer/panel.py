"""A panel: its place, layout and callbacks; found by its path, so that adding one touches no other file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from dash import ClientsideFunction, Dash
from dash.development.base_component import Component
from flask import Blueprint

from explorer.web.shapes import declared, reject

Slot = Literal["stores", "header", "tools", "canvas", "over", "below", "aside"]
Function = Callable[..., Any]


@dataclass
class ScreenPart:
    """A layout, the callbacks and the routes that go with it."""

    draw: Callable[[], Any] = field(default=lambda: None, kw_only=True)
    callbacks: list[tuple[tuple[Any, ...], dict[str, Any], Function | ClientsideFunction]] = field(
        default_factory=list, kw_only=True
    )
    routes: Blueprint | None = field(default=None, kw_only=True)

    def layout(self, draw: Callable[[], Any]) -> Callable[[], Any]:
        """Declare what is shown before anything is asked."""
        self.draw = draw
        return draw

    def callback(self, *parts: Any, **options: Any) -> Callable[[Function], Function]:
        """Declare a callback of the server."""

        def declare(function: Function) -> Function:
            self.callbacks.append((parts, options, function))
            return function

        return declare

    def browser(self, function: str, *parts: Any, **options: Any) -> None:
        """Declare a callback that runs in the browser: a function that a module of explorer/ provides."""
        self.callbacks.append((parts, options, ClientsideFunction("faultlines", function)))

    def attach(self, app: Dash) -> None:
        """Give callbacks and routes to an app."""
        if self.routes is not None:
            app.server.register_blueprint(self.routes)
        for parts, options, function in self.callbacks:
            if isinstance(function, ClientsideFunction):
                app.clientside_callback(function, *parts, **options)  # type: ignore[no-untyped-call]
            else:
                app.callback(*parts, **options)(declared(function))


@dataclass
class Panel(ScreenPart):
    """One panel; `order` sorts the panels of a slot."""

    name: str
    slot: Slot
    order: int = 50
    inspectors: dict[str, Callable[[dict[str, Any]], Component]] = field(default_factory=dict)

    def inspects(self, kind: str, *fields: str) -> Callable[[Function], Function]:
        """Declare what the inspector shows for a choice of this kind, which has these fields."""

        def declare(function: Function) -> Function:
            def show(choice: dict[str, Any]) -> Component:
                if missing := [field for field in fields if choice.get(field) is None]:
                    reject(f"a choice of kind {kind} has {', '.join(fields)}, but this one lacks {', '.join(missing)}")
                component: Component = function(choice)
                return component

            self.inspectors[kind] = show
            return function

        return declare


@cache
def panels() -> tuple[Panel, ...]:
    """All panels of explorer/panels, in the order of the frame; the folder is read once."""
    folder = importlib.import_module("explorer.panels")
    declared = [
        importlib.import_module(f"{folder.__name__}.{module.name}.panel").panel
        for module in pkgutil.iter_modules(folder.__path__)
    ]
    return tuple(sorted(declared, key=lambda panel: (panel.slot, panel.order, panel.name)))


@cache
def inspectors() -> dict[str, Callable[[dict[str, Any]], Component]]:
    """What the inspector shows, by kind of choice."""
    return {kind: show for panel in panels() for kind, show in panel.inspectors.items()}
