"""The lexer takes any text apart without loss, and parts statements where the server's grammar does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from cypher.editing.lexer import Kind, is_finished, split_statements, spoken, tokens
from cypher.guard import grammar
from cypher.library.library import Library

PIECES = (
    *(
        "MATCH",
        "(a:Actor)",
        "-[r:SUPPLIES|ALLY_OF]->",
        "{name: 'x'}",
        "$p",
        "$`p q`",
        "1..3",
        "1.5e-3",
        "0x1F",
        "a$b",
        "été",
    ),
    *("'a;b'", "'it\\'s;'", '"a;\\"b"', "'\\\\'", "'\\u00e9;'", "`a;``b`", "`'`", "'`'", "'//'", "'/*'"),
    *("// c; '\n", "// c\r", "/* ; ' */", "/**/", "/*/ ; */", " ", "\n", "\t", "\u00a0", "\u2028"),
    *(";", ";", ".", "+", "::", "<>", "=~"),
)
VALID = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
"""Texts of whole pieces, as the grammar's lexer takes them."""
ANY = st.text() | st.text(alphabet="MATCH(a:Actor)-[r{.,$`'\"/*|]}>\\\n\r;é\ufeff\x850x1e. ") | VALID


@limits(max_examples=300, deadline=None)
@given(ANY)
def test_nothing_is_lost(text: str) -> None:
    pieces = [*tokens(text)]
    assert "".join(token.text for token in pieces) == text
    assert all(token.text for token in pieces)
    assert all(first.end == second.start for first, second in pairwise(pieces))
    assert not any(token.open for token in pieces[:-1] if token.text[:2] != "//")


def parted_by_grammar(text: str) -> list[str]:
    """The statements of a text by the server's lexer."""
    parts: list[str] = []
    first: int | None = None
    last = 0
    for token in [*grammar.grammar_tokens(text)]:
        if token.text == ";" or token.type == grammar.END:
            if first is not None:
                parts.append(text[first:last])
            first = None
        else:
            first = token.start if first is None else first
            last = token.stop + 1
    return parts


def spoken_part(text: str) -> str:
    """A statement without the comments and space around it."""
    words = [*spoken(text)]
    return text[words[0].start : words[-1].end]


@limits(max_examples=300, deadline=None)
@given(VALID)
def test_statements_are_parted_where_the_grammar_parts_them(text: str) -> None:
    assert [spoken_part(part) for part in split_statements(text)] == parted_by_grammar(text)


def test_named_queries_are_one_statement_each_and_read_as_the_grammar_reads_them() -> None:
    for query in Library.load():
        assert len(split_statements(query.text)) == 1, query.name
        ours = [token.text for token in spoken(query.text) if token.kind in ("word", "quoted", "string")]
        kinds = ("STRING_LITERAL1", "STRING_LITERAL2", "ESCAPED_SYMBOLIC_NAME", "IDENTIFIER")
        for token in grammar.grammar_tokens(query.text):
            if grammar.symbol(token) in kinds and token.text in ours:
                ours.remove(token.text)
        left = {word.upper() for word in ours}
        assert left <= {token.text.upper() for token in grammar.grammar_tokens(query.text)}, query.name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("RETURN 1; RETURN 2", ["RETURN 1", "RETURN 2"]),
        ("RETURN ';'; // ;\nRETURN `;`;", ["RETURN ';'", "// ;\nRETURN `;`"]),
        ("RETURN 1 // ;\r;RETURN 2", ["RETURN 1 // ;", "RETURN 2"]),
        ("\ufeffRETURN 1;\r\nRETURN 2;\r\n", ["RETURN 1", "RETURN 2"]),
        ("RETURN 1; /* open", ["RETURN 1", "/* open"]),
        (" ; ;; // nothing", []),
        ("/* ; */", []),
        ("", []),
    ],
)
def test_statements_are_parted_by_semicolons_that_mean_it(text: str, parts: list[str]) -> None:
    assert split_statements(text) == parts


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("RETURN 1;", True),
        ("RETURN 1; // done", True),
        ("RETURN 1; /* done */\n", True),
        ("RETURN 1; /* open", False),
        ("RETURN 'a;", False),
        ("RETURN 'a';", True),
        ("RETURN `a;", False),
        ("RETURN 1 // ;", False),
        ("RETURN 'a\\';", False),
        ("", False),
    ],
)
def test_a_text_is_finished_by_a_semicolon_that_means_it(text: str, finished: bool) -> None:
    assert is_finished(text) is finished


@pytest.mark.parametrize(
    ("text", "kind", "open_"),
    [
        ("'a", "string", True),
        ("'", "string", True),
        ("'a\\", "string", True),
        ("'a\\'", "string", True),
        ("'a\\\\'", "string", False),
        ("''", "string", False),
        ('"a\'"', "string", False),
        ("`a", "quoted", True),
        ("`a``", "quoted", True),
        ("`a```", "quoted", False),
        ("/*", "comment", True),
        ("/*/", "comment", True),
        ("/**/", "comment", False),
        ("// a", "comment", True),
        ("$p", "parameter", False),
        ("$", "parameter", False),
        ("0x1F", "number", False),
        ("1_000.5e-3", "number", False),
        (".5", "number", False),
        ("a$b", "word", False),
        ("\ufeff \t", "space", False),
    ],
)
def test_one_token(text: str, kind: Kind, open_: bool) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.open) == (kind, open_)


def test_names_lose_their_quotes() -> None:
    assert [token.name for token in spoken("`a``b` c `d")] == ["a`b", "c", "d"]
