"""What is coloured how; nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from cypher.editing import completion, context
from cypher.editing.colours import ALSO_FUNCTIONS, ATOMS, KEYWORDS, coloured


def colours(text: str) -> str:
    """Each coloured piece with its colour."""
    return " ".join(f"{piece}={colour}" for colour, piece in coloured(text) if colour)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (a:Actor)", "MATCH=keyword a=variable Actor=label"),
        ("MATCH ()-[r:A|B]->(:X&!Y)", "MATCH=keyword r=variable A=type B=type X=label Y=label"),
        ("WHERE a.name = $who", "WHERE=keyword a=variable name=property $who=parameter"),
        ("({name: 'x', `odd key`: 1})", "name=property 'x'=string `odd key`=property 1=number"),
        ("RETURN count(a), type(r)", "RETURN=keyword count=function a=variable type=function r=variable"),
        ("RETURN COUNT { (a) }", "RETURN=keyword COUNT=keyword a=variable"),
        ("RETURN date.truncate ('day'), TRUE", "RETURN=keyword date=variable truncate=function 'day'=string TRUE=atom"),
        ("RETURN date.truncate('day')", "RETURN=keyword date=function truncate=function 'day'=string"),
        ("a // b\nc /* d */", "a=variable // b=comment c=variable /* d */=comment"),
        ("a.match", "a=variable match=property"),
        ("'open", "'open=string"),
    ],
)
def test_colours(text: str, expected: str) -> None:
    assert colours(text) == expected


@limits(max_examples=200, deadline=None)
@given(st.text(alphabet="MATCH (a:Actor)-[r{.,$`'\"/*|]}>\\\nRETURN;é", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(piece for _, piece in coloured(text)) == text


def test_every_word_that_completion_knows_has_a_colour() -> None:
    known = {word.lower() for keyword in completion.KEYWORDS for word in keyword.split()}
    known |= {word.lower() for word in context.CLAUSES | context.OPERATORS | context.BLOCKS}
    assert known <= KEYWORDS
    assert KEYWORDS >= ALSO_FUNCTIONS
    assert KEYWORDS | {"inf"} >= ATOMS
