"""Parses Cypher by the server's own grammar: the tables that Neo4j 5.26 itself parses with, walked in Python.

`cypher5.json` holds the lexer's and the parser's transition networks as ANTLR serialises them, and the names of rules
and tokens; `make grammar` takes them out of the locked jar `cypher-v5-antlr-parser` (Apache-2.0, Neo4j Sweden AB).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from antlr4 import CommonTokenStream, InputStream, Token
from antlr4.atn.ATNDeserializer import ATNDeserializer
from antlr4.atn.ATNState import ATNState
from antlr4.atn.LexerATNSimulator import LexerATNSimulator
from antlr4.atn.ParserATNSimulator import ParserATNSimulator
from antlr4.atn.PredictionMode import PredictionMode
from antlr4.atn.Transition import Transition
from antlr4.dfa.DFA import DFA
from antlr4.error.Errors import RecognitionException
from antlr4.Lexer import Lexer
from antlr4.Parser import Parser
from antlr4.ParserRuleContext import ParserRuleContext
from antlr4.PredictionContext import PredictionContextCache

FILE = Path(__file__).with_name("cypher5.json")
END = Token.EOF
TRIES = (PredictionMode.SLL, PredictionMode.LL)
"""As the server does: the quick way first, the thorough one when it fails."""
SECONDS = 5.0
"""What a parse may take of a core; long statements take 0.2 s, the first ones 3 s."""


class Misread(ValueError):
    """The text is no Cypher: where, and what stands there."""

    def __init__(self, line: int, column: int, text: str) -> None:
        self.line, self.column, self.text = line, column, text
        super().__init__(f"line {line}, column {column}: unexpected {text}")


class TooSlow(ValueError):
    """The parse took longer than it may."""


@dataclass(slots=True)
class SyntaxNode:
    """One rule of the grammar as it was applied, or one token of the text."""

    rule: str
    children: list[SyntaxNode] = field(default_factory=list)
    token: Any = None

    @property
    def text(self) -> str:
        """The tokens beneath, joined."""
        return str(self.token.text) if self.token else "".join(child.text for child in self.children)

    @property
    def line(self) -> int:
        """The line on which it begins."""
        node = self
        while node.token is None and node.children:
            node = node.children[0]
        return int(node.token.line) if node.token else 1

    def parts(self, *rules: str) -> list[SyntaxNode]:
        """The children of these rules."""
        return [child for child in self.children if child.rule in rules]

    def walk(self) -> Iterator[SyntaxNode]:
        """This and all beneath it."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True)
class Tables:
    """What the grammar's file holds, made usable."""

    lexer: Any
    parser: Any
    rules: list[str]
    symbols: list[str]
    literals: list[str]
    lexer_rules: list[str]
    lock: Any = field(default_factory=Lock)

    @classmethod
    def read(cls) -> Tables:
        """From the file."""
        stored = json.loads(FILE.read_text("utf-8"))
        lexer, parser = stored["lexer"], stored["parser"]
        symbols = [name or "" for name in lexer["symbolic"]]
        literals = [name or "" for name in lexer["literal"]]
        networks = [ATNDeserializer().deserialize(part["atn"]) for part in (lexer, parser)]
        return cls(networks[0], networks[1], parser["rules"], symbols, literals, lexer["rules"])


@cache
def tables() -> Tables:
    """The grammar, read when first needed."""
    return Tables.read()


@cache
def automata() -> tuple[list[Any], Any, list[Any], Any, dict[int, dict[int, int] | None]]:
    """What the simulators learn while parsing, kept from one statement to the next."""
    grammar = tables()
    return (
        [DFA(state, number) for number, state in enumerate(grammar.lexer.decisionToState)],
        PredictionContextCache(),
        [DFA(state, number) for number, state in enumerate(grammar.parser.decisionToState)],
        PredictionContextCache(),
        {},
    )


class CypherLexer(Lexer):  # type: ignore[misc]
    """The server's lexer."""

    grammarFileName = "Cypher5Lexer"  # noqa: N815

    def __init__(self, text: str) -> None:
        grammar, (dfas, contexts, *_) = tables(), automata()
        self.ruleNames, self.symbolicNames, self.literalNames = grammar.lexer_rules, grammar.symbols, grammar.literals
        super().__init__(InputStream(text))
        self.removeErrorListeners()
        self._interp = LexerATNSimulator(self, grammar.lexer, dfas, contexts)


