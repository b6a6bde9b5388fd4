"""XML and JSON documents give rows with the lines on which they begin, in flat memory; what is doubtful is rejected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import ijson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.catalogue.template import SEVERAL
from loader.model.row import Rejected, Row
from loader.reading.formats import confined, decoder, documents
from loader.reading.formats.opening import format_of, open_rows
from tests.loader.reads import manifest, read

LIST = """<?xml version="1.0" encoding="utf-8"?>
<list xmlns="https://example.org/list" date="2024-05-07">
  <publication><count>2</count></publication>
  <entry id="7">
    <uid>36</uid>
    <name>AERO &amp; SONS</name>
    <programs><program>CUBA</program><program>IRAN</program></programs>
    <akaList>
      <aka><kind>weak</kind><name>AERO</name></aka>
      <aka>
        <name>SONS</name>
      </aka>
    </akaList>
  </entry>
  <entry id="8"><!-- no alias --><uid>173</uid><name><![CDATA[B < C]]></name></entry>
</list>
"""
BOOKS = """{"meta": {"count": 2}, "items": [
  {"id": 1, "names": ["A", "B"], "share": 12.50, "aliases": [{"name": "x"}, {"name": "y"}]},

  {"id": 2, "names": [], "open": true, "note": null}]}
"""
ALIASES = {"key": "{../../uid}-{name}", "name": "{name}", "kind": "other"}


def rows_of(path: Path, each: str, **part: Any) -> list[Row | Rejected]:
    """The rows of a document."""
    described = Part(file=path.name, each=each, **part)
    return [row for row in open_rows(path, described, path) if isinstance(row, Row | Rejected)]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_elements_are_rows_with_attributes_texts_and_lists(tmp_path: Path) -> None:
    first, second = rows_of(written(tmp_path, "list.xml", LIST), "entry")
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert (first.origin.file, first.origin.line, second.origin.line) == ("list.xml#entry", 4, 15)
    assert first.fields == {
        "@id": "7",
        "uid": "36",
        "name": "AERO & SONS",
        "programs.program": f"CUBA{SEVERAL}IRAN",
        "akaList.aka.kind": "weak",
        "akaList.aka.name": f"AERO{SEVERAL}SONS",
    }
    assert second.fields == {"@id": "8", "uid": "173", "name": "B < C"}


def test_a_part_of_inner_elements_knows_what_they_stand_in(tmp_path: Path) -> None:
    path = written(tmp_path, "list.xml", LIST)
    aliases = rows_of(path, "entry/akaList/aka", actors=ALIASES)
    assert [
        (row.origin.line, row.fields["../../uid"], row.fields["name"]) for row in aliases if isinstance(row, Row)
    ] == [
        (9, "36", "AERO"),
        (10, "36", "SONS"),
    ]
    words = {"key": "{../../@id}-{text()}", "name": "{text()}", "kind": "other"}
    programmes = rows_of(path, "entry/programs/program", actors=words)
    assert [row.fields for row in programmes if isinstance(row, Row)] == [
        {"text()": "CUBA", "../../@id": "7"},
        {"text()": "IRAN", "../../@id": "7"},
    ]
    assert [row.origin.line for row in programmes] == [7, 8]  # both begin on line 7


def test_values_of_a_document_are_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "books.json", BOOKS)
    first, second = rows_of(path, "items[]")
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert (first.origin.line, second.origin.line) == (2, 4)
    assert first.fields == {"id": "1", "names": f"A{SEVERAL}B", "share": "12.50", "aliases.name": f"x{SEVERAL}y"}
    assert second.fields == {"id": "2", "names": "", "open": "true", "note": ""}
    names = rows_of(path, "items[].names[]", actors={"key": "{../id}", "name": "{text()}", "kind": "other"})
    assert [row.fields for row in names if isinstance(row, Row)] == [
        {"text()": "A", "../id": "1"},
        {"text()": "B", "../id": "1"},
    ]


def test_the_format_is_that_of_the_name_and_of_each() -> None:
    assert format_of(Part(file="a.xml"), "a.xml") == "xml"
    assert format_of(Part(file="a.json"), "a.json") == "jsonl"
    assert format_of(Part(file="a.json", each="items[]"), "a.json") == "json"
    assert format_of(Part(file="a.json", each="items[]", format="jsonl"), "a.json") == "jsonl"


SOURCE = """
said_by: the list
types:
  CALLED: {screen: called}
