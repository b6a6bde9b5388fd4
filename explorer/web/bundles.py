"""What the browser loads of ours: bundles with a hash in their names, so that a browser keeps them for a year.

`make assets` builds them from the JavaScript and CSS beside the Python of each page and panel; they are committed, and
their manifest says of which sources they are.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TypedDict

from flask import Blueprint, Response, send_from_directory

from cypher.editing import colours
from explorer.web.prefix import address_of

EXPLORER = Path(__file__).parents[1]
FOLDER = EXPLORER / "bundles"
YEAR = 31_536_000
"""Seconds."""
WORDS = Path(colours.__file__).with_name("words.json")
"""The words of Cypher, which the console's editor shares with the shell; the build puts them beside its source."""
SUFFIXES = {".js", ".css", ".mjs", ".json", ".ts"}
routes = Blueprint("bundles", __name__, url_prefix="/bundles")


class PageBundle(TypedDict, total=False):
    """What one page loads: file names in the folder of the bundles."""

    script: str
    style: str
    shared: list[str]


class BundleManifest(TypedDict):
    """What the build has written: the hash of all sources, the packages that are bundled, the files by page."""

    sources: str
    packages: dict[str, str]
    bundles: dict[str, PageBundle]


@cache
def manifest() -> BundleManifest:
    """The manifest as it is committed."""
    content: BundleManifest = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    return content


def bundle_address(page: str, kind: str) -> str:
    """The address of a page's `script` or `style`; "" when the page has none."""
    name = manifest()["bundles"].get(page, {}).get(kind)
    return address_of(f"/bundles/{name}") if name else ""


def shared_addresses(page: str) -> list[str]:
    """The addresses of what a page's script loads, so that the browser can fetch them at once."""
    return [address_of(f"/bundles/{name}") for name in manifest()["bundles"].get(page, {}).get("shared", [])]


def source_hash() -> str:
    """The hash of everything that bundles are made of: paths and contents, in the order of their bytes."""
    paths = [
        (path.relative_to(EXPLORER).as_posix(), path)
        for path in EXPLORER.rglob("*")
        if path.suffix in SUFFIXES and not {"bundles", "node_modules"} & set(path.relative_to(EXPLORER).parts)
    ]
    paths.append(("pages/console/words.json", WORDS))
    digest = hashlib.sha256()
    for name, path in sorted(paths, key=lambda pair: pair[0].encode("utf-16-be")):
        digest.update(f"{name}\0{path.read_text('utf-8')}\0".encode())
    return digest.hexdigest()


@routes.get("/<path:name>")
def bundle(name: str) -> Response:
    """A bundle, to be kept for a year: another content has another name."""
    response = send_from_directory(FOLDER, name, max_age=YEAR)
    response.cache_control.immutable = True
    response.cache_control.public = True
    return response
