"""What is in view as picture, page and file: drawn as on the canvas, whatever texts say; nameless when asked."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any, cast

import igraph
import msgspec
import pytest

from cypher.errors import UsageError
from cypher.names import isolate
from explorer.export.arrows import arrow_size, line_path, node_path, tip_path
from explorer.export.document import POLICY, document
from explorer.export.files import ROWS, file_of
from explorer.export.sheet import HEIGHT, WIDTH, broken_lines, sheet_text
from explorer.export.style import Styler, colour, dashes, data_rules
from explorer.export.view import (
    DrawnReach,
    KeyColour,
    NetworkView,
    Picture,
    PictureEdge,
    PictureNode,
    PictureNote,
    ViewRequest,
    WrittenNote,
)
from explorer.export.words import date_words, filter_words
from explorer.network.filter import Days, Filter
from explorer.network.stylesheet import stylesheet
from explorer.network.supposed import Supposed

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>",
    "\"quoted\" & 'single' ]]> --> </title></style></svg>",
    "محمد العلي \u202e evil",
    "bell\x07 null\x00 next\x85 line\u2028 lone\ufffe end",
    '=cmd|" /C calc"!A0',
    "javascript:alert(1)",
    "</text><image href=x onerror=alert(1)>",
)
DAY = datetime.date(2022, 11, 1)
ROW: dict[str, Any] = {
    "id": "s:1", "type": "SUPPLIES", "claims": "SUPPLIES", "standing": "live", "subject": "s:a", "subject_name": "Ada",
    "object": "s:b", "object_name": "Bob Brown", "said_by": "A ministry", "source": "s", "source_title": "A list",
    "publisher": "An office", "reliability": "B", "evidence": "Arms were delivered.", "url": "https://example.org/1",
    "locator": "p. 3", "valid_from": DAY, "valid_from_precision": "month", "valid_to": None, "valid_to_precision": None,
    "on_list_by": None, "on_list_until": None, "said_at": DAY, "recorded_at": datetime.datetime(2023, 1, 2), # noqa: DTZ001
    "stance": "asserted", "confidence": 0.9, "inferred": False, "why": None, "withdrawn_at": None, "goods": None,
    "quantity": None, "programme": None, "status": None, "obligation": None, "share": None,
}  # fmt: skip
TODAY = datetime.date(2026, 3, 4)


def actor(key: str, name: str, kind: str = "person") -> dict[str, Any]:
    """An actor as the graph has it."""
    return {"actor": key, "name": name, "kind": kind, "countries": ["RUS"], "live": True, "degree": 1}


def view(*rows: dict[str, Any], names: bool = True, title: str = "", **filters: Any) -> NetworkView:
    """What is in view: these statements and their actors."""
    actors = {row[end]: row[f"{end}_name"] for row in rows for end in ("subject", "object")}
    return NetworkView(
        cast("Any", [actor(key, name) for key, name in actors.items()]),
        cast("Any", list(rows)),
        Filter(**filters),
        title,
        names,
        TODAY,
    )


def picture(*names: str, **edge: Any) -> Picture:
    """Actors in a row, each tied to the next."""
    nodes = [
        PictureNode((100.0 * n, 0.0), {"kind": "person", "size": 40.0}, [name], "RUS" if n == 0 else "")
        for n, name in enumerate(names)
    ]
    edges = [
        PictureEdge([(100.0 * n, 0.0), (100.0 * n + 50, 30.0), (100.0 * n + 100, 0.0)], (100.0 * n + 50, 15.0),
                    {"type": "SUPPLIES", "count": "×2", **edge}, ["s"])
        for n in range(len(names) - 1)
    ]  # fmt: skip
    return Picture(nodes, edges)


def texts(svg: str) -> list[str]:
    """Every text of an SVG."""
    return [
        "".join(element.itertext())
        for element in ET.fromstring(svg).iter()
        if element.tag in (f"{SVG}text", f"{SVG}title", f"{SVG}desc")
    ]


def test_the_sheet_says_what_it_shows() -> None:
    other = ROW | {"id": "s:2", "source": "t", "source_title": "Another"}
    shown = view(
        ROW, other, title="Who supplies whom", on=Days.read("2022-11"), known=Days.read("2023-01-19"), confidence=0.5
    )
    written = texts(sheet_text(shown, picture("Ada", "Bob Brown"), "light"))
    whole = "\n".join(written)
    for words in (
        "Who supplies whom",
        "In force on 2022-11",
        "As known on 2023-01-19",
        "confidence of at least 50%",
        "Ada",
        "Bob Brown",
    ):
        assert words in whole
    assert any(
        line.startswith("1. A list, An office, published 2022-11-01, read 2023-01-02, reliability B")
        for line in written
    )
    assert any("supplies" in line and "2 statements" in line for line in written)
    assert "×2\u20091" in written


def test_what_is_supposed_and_noted_is_marked_as_such_and_stays_out_of_nameless_pictures() -> None:
    tie = {"type": "RIVAL_OF", "a": "s:a", "b": "s:b", "sign": -1}
    own = Supposed.read({"supposed": [tie], "doubted": [tie | {"type": "SUPPLIES"}]})
    notes = [WrittenNote("Who <b>pays</b>?\nAsk.", ["s:a"])]
    shown = dataclasses.replace(view(ROW), supposed=own, notes=notes)
    drawn = picture("Ada", "Bob Brown", type="RIVAL_OF", supposed=1, count="supposed rival-of")
    drawn.notes = [PictureNote((50.0, -90.0), ["Who <b>pays</b>?", "Ask."], (0.0, 0.0))]
    for scheme in ("light", "dark"):
        svg = sheet_text(shown, drawn, scheme)  # type: ignore[arg-type]
        whole = "\n".join(texts(svg))
        for words in ("1 edge supposed, which no source states", "1 edge supposed not to be there", "1 note",
                      "supposed: no source states it", "Who <b>pays</b>?", "supposed rival-of"):  # fmt: skip
            assert words in whole
        assert '"10 4 2 4"' in svg
    nameless = dataclasses.replace(shown, names=False, notes=())
    whole = "\n".join(texts(sheet_text(nameless, drawn, "light")))
    assert "Who" not in whole
    assert "supposed" in whole
    tags = Tags()
    page = document(shown, drawn, "light")
    tags.feed(str(page))
    assert "b" not in tags.tags
    for words in ("Supposed", "supposed, no source states it", "supposed not to be there", "Who <b>pays</b>?"):
        assert words in tags.text
    for form in ROWS:
        assert b"suppos" not in file_of(shown, form)[1]


def test_edges_are_drawn_as_the_stylesheet_has_them() -> None:
    root = ET.fromstring(sheet_text(view(ROW), picture("Ada", "Bob Brown", denied=1), "dark"))
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    assert "Inter" in str(root.get("font-family"))
    dashed = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray") == "2 5"]
    assert Styler("dark").look("edge", {"type": "SUPPLIES"})["line-color"] in {path.get("stroke") for path in dashed}
    groups = [element for element in root.iter(f"{SVG}g") if element.get("opacity") == "0.5"]
    assert any(path in group.iter() for group in groups for path in dashed)


def test_every_rule_of_the_canvas_about_data_is_read() -> None:
    for scheme in ("light", "dark"):
        selectors = [part for rule in stylesheet(scheme) for part in rule["selector"].split(", ")]  # type: ignore[arg-type]
        about_data = [part for part in selectors if re.match("node|edge", part) and not re.search(r"[.:]", part)]
        assert len(data_rules(scheme)) == len(about_data)  # type: ignore[arg-type]
    look = Styler("light").look("edge", {"type": "DESIGNATES", "ended": 1, "count": "×3"})
    assert (look["width"], look["label"], look["target-arrow-shape"], dashes(look)) == (1, "×3", "triangle-tee", [8, 5])
    assert Styler("light").look("node", {"kind": "state", "size": 51})["width"] == 51
    assert colour("url(https://example.org)", "#000") == "#000"
    assert colour('red" onload="x', "#000") == "#000"


def test_shapes() -> None:
    assert line_path([(0, 0), (5, 5), (10, 0)]) == "M0 0Q5 5 10 0"
    assert line_path([(0, 0), (0, 5), (10, 5), (10, 0)]) == "M0 0Q0 5 5 5Q10 5 10 0"
    assert tip_path("none", (0, 0), (1, 1), 30) == ""
    assert tip_path("triangle", (10, 0), (0, 0), 10) == "M7 1.5L10 0L7 -1.5Z"
    assert arrow_size(2, 1) == 29
    for shape in (
        "ellipse",
        "round-rectangle",
        "round-hexagon",
        "bottom-round-rectangle",
        "round-diamond",
        "round-tag",
    ):
        path = node_path(shape, (0, 0), 40, 40)
        assert re.fullmatch(r"M[-\d. LQAZ]+Z", path)
    assert list(broken_lines("one two three", 10, 40)) == ["one two", "three"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts_in_pictures(text: str) -> None:
    said = ROW | dict.fromkeys(("subject_name", "source_title", "publisher", "evidence", "locator"), text)
    svg = sheet_text(view(said, title=text), picture(text, text), "light")
    root = ET.fromstring(svg)
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "g", "path", "text", "tspan")
    }
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe]", svg)


class Tags(HTMLParser):
    """Notes what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts_in_the_page(text: str) -> None:
    names = (
        "subject_name",
        "object_name",
        "said_by",
        "source_title",
        "publisher",
        "evidence",
        "locator",
        "url",
        "source",
        "id",
    )
    page = document(view(ROW | dict.fromkeys(names, text), title=text), picture(text, text), "light")
    read = Tags()
    read.feed(page)
    assert not read.tags & {"script", "image", "img", "iframe", "object", "link", "form", "base"}
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert not [value for name, value in read.attributes if name == "href" and not value.startswith("#s")]
    assert ("content", POLICY) in read.attributes
    assert "\x00" not in page