parts:
  entries:
    file: list.xml
    each: entry
    actors: {key: "{uid}", name: "{name}", kind: organization, names: "{akaList.aka.name}"}
  programmes:
    file: list.xml
    each: entry/programs/program
    statements:
      subject: authorities:us-ofac
      object: "{../../uid}"
      type: designates
      key: "{text()}"
      programme: "{text()}"
      evidence: "Listed under {text()}."
"""


def test_two_parts_read_one_file(tmp_path: Path) -> None:
    folder = manifest(tmp_path, "list", SOURCE)
    result = read(folder, {"entries": written(tmp_path, "list.xml", LIST)}, tmp_path / "spool")
    assert {name: record.names for name, record in result.records.items()} == {
        "list:36": ("AERO", "AERO & SONS", "SONS"),
        "list:173": ("B < C",),
    }
    assert sorted((edge.object, edge.key) for edge in result.statements) == [("list:36", "CUBA"), ("list:36", "IRAN")]
    assert result.rows == (4, 4, 0, 0)


REJECTED = [
    ("a.xml", "", "the file is empty"),
    ("a.xml", "<r><entry>", "no XML, or damaged"),
    ("a.xml", "<r><entry/></r><r/>", "no XML, or damaged"),
    ("a.xml", "<r><entry>\x01</entry></r>", "no XML, or damaged"),
    ("a.xml", "<r><x/><y/></r>", "nothing in it is entry; there are: x, y"),
    ("a.xml", '<!DOCTYPE r [<!ENTITY e "x">]><r><entry>&e;</entry></r>', "a document type declaration"),
    ("a.xml", '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/r.dtd"><r><entry a="&e;"/></r>', "a document type declaration"),
    ("a.xml", "<r><entry>&e;</entry></r>", "no XML, or damaged"),
    ("a.xml", "<r><entry>" + "<b>" * 300 + "</b>" * 300 + "</entry></r>", "no XML, or damaged"),
    ("a.json", "", "the file is empty"),
    ("a.json", '{"entry": [1', "no JSON, or damaged"),
    ("a.json", '{"entry": [1]} {"entry": [1]}', "no JSON, or damaged"),
    ("a.json", '{"entry": [NaN]}', "no JSON, or damaged"),
    ("a.json", '{"entry": ["\\ude00"]}', "half a character (a surrogate)"),
    ("a.json", '{"x": [1], "y": 2}', "nothing in it is entry[]; there are: x, y"),
    ("a.json", '{"entry": [' + "[" * 300 + "]" * 300 + "]}", "values in values, more than 256 deep"),
]


@pytest.mark.parametrize(("name", "text", "words"), REJECTED)
def test_a_document_that_can_t_be_trusted_is_rejected_whole(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        rows_of(written(tmp_path, name, text), "entry" if name == "a.xml" else "entry[]")
    assert words in str(caught.value)
    assert name in str(caught.value)


def test_without_each_it_is_said_what_to_say(tmp_path: Path) -> None:
    path = written(tmp_path, "list.xml", LIST)
    with pytest.raises(InputError, match="each: sdnEntry"):
        list(open_rows(path, Part(file="list.xml"), path))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('{"a": 1, "a": 2}', "a: the field 'a' occurs twice"),
        ('{"a": "\\ud800"}', "half a character"),
        ('{"a": "\\u0000"}', "a has a control character"),
        ('{"a": [[1]]}', "a: a list of lists"),
        ('{"a": ' * 10 + "1" + "}" * 10, "nested more than 8 deep"),
    ],
)
def test_a_value_that_no_field_holds_rejects_its_row_alone(tmp_path: Path, value: str, words: str) -> None:
    path = written(tmp_path, "a.json", f'{{"items": [\n{{"a": 5}},\n{value},\n{{"a": "\\ud83d\\ude00"}}]}}')
    before, rejected, after = rows_of(path, "items[]")
    assert isinstance(before, Row)
    assert isinstance(rejected, Rejected)
    assert words in rejected.reason
    assert rejected.origin.line == 3
    assert isinstance(after, Row)
    assert after.fields == {"a": "😀"}


def test_what_a_list_s_values_are_no_one_pairs_by_chance(tmp_path: Path) -> None:
    text = "<r><e><n><a>1</a><b>2</b></n><n><b>3</b></n></e></r>"
    folder = manifest(
        tmp_path,
        "pairs",
        "parts: {p: {file: p.xml, each: e, actors: {key: '{n.a}', name: '{n.a} {n.b}', kind: other}}}",
    )
    with pytest.raises(InputError, match=r"n\.b holds several values"):
        read(folder, {"p": written(tmp_path, "p.xml", text)}, tmp_path / "spool")


def test_long_documents_take_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MEMORY", 64 << 20)
    path = tmp_path / "long.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write("<r>\n")
        for number in range(60_000):
            file.write(f"<other><deep><x>{'y' * 200}</x></deep></other><more>{number}</more>\n<e><i>{number}</i></e>\n")
        file.write("</r>\n")
    rows = rows_of(path, "e")
    assert len(rows) == 60_000
    assert [row.origin.line for row in rows[-2:]] == [120_000 - 1, 120_000 + 1]
    path = tmp_path / "long.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"other": [0')
        for number in range(60_000):
            file.write(f', {{"x": "{"y" * 200}", "n": {number}}}\n')
        file.write('], "items": [{"i": 1}]}')
    assert len(rows_of(path, "items[]")) == 1


def test_one_enormous_row_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "MEMORY", 64 << 20)
    path = tmp_path / "bomb.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write("<r><e>" + "<a b='c'/>" * 3_000_000 + "</e></r>")
    with pytest.raises(InputError, match="needs more than 64 MB"):
        rows_of(path, "e")
    long = written(tmp_path, "long.xml", "<r><e>" + f"<a>{'x' * 9_000_000}</a>" * 2 + "</e><e><a>1</a></e></r>")
    monkeypatch.setattr(confined, "MEMORY", 512 << 20)
    first, second = rows_of(long, "e")
    assert isinstance(first, Rejected)
    assert isinstance(second, Row)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=SEVERAL), max_size=5)
NAME = st.sampled_from(["a", "b", "c", "entry", "items"])
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.dictionaries(NAME, inner, max_size=3) | st.lists(inner, max_size=3),
    max_leaves=12,
)


def in_pieces(data: bytes, size: int) -> Iterator[bytes]:
    yield from (data[at : at + size] for at in range(0, len(data), size))


def json_rows(text: str, each: str, above: list[str]) -> list[documents.DocumentRow]:
    """The rows of a document, read in this process."""
    reader = documents.JsonRows(each, above, ijson, lambda reason: decoder.extension(decoder.UNREADABLE, reason))
    return list(reader.read(documents.Lines(BytesIO(text.encode("utf-8")))))


def flat(value: Any, path: str, fields: dict[str, list[str]]) -> None:
    """All that a value says, by path: what the reader has to find."""
    if isinstance(value, dict):
        for key, inner in value.items():
            flat(inner, f"{path}.{key}" if path else key, fields)
    elif isinstance(value, list):
        for inner in value:
            flat(inner, path, fields)
    elif value is not None:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        fields.setdefault(path or "text()", []).extend([text] if text else [])


@settings(max_examples=150, deadline=None)
@given(st.lists(VALUE, max_size=5), st.sampled_from([None, 0, 2]), VALUE)
def test_any_document_s_rows_say_what_is_in_it(items: list[Any], indent: int | None, beside: Any) -> None:
    text = json.dumps({"entry": beside, "items": items, "c": beside}, indent=indent, ensure_ascii=False)
    rows = json_rows(text, "items[]", [])
    assert len(rows) == len(items)
    assert len({row[0] for row in rows}) == len(rows)
    for item, (_, fields, fault) in zip(items, rows, strict=True):
        if isinstance(item, list):
            assert fault == "a list, and no row"
            continue
        expected: dict[str, list[str]] = {}
        flat(item, "", expected)
        assert fault is None
        assert fields is not None
        refused = tuple(f"{path}." for path, value in fields.items() if isinstance(value, decoder.msgspec.msgpack.Ext))
        for path, value in fields.items():
            if not f"{path}.".startswith(refused):
                texts = [part for part in (value if isinstance(value, list) else [value]) if part]
                assert texts == expected.get(path, [])


TREE: st.SearchStrategy[Any] = st.recursive(
    st.tuples(TEXT, st.dictionaries(NAME, TEXT, max_size=2)),
    lambda inner: st.lists(st.tuples(NAME, inner), max_size=3),
    max_leaves=10,
)


def as_xml(name: str, tree: Any, gap: str) -> str:
    """A tree as XML: a leaf has attributes and a text, other elements have elements."""
    if isinstance(tree, tuple):
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in tree[1].items())
        return f"<{name}{attributes}>{escape(tree[0])}</{name}>"
    return f"<{name}>{gap}" + gap.join(as_xml(key, inner, gap) for key, inner in tree) + f"{gap}</{name}>"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAME, TREE), max_size=4), st.sampled_from(["", "\n", "  \n"]))
def test_any_element_s_rows_say_what_is_in_it(children: list[Any], gap: str) -> None:
    text = as_xml("root", children, gap).encode("utf-8")
    reader = documents.XmlRows("entry/a", ["../@b"], etree, lambda reason: reason)
    rows = list(reader.read(documents.Lines(BytesIO(text))))
    root = etree.fromstring(text)
    elements = list(root.findall("entry/a"))
    assert len(rows) == len(elements)
    for element, (line, fields, fault) in zip(elements, rows, strict=True):
        assert fault is None
        assert fields is not None
        assert gap == "" or line == element.sourceline
        assert [fields[f"@{name}"] for name in element.attrib] == list(element.attrib.values())
        parent = element.getparent()
        assert fields.get("../@b") == (parent.get("b") if parent is not None else None)
        inner = [leaf.text or "" for leaf in element.iter("b") if leaf is not element and not len(leaf)]
        texts = [
            part
            for path, value in fields.items()
            if path.split(".")[-1] == "b"
            for part in (value if isinstance(value, list) else [value])
        ]
        assert sorted(part for part in texts if part.strip()) == sorted(part for part in inner if part.strip())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.booleans())
def test_a_letter_in_two_escapes_may_lie_on_the_border_of_two_pieces(shift: int, half: bool) -> None:
    rows = ['{"a": "' + "\\ud83d\\ude00" * 3 + '"}'] * 3000
    broken = 2500
    if half:
        rows[broken] = '{"a": "\\ud83d"}'
    text = " " * shift + '{"items": [' + ",".join(rows) + "]}"
    found = json_rows(text, "items[]", [])
    faults = [place for place, row in enumerate(found) if row[2]]
    assert len(found) == len(rows)
    if half:
        assert broken in faults
        assert len(faults) < 2 * documents.PIECE // len(rows[0])
    else:
        assert faults == []
        assert {row[1]["a"] for row in found if row[1]} == {"😀" * 3}
