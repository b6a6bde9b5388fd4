"""The ids that more than one panel addresses; what one panel or page alone addresses stands in its own folder."""

from enum import StrEnum


class Id(StrEnum):
    """What the browser holds for all panels: stores, and the date that the screen is about."""

    CHANGE = "change"  # what an answer of the graph adds to the canvas
    FILTER = "filter"  # what is let through: explorer/network/filter.py
    CANVAS = "canvas"  # what is on the canvas
    TENSIONS = "tensions"  # the unbalanced triples among them
    TENSION = "tension"  # which of them is outlined
    SUPPOSED = "supposed"  # what a person supposes among them
    LOOK = "look"  # what the order, colour and size of actors mean
    HISTORY = "history"  # what undo and redo would do
    HEALTH = "health"  # whether the graph answers
    BEHIND = "behind"  # the queries behind the inspector
    ON = "on"
