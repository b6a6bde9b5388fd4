"""The bundles are those of the sources, are kept for a year, and go over the wire compressed."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from explorer.network import palette
from explorer.page import pages
from explorer.web import bundles
from explorer.web.bundles import EXPLORER, FOLDER, YEAR, manifest, source_hash

BUILD = EXPLORER / "browser" / "build"
WORDS = "the bundles are not those of the sources: make assets"


def files_of(bundle: bundles.PageBundle) -> list[str]:
    """The files of a page; the widget's style is in its script."""
    return [bundle["script"], *([bundle["style"]] if "style" in bundle else []), *bundle["shared"]]


def test_the_bundles_are_of_the_sources() -> None:
    assert manifest()["sources"] == source_hash(), WORDS


def test_the_manifest_names_every_bundle() -> None:
    named = {name for bundle in manifest()["bundles"].values() for name in files_of(bundle)}
    assert {path.name for path in FOLDER.iterdir()} == named | {"manifest.json", "LICENSES.txt"}
    assert set(manifest()["bundles"]) == {"network", "widget", *(page.name for page in pages())}


def test_the_tokens_are_of_the_palette() -> None:
    assert palette.FILE.read_text("utf-8") == palette.rules(), WORDS


def test_the_packages_are_of_the_versions_that_are_named() -> None:
    declared = json.loads((BUILD / "package.json").read_text("utf-8"))
    licences = (FOLDER / "LICENSES.txt").read_text("utf-8")
    assert len(manifest()["packages"]) > 8
    for name, version in manifest()["packages"].items():
        assert declared["dependencies"][name] == version
        assert f"{name} {version} (MIT)" in licences
    for version in (declared["dependencies"] | declared["devDependencies"]).values():
        assert version.replace(".", "").isdigit(), f"{version} is not exact"


def test_a_bundle_is_kept_for_a_year(client: FlaskClient) -> None:
    for bundle in manifest()["bundles"].values():
        for name in files_of(bundle):
            with client.get(f"/bundles/{name}", headers={"Accept-Encoding": "gzip"}) as answer:
                assert answer.status_code == 200
                assert set(answer.headers["Cache-Control"].split(", ")) == {"public", f"max-age={YEAR}", "immutable"}
                body = answer.get_data()
                if answer.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                assert body == (FOLDER / name).read_bytes()


def test_texts_are_compressed_for_who_takes_them_so(client: FlaskClient) -> None:
    plain = client.get("/_dash-layout", headers={"Accept-Encoding": "identity"})
    packed = client.get("/_dash-layout", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    assert len(packed.get_data()) < len(plain.get_data()) / 4
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_the_page_is_english_and_stands_at_once(client: FlaskClient) -> None:
    index = client.get("/").get_data(as_text=True)
    assert '<html lang="en">' in index
    assert '<div id="skeleton"' in index.split('id="react-entry-point"')[0]
    assert index.count('rel="stylesheet"') == 1


@pytest.mark.long
def test_a_build_here_gives_the_same_bundles(tmp_path: Path) -> None:
    """Long, since it alone needs npm and a registry; the other tests compare the hash of the sources."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.fail("this test builds the browser's code, which needs Node.js and npm: install them", pytrace=False)
    shutil.copytree(EXPLORER, tmp_path / "explorer", ignore=shutil.ignore_patterns("bundles", "__pycache__"))
    shutil.copy(bundles.WORDS, tmp_path / "explorer" / "pages" / "console")
    for path in BUILD.iterdir():
        shutil.copy(path, tmp_path)
    quiet = ("--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent", "--prefer-offline")
    installed = subprocess.run(["npm", "install", *quiet], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    for script, *arguments in (("check",), ("build", "--", "explorer")):
        command = ["npm", "run", "--silent", script, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    built = {path.name: path.read_bytes() for path in (tmp_path / "explorer" / "bundles").iterdir()}
    assert built == {path.name: path.read_bytes() for path in FOLDER.iterdir()}, WORDS