def test_the_page_has_picture_tables_and_every_statement() -> None:
    other = ROW | {
        "id": "s:2",
        "claims": "RIVAL_OF",
        "type": "DENIED",
        "standing": "denied",
        "stance": "denied",
        "source": "t",
        "source_title": "Another",
    }
    page = document(view(ROW, other), picture("Ada", "Bob Brown"), "light")
    read = Tags()
    read.feed(page)
    assert {"svg", "table", "ol", "bdi"} <= read.tags
    for words in (
        "Arms were delivered",
        "according to A ministry",
        "denied by A ministry",
        "p. 3",
        "faultlines t/s:2",
        "Another",
    ):
        assert words in read.text
    assert [value for name, value in read.attributes if name == "id"] == ["s1", "s2"]
    assert ("href", "#s2") in read.attributes
    assert ("href", "https://example.org/1") in read.attributes
    assert "<bdi>Ada</bdi>" in page


def test_without_names_no_name_is_in_the_file() -> None:
    row = ROW | {"source_title": "Letters to Brown", "publisher": "Ada's office", "source": "ada"}
    nameless = view(row, names=False, sources=("ada",))
    svg = sheet_text(nameless, picture("Ada", "Bob Brown", count="×2 Brown"), "light")
    for word in ("ada", "bob", "brown", "rus", "s:a", "s:1"):
        assert word not in " ".join(texts(svg)).lower().replace("russet", "")
    assert "Brown" not in svg
    assert "a source whose title names an actor" in svg
    assert "A list" in sheet_text(view(ROW, names=False), picture("Ada", "Bob Brown"), "light")


