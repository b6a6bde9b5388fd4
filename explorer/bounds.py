"""The bounds of what a browser may send."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

MOST = 5_000
"""Actors on a canvas."""
Text = Annotated[str, Meta(max_length=10_000)]
Short = Annotated[str, Meta(max_length=500)]
Key = Annotated[str, Meta(max_length=8_200)]
"""The id of an actor or a statement; the graph's index holds keys of up to 8,000 bytes."""
TypeName = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9_]{0,99}$")]
CountryCode = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
Kind = Literal["person", "organization", "state", "vessel", "aircraft", "other"]
Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
"""A finite place on the canvas: 50,000 edges' lengths from its middle."""
Place = tuple[Coordinate, Coordinate]
DrawnPlaces = Annotated[dict[Key, Place], Meta(max_length=2 * MOST)]
"""Where the actors of a canvas are, and the nodes that stand for several of them."""
Number = Annotated[int, Meta(ge=0, le=1 << 53)]
Keys = Annotated[list[Key], Meta(max_length=MOST)]
SomeKeys = Annotated[list[Key], Meta(min_length=1, max_length=MOST)]
ViewId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Names = Annotated[list[Short], Meta(max_length=MOST)]
Types = Annotated[list[TypeName], Meta(max_length=500)]
