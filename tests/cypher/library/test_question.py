"""A query's question: every blank is a parameter, every needed parameter has its blank."""

from __future__ import annotations

import pytest

from cypher.library.library import Library
from cypher.library.parameter import Parameter, read_type
from cypher.library.question import Blank, read_sentence

LIBRARY = Library.load()


def parameter(name: str, declared: str, *, required: bool = False, default: object = None) -> Parameter:
    kind, domain = read_type(declared)
    return Parameter(name, kind, "what it is.", required, default, None, declared, domain)


ACTOR, ON = parameter("actor", "actor", required=True), parameter("on", "date")
ALREADY, LIMIT = parameter("already", "boolean", default=False), parameter("limit", "integer", default=5)


def test_a_sentence_falls_into_words_and_blanks() -> None:
    sentence = read_sentence("Who supplies {actor} {already: ever|then}, {on: today}?", [ACTOR, ON, ALREADY, LIMIT])
    assert sentence == (
        "Who supplies ",
        Blank(ACTOR),
        " ",
        Blank(ALREADY, ("ever", "then")),
        ", ",
        Blank(ON, ("today",)),
        "?",
    )
    assert read_sentence("Which are there?", [LIMIT]) == ("Which are there?",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Who, {on: today}?", "actor must be told"),
        ("Who is {actor}, {when}?", "{when} is no parameter"),
        ("Who is {actor} or {actor}?", "or has two blanks"),
        ("Who is {actor: anybody}?", "the blank of actor needs no words"),
        ("Who is {actor}, {on}?", "the blank of on needs the words for nothing"),
        ("Who is {actor}, {already: then}?", "the blank of already needs two words"),
        ("Who is {actor}, {limit: some}?", "the blank of limit needs no words"),
        ("Who is {actor} {of: }?", "a blank is"),
        ("Who is {actor}}?", "a blank is"),
        ("Who is {actor} {}?", "a blank is"),
    ],
)
def test_what_is_no_question_is_rejected(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("{", r"\{").replace("}", r"\}")):
        read_sentence(text, [ACTOR, ON, ALREADY, LIMIT])


def test_the_shipped_questions_are_sentences() -> None:
    asked = [query for query in LIBRARY if query.question]
    assert len(asked) > 40
    for query in asked:
        text = "".join(part if isinstance(part, str) else "…" for part in query.question)
        assert text.endswith("?"), query.name
        assert text[0].isupper() or text[0] == "…", query.name
