"""The ids of everything on the screen that a callback or a test addresses."""

from enum import StrEnum


class Id(StrEnum):
    """One name for each component."""

    # What the browser holds.
    CANVAS = "canvas"  # actors and folded edges on the canvas, with positions
    CHANGE = "change"  # what an answer of the graph adds to the canvas
    WISH = "wish"  # what the person wants added: search hit, expand, path
    CHOICE = "choice"  # what is looked at: an actor, a pair, a triple, a path
    FILTER = "filter"  # hidden types, confidence, date, sources
    ACTORS = "actors"  # the ids on the canvas, to ask for tensions among them
    TENSIONS = "tensions"  # the unbalanced triples among them
    TENSION = "tension"  # which of them is outlined
    TRACE = "trace"  # the path that is highlighted
    HISTORY = "history"  # what undo and redo would do
    HEALTH = "health"  # whether the graph answers
    SCHEME = "scheme"  # light or dark
    LOOKS = "looks"  # the stylesheets of both schemes
    BEHIND = "behind"  # the queries behind the inspector
    PULSE = "pulse"
    VISIT = "visit"  # the page that is turned to for the first time

    # What is seen.
    CYTOSCAPE = "cytoscape"
    SEARCH = "search"
    HITS = "hits"
    INSPECTOR = "inspector"
    INSPECTOR_BODY = "inspector-body"
    BANNER = "banner"
    LEGEND = "legend"
    LEGEND_ROWS = "legend-rows"
    HIDDEN = "hidden"
    CONFIDENCE = "confidence"
    CONFIDENCE_SHOWN = "confidence-shown"
    ON = "on"
    SOURCES = "sources"
    MENU = "menu"
    MENU_FOR = "menu-for"
    OUTLINE = "outline"
    LEGEND_CARD = "legend-card"
    NOTICE = "notice"
    TROUBLE = "trouble"
    HELP = "help"
    QUERIES = "queries"
    QUERIES_BODY = "queries-body"
    QUERIES_OPEN = "queries-open"
    SCHEME_TOGGLE = "scheme-toggle"
    GRID = "console-grid"
    FIND = "console-find"
