"""The connection of a notebook, which can draw its answers too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cypher.errors import UsageError
from cypher.library.foreign import plain_parameters
from cypher.notebook import Notebook, notebook_library

if TYPE_CHECKING:
    from explorer.widget.network import NetworkWidget

# For start-up time, functions import what only they use: who draws nothing needs no widgets.


class DrawingNotebook(Notebook):
    """A connection that answers questions and draws the answers."""

    def draw(
        self, question: str, /, *, timeout: float | None = None, height: int = 520, **parameters: Any
    ) -> NetworkWidget:
        """The answer as a network in the notebook: double-click an actor to expand it, click an edge for its evidence.

        `height` is in pixels. UsageError where the answer has no actors, or more than a drawing shows.
        """
        notebook_library("anywidget")
        from explorer.widget.network import draw_network

        network = self.network(question, timeout=timeout, **parameters)
        actors = [key for key, attributes in network.nodes.items() if "Actor" in attributes["labels"]]
        if not actors:
            raise UsageError("the answer has no actors to draw")
        on = plain_parameters(parameters).get("on")
        return draw_network(self.graph, actors, set(network.edges), str(on)[:10] if on else None, height)