def request(**changes: Any) -> ViewRequest:
    """A request as a browser sends it."""
    body = {"actors": ["s:a", "s:b"], "statements": ["s:1"], "filter": {}, **changes}
    return msgspec.convert(body, ViewRequest)


def asked(name: str, **parameters: Any) -> list[dict[str, Any]]:
    """The answers of a graph."""
    return [actor("s:a", "Ada"), actor("s:b", "Bob Brown")] if name == "actors" else [ROW]


def test_a_title_that_names_somebody_is_no_title_of_a_nameless_picture() -> None:
    ask = cast("Any", asked)
    with pytest.raises(UsageError, match="the title names an actor"):
        NetworkView.gather(ask, request(names=False, title="The friends of Brown"))
    assert NetworkView.gather(ask, request(names=False, title="A network")).heading == "A network"
    assert NetworkView.gather(ask, request(names=False)).heading == "A network of 2 actors"


@pytest.mark.parametrize(
    "change",
    [
        {"actors": ["a"] * 5_001},
        {"statements": [1]},
        {"scheme": "sepia"},
        {"within": {"actors": ["a"], "steps": 0}},
        {"within": {"actors": [], "steps": 1}},
        {"picture": {"nodes": [{"at": [1e9, 0], "data": {}}]}},
        {"picture": {"nodes": [{"at": [0, 0], "data": {"a": {}}}]}},
        {"picture": {"nodes": [{"at": [0, 0], "data": {}, "code": "<b>"}]}},
        {"picture": {"edges": [{"points": [[0, 0]], "middle": [0, 0], "data": {}}]}},
    ],
)
def test_what_is_no_view_is_rejected(change: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        request(**change)


def test_words_of_the_filter() -> None:
    plain = view(ROW)
    assert date_words(plain) == ["In force today, 2026-03-04", "As known today, 2026-03-04"]
    assert filter_words(plain) == []
    narrow = view(ROW, hidden=("LEADS", "PART_OF"), sources=("s", "gone"), stances=("announced",), undated=False)
    assert filter_words(narrow) == [
        "without the types leads, part-of",
        "only what is dated",
        "only what is announced",
        "only from A list; gone",
    ]
    near = dataclasses.replace(plain, within=DrawnReach(["s:a"], 1))
    assert filter_words(near) == [f"only what is within 1 step of {isolate('Ada')}"]
    assert filter_words(dataclasses.replace(near, names=False)) == ["only what is within 1 step of an actor"]
    assert filter_words(dataclasses.replace(near, within=DrawnReach(["s:a", "s:b"], 3))) == [
        "only what is within 3 steps of 2 actors"
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_files_are_safe_and_whole(text: str) -> None:
    shown = view(ROW | {"subject_name": text, "evidence": text})
    for name in ROWS:
        suffix, content = file_of(shown, name)
        assert suffix in ("csv", "graphml", "gexf", "cyjs")
        written = content.decode()
        if suffix == "csv":
            cells = [cell for line in csv.reader(io.StringIO(written, newline="")) for cell in line]
            assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]
        elif suffix == "cyjs":
            assert len(json.loads(written)["elements"]["nodes"]) == 2
        else:
            ET.fromstring(written)


def test_a_denial_is_no_edge_of_its_type_in_a_network_file() -> None:
    denial = ROW | {"id": "s:2", "type": "DENIED", "standing": "denied", "stance": "denied"}
    _, content = file_of(view(ROW, denial), "cytoscape")
    edges = {edge["data"]["id"]: edge["data"] for edge in json.loads(content)["elements"]["edges"]}
    assert (edges["s:1"]["interaction"], edges["s:2"]["interaction"], edges["s:2"]["claims"]) == (
        "SUPPLIES",
        "DENIED",
        "SUPPLIES",
    )


def test_measures_in_the_file_are_igraphs_of_what_holds() -> None:
    ends = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d"), ("d", "e")]
    rows = [
        ROW | {"id": f"s:{n}", "subject": a, "subject_name": a, "object": b, "object_name": b}
        for n, (a, b) in enumerate(ends)
    ]
    over = ROW | {"id": "s:9", "subject": "a", "subject_name": "a", "object": "e", "object_name": "e", "valid_to": DAY}
    _, content = file_of(view(*rows, over), "actors")
    lines = {line["name"]: line for line in csv.DictReader(io.StringIO(content.decode()))}
    network = igraph.Graph.TupleList(ends)
    for vertex, between in zip(network.vs, network.betweenness(), strict=True):
        assert float(lines[vertex["name"]]["betweenness"]) == pytest.approx(between / 6)
        assert int(lines[vertex["name"]]["degree"]) == vertex.degree()


def test_colours_in_force_and_collapsed_nodes_are_in_the_picture() -> None:
    nodes = [
        PictureNode((0, 0), {"kind": "person", "size": 40.0, "rim": "#0072b2", "fill": ""}, ["12 of Russia"]),
        PictureNode((300, 0), {"kind": "person", "size": 60.0, "group": 12.0, "rim": "", "fill": ""}, ["12 persons"]),
    ]
    edge = PictureEdge([(40, 0), (260, 0)], (150, 0), {"type": "SUPPLIES", "wide": 6.5, "count": "7 ×9"})
    drawn = Picture(nodes, [edge], key=[KeyColour("Russia", "#0072b2")], width="a wider line has more sources")
    svg = sheet_text(view(ROW, names=False), drawn, "light")
    assert svg.count('stroke="#0072b2"') == 2, "the actor and its line in the legend"
    assert 'fill="#d6e8f3"' in svg
    assert 'stroke-width="6.5"' in svg
    assert {"12", "7 ×9", "a wider line has more sources", "Russia"} <= {
        text.strip("\u2068\u2069") for text in texts(svg)
    }
