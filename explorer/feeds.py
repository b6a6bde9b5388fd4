"""Which statements are sums of a feed whose rows lie on this machine."""

from __future__ import annotations

from flask import current_app

from cypher.feed_rows import FeedSum, funnel_folder, summed_by

EXTENSION = "data folder"


def has_rows(locator: str | None) -> bool:
    """Whether the rows that a locator names can be opened here."""
    total = FeedSum.read(locator)
    return total is not None and bool(summed_by(funnel_folder(current_app.extensions[EXTENSION], total.source)))
