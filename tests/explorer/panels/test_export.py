"""Export: pictures, pages and files of what is in view, made and opened."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Download, expect

from cypher.graph import Graph
from tests.explorer.screen import PRIGOZHIN, PUTIN, WAGNER, Screen

OWN = {"X-Faultlines": "export"}
PERSON = re.compile("putin|prigozhin|wagner|russia|korea|kim|RUS|PRK", re.IGNORECASE)


@pytest.fixture(scope="module")
def dialog(browser: Browser, explorer_url: str, network: Graph) -> Iterator[Screen]:
    """The explorer with the dialog open; no error and no breach of its policy is in the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Security Policy" in message.text else None)
    screen = Screen(page, explorer_url).open()
    page.keyboard.press("x")
    expect(page.get_by_role("dialog", name="Export what is in view")).to_be_visible()
    yield screen
    context.close()
    assert not errors, f"errors in the page: {errors}"


def make(dialog: Screen, form: str) -> Download:
    """Press the button of a format, and take the file."""
    with dialog.page.expect_download() as waiting:
        dialog.page.locator(f"[data-form={form}]").click()
    return waiting.value


def content(download: Download) -> bytes:
    """The file's content."""
    return Path(download.path()).read_bytes()


def test_an_svg_with_names_legend_and_sources(dialog: Screen) -> None:
    dialog.page.locator("#sheet-title").fill("Who stands with Wagner")
    download = make(dialog, "svg")
    assert re.fullmatch(r"faultlines-\d{4}-\d\d-\d\d\.svg", download.suggested_filename)
    root = ET.fromstring(content(download))
    text = "\n".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text"))
    for words in ("Who stands with Wagner", "Yevgeny Prigozhin", "In force today", "As known today", "rival-of", "1. "):
        assert words in text
    dashed = [path for path in root.iter() if path.get("stroke-dasharray")]
    edges = dialog.page.evaluate("() => cy.edges(':visible').length")
    assert dashed
    assert len([path for path in root.iter() if path.get("fill") == "none" and path.get("stroke-width")]) >= edges


@pytest.mark.parametrize("scale", [1, 4])
def test_a_png_of_each_size(dialog: Screen, scale: int) -> None:
    dialog.page.locator(f"#sheet-scale label:has-text('{scale}×')").click()
    made = content(make(dialog, "png"))
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", made[16:24]) == (1600 * scale, 1131 * scale)


def test_a_pdf_of_one_page_across(dialog: Screen) -> None:
    made = content(make(dialog, "pdf"))
    assert made.startswith(b"%PDF-1.4")
    assert made.rstrip().endswith(b"%%EOF")
    assert made.count(b"/Type /Page ") == 1
    assert b"/MediaBox [0 0 841.89 595.28]" in made
    assert b"/Title <feff00570068006f" in made
    start = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert made[start : start + 4] == b"xref"


def test_without_names_nobody_is_named(dialog: Screen) -> None:
    dialog.page.locator("#sheet-names").uncheck()
    dialog.page.locator("[data-form=svg]").click()
    expect(dialog.page.locator(".export-status")).to_contain_text("the title names an actor")
    dialog.page.locator("#sheet-title").fill("")
    svg = content(make(dialog, "svg")).decode()
    assert not PERSON.search(re.sub(r'd="[^"]*"', "", svg))
    dialog.page.locator("#sheet-names").check()


def test_the_offline_page_opens_from_a_file(dialog: Screen, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(content(make(dialog, "html")))
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("request", lambda request: errors.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(file.as_uri())
    expect(page.locator("figure svg")).to_be_visible()
    expect(page.locator("table").first).to_contain_text("Yevgeny Prigozhin")
    expect(page.locator("ol li").first).to_contain_text("according to")
    assert page.locator("ol").first.locator("li").count() == dialog.page.evaluate(
        "() => Object.values(faultlines.canvas().edges).flatMap(e => e.statements).filter(s => s.stands).length"
    )
    page.locator("table a[href='#s1']").first.click()
    expect(page.locator("#s1:target")).to_have_count(1)
    context.close()
    assert errors == []


def test_a_page_to_print_opens_beside(dialog: Screen) -> None:
    with dialog.page.expect_popup() as waiting:
        dialog.page.locator("[data-form=print]").click()
    printed = waiting.value
    expect(printed.locator("h1")).to_have_text(re.compile("A network of"))
    expect(printed.locator("figure svg")).to_be_visible()
    printed.close()


@pytest.mark.parametrize(
    ("form", "name", "words"),
    [("actors", "actors.csv", "name,kind"), ("statements", "statements.csv", "number,"), ("gexf", "gexf", "<gexf ")],
)
def test_files_for_other_programs(dialog: Screen, form: str, name: str, words: str) -> None:
    download = make(dialog, form)
    assert download.suggested_filename.endswith(name)
    text = content(download).decode()
    assert words in text
    assert "Wagner Group" in text


VIEW: dict[str, Any] = {"actors": [PUTIN], "statements": [], "filter": {}}


@pytest.mark.parametrize(
    "change",
    [{"actors": 3}, {"filter": {"confidence": 7}}, {"scheme": "x"}, {"statements": ["s"] * 20_001}, {"picture": []}],
)
@pytest.mark.parametrize("route", ["picture", "document", "data"])
def test_a_wrong_request_is_400(client: FlaskClient, route: str, change: dict[str, Any]) -> None:
    assert client.post(f"/export/{route}", json=VIEW | change, headers=OWN).status_code == 400


def test_export_is_for_our_own_pages_and_knows_its_files(client: FlaskClient) -> None:
    assert client.post("/export/picture", json=VIEW).status_code == 403
    answer = client.post("/export/data", json=VIEW | {"form": "parquet"}, headers=OWN)
    assert "no file that can be made" in answer.get_json()["failed"]


def test_statements_of_the_view_are_those_that_are_named(network: Graph) -> None:
    drawn = network.ask("canvas-statements", actors=[PUTIN, PRIGOZHIN, WAGNER], filter={
        "hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20",
        "known": None, "undated": True,
    })  # fmt: skip
    ids = sorted(row["id"] for row in drawn)
    rows = network.ask("canvas-evidence", actors=[PUTIN, PRIGOZHIN, WAGNER], statements=ids)
    assert [row["id"] for row in rows] == ids
    assert network.ask("canvas-evidence", actors=[PUTIN, PRIGOZHIN], statements=["none"]) == []
    between = {row["id"]: row for row in network.ask("evidence", a=PUTIN, b=PRIGOZHIN)}
    assert all(between[row["id"]] == row for row in rows if row["id"] in between)
