"""Which statements are sums of a feed whose rows lie on this machine."""

from __future__ import annotations

from flask import current_app

from cypher.feed_rows import FeedSum, columns_of, funnel_folder

EXTENSION = "data folder"


def has_rows(locator: str | None) -> bool:
    """Whether the rows that a locator names can be opened here."""
    total = FeedSum.read(locator)
    return total is not None and bool(columns_of(funnel_folder(current_app.extensions[EXTENSION], total.source)))