class CypherParser(Parser):  # type: ignore[misc]
    """The server's parser, its network walked state by state."""

    grammarFileName = "Cypher5Parser"  # noqa: N815

    def __init__(self, stream: CommonTokenStream, mode: PredictionMode, until: float) -> None:
        grammar, (_, _, dfas, contexts, self.ahead) = tables(), automata()
        self.ruleNames, self.symbolicNames, self.literalNames = grammar.rules, grammar.symbols, grammar.literals
        super().__init__(stream)
        self.atn, self.until = grammar.parser, until
        self._interp = ParserATNSimulator(self, self.atn, dfas, contexts)
        self._interp.predictionMode = mode

    def parse(self) -> SyntaxNode:
        """The tree of the whole text."""
        states, names = self.atn.states, tables().rules
        self._ctx = context = ParserRuleContext()
        state = self.atn.ruleToStartState[0]
        stack = [root := SyntaxNode(names[0])]
        steps = 0
        while True:
            steps += 1
            if not steps % 200 and time.thread_time() > self.until:
                raise TooSlow
            if state.stateType == ATNState.RULE_STOP:
                if context.parentCtx is None:
                    return root
                state = states[context.invokingState].transitions[0].followState
                self._ctx = context = context.parentCtx
                stack.pop()
                continue
            ways = state.transitions
            way = ways[0] if len(ways) == 1 else ways[self.choose(state) - 1]
            kind = way.serializationType
            if kind == Transition.RULE:
                self._ctx = context = ParserRuleContext(context, state.stateNumber)
                stack[-1].children.append(node := SyntaxNode(names[way.target.ruleIndex]))
                stack.append(node)
            elif kind != Transition.EPSILON:
                token = self._input.LT(1)
                if not way.matches(token.type, Token.MIN_USER_TOKEN_TYPE, self.atn.maxTokenType):
                    raise misread(token)
                stack[-1].children.append(SyntaxNode("", token=token))
                if token.type != END:
                    self._input.consume()
            state = way.target

    def choose(self, state: Any) -> int:
        """Which way to go on: by the next token where that tells, else by as many as it takes."""
        ahead = self.ahead
        if state.decision not in ahead:
            ahead[state.decision] = self.one_ahead(state)
        known = ahead[state.decision]
        if known and (way := known.get(self._input.LA(1))):
            return way
        try:
            return int(self._interp.adaptivePredict(self._input, state.decision, self._ctx))
        except RecognitionException as error:
            raise misread(error.offendingToken or self._input.LT(1)) from None

    def one_ahead(self, state: Any) -> dict[int, int] | None:
        """Which token leads which way, or None where one token does not tell."""
        ways: dict[int, int] = {}
        for number, way in enumerate(state.transitions, start=1):
            look = self.atn.nextTokens(way.target)
            tokens = [token for run in look.intervals or [] for token in run]
            if Token.EPSILON in tokens or ways.keys() & tokens:
                return None
            ways |= dict.fromkeys(tokens, number)
        return ways


def misread(token: Any) -> Misread:
    """The error at a token."""
    text = "end of the text" if token.type == END else repr(token.text[:60])
    return Misread(int(token.line), int(token.column) + 1, text)


def grammar_tokens(text: str) -> list[Any]:
    """The text's tokens, without comments and space; the last one is the end."""
    with tables().lock:
        stream = CommonTokenStream(CypherLexer(text))
        stream.fill()
    return [token for token in stream.tokens if token.channel == Token.DEFAULT_CHANNEL]


def parse_statement(text: str) -> SyntaxNode:
    """The text's tree; Misread when it is no Cypher, TooSlow when it takes too long to tell."""
    until = time.thread_time() + SECONDS
    with tables().lock:  # the simulators share what they learn
        stream = CommonTokenStream(CypherLexer(text))
        stream.fill()
        for mode in TRIES:
            stream.seek(0)
            try:
                return CypherParser(stream, mode, until).parse()
            except Misread:
                if mode is TRIES[-1]:
                    raise
    raise AssertionError


def symbol(token: Any) -> str:
    """The name of a token's kind."""
    return tables().symbols[token.type] if token.type > 0 else ""
