"""Dash's own scripts as one file, so that a page comes in few requests."""

from __future__ import annotations

import hashlib
import pkgutil
import re

from dash.fingerprint import check_fingerprint
from flask import Blueprint, Flask, Response, abort, current_app

from explorer.web.bundles import YEAR
from explorer.web.prefix import address_of

EXTENSION = "faultlines-scripts"
SCRIPT = re.compile(r'<script src="[^"]*/_dash-component-suites/([^/"]+)/([^"]+)"></script>\s*')
LOCATES_ITSELF = b"document.currentScript"
"""What a script says that loads more from beside itself: it stays where it is."""
routes = Blueprint("scripts", __name__, url_prefix="/bundles/dash")


class JoinedScripts:
    """The scripts among the elements of a page that can be one file, in their order."""

    def __init__(self, elements: str) -> None:
        texts = {match[0]: text for match in SCRIPT.finditer(elements) if (text := joinable_text(match))}
        # It begins with a statement, so that the "use strict" of one script is not that of all.
        self.text = b";\n" + b"\n;\n".join(texts.values())
        # Dash looks in its page for a script of this name.
        self.name = f"dash-renderer-{hashlib.sha256(self.text).hexdigest()[:16]}.js"
        self.parts = list(texts)

    def replace_in(self, elements: str) -> str:
        """The same elements with one in the place of those that are joined."""
        for part in self.parts:
            elements = elements.replace(part, "")
        return f'<script src="{address_of(f"{routes.url_prefix}/{self.name}")}"></script>\n{elements}'


def joinable_text(script: re.Match[str]) -> bytes | None:
    """What stands in a script of Dash's packages, when it can run from another address."""
    package, fingerprinted = script.groups()
    path, _ = check_fingerprint(fingerprinted)  # type: ignore[no-untyped-call]
    text = pkgutil.get_data(package, path)
    return None if text is None or LOCATES_ITSELF in text else text


def join_scripts(server: Flask, elements: str) -> None:
    """Serve the scripts of a page together."""
    server.extensions[EXTENSION] = JoinedScripts(elements)


def with_joined(elements: str) -> str:
    """The elements of a page with the joined scripts as one."""
    scripts: JoinedScripts = current_app.extensions[EXTENSION]
    return scripts.replace_in(elements)


@routes.get("/<name>")
def script(name: str) -> Response:
    """The joined scripts, to be kept for a year: another content has another name."""
    scripts: JoinedScripts = current_app.extensions[EXTENSION]
    if name != scripts.name:
        abort(404)
    response = Response(scripts.text, mimetype="text/javascript")
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    response.cache_control.public = True
    return response
