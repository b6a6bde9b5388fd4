"""Completion between the brackets of a notebook's questions: names of queries, parameters, ids of actors, Cypher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cypher.editing.completion import complete
from cypher.editing.vocabulary import LiveVocabulary, listed_values
from cypher.guard import rules
from cypher.library.parameter import Parameter
from cypher.library.query import NAME
from cypher.notebook import Notebook

if TYPE_CHECKING:
    from IPython.core.completer import CompletionContext, SimpleMatcherResult
    from IPython.core.interactiveshell import InteractiveShell

# For start-up time, functions import what only they use: outside of IPython nothing of it is needed.

METHODS = frozenset({"rows", "stream", "arrow", "frame", "polars", "networkx", "igraph", "network", "draw", "describe"})
"""The methods whose first argument is a question."""
CALL = re.compile(r"(?P<connection>[^\W\d]\w*)\.(?P<method>[a-z]+)\(\s*(?P<quote>\"\"\"|'''|\"|')")
STRING = re.compile(r"(?P<quote>\"\"\"|'''|\"|')(?P<text>.*?)(?P=quote)\s*,", re.DOTALL)
PARAMETER = re.compile(r"(?:^|,)\s*(?P<name>\w*)\Z")
VALUE = re.compile(
    r"(?:^|,)\s*(?P<name>\w+)\s*=\s*\[?(?:\s*(?:\"[^\"]*\"|'[^']*')\s*,)*\s*(?P<quote>[\"'])(?P<text>[^\"'\n]*)\Z"
)
MATCHER = "faultlines"
"""The name by which IPython knows the completion, and by which it can be disabled."""


class QuestionCompleter:
    """What may stand at the cursor in a call of a connection, for IPython and for Jupyter's kernel."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.vocabularies: dict[int, LiveVocabulary] = {}

    def __call__(self, context: CompletionContext) -> SimpleMatcherResult:
        """The candidates as IPython takes them; where there are some, its own are not wanted."""
        from IPython.core.completer import SimpleCompletion

        before = "\n".join(context.full_text.split("\n")[: context.cursor_line + 1])
        lines = before.split("\n")
        before = before[: len(before) - len(lines[-1]) + context.cursor_position]
        typed, candidates = self.candidates_before(before)
        return {
            "completions": [SimpleCompletion(text, type=kind) for text, kind in candidates],
            "matched_fragment": typed,
            "ordered": True,
            "suppress": bool(candidates),
        }

    def candidates_before(self, before: str) -> tuple[str, list[tuple[str, str]]]:
        """What has been typed of the word at the end of a text, and what may stand in its place, with its kind."""
        for call in reversed([*CALL.finditer(before)]):
            connection = self.namespace.get(call["connection"])
            if isinstance(connection, Notebook) and call["method"] in METHODS:
                return self.in_call(connection, before[call.start("quote") :], call["quote"], call["method"])
        return "", []

    def in_call(self, connection: Notebook, text: str, quote: str, method: str) -> tuple[str, list[tuple[str, str]]]:
        """The candidates after the opening quote of a question."""
        question = text[len(quote) :]
        if first := STRING.match(text):
            return self.in_parameters(connection, first["text"], text[first.end() :])
        if quote in question:
            return "", []
        names = [(q.name, "query") for q in connection.graph.library if q.name.startswith(question)]
        if names or method == "describe":
            return question, names
        words = self.live_words(connection)
        completion = complete(question, len(question), words.now(), actors=words.find_actors)
        usable = [s for s in completion.suggestions if quote not in s.insert and s.kind != "query"]
        return question[completion.start :], [(suggestion.insert, suggestion.kind) for suggestion in usable]

    def in_parameters(self, connection: Notebook, question: str, text: str) -> tuple[str, list[tuple[str, str]]]:
        """The candidates after a query's name: its parameters, or the values of one."""
        query = connection.graph.library.queries.get(question) if NAME.fullmatch(question) else None
        if query is None:
            return "", []
        if value := VALUE.search(text):
            parameters = [p for p in query.parameters if p.name == value["name"]]
            words = [w for p in parameters for w in listed_values(p, self.live_words(connection), value["text"])]
            return value["text"], [(word.name, "value") for word in words if value["quote"] not in word.name]
        name = PARAMETER.search(text)
        return (name["name"], list(self.parameter_arguments(query.parameters, name["name"]))) if name else ("", [])

    def parameter_arguments(self, parameters: Iterable[Parameter], typed: str) -> Iterator[tuple[str, str]]:
        """The parameters of a query as arguments."""
        return ((f"{p.name}=", "param") for p in parameters if p.name.startswith(typed))

    def live_words(self, connection: Notebook) -> LiveVocabulary:
        """The words of a connection's graph, kept as long as the session."""
        allowed = rules.FUNCTIONS | rules.PROCEDURES
        return self.vocabularies.setdefault(
            id(connection), LiveVocabulary(lambda: connection.graph, lambda name: name.lower() in allowed)
        )


def complete_questions() -> None:
    """Let this session of IPython complete questions, if it is one; once is enough for all connections."""
    from IPython import get_ipython
    from IPython.core.completer import context_matcher

    shell: InteractiveShell | None = get_ipython()
    if shell is None:
        return
    matchers: list[Any] = shell.Completer.custom_matchers
    if any(getattr(matcher, "matcher_identifier", "") == MATCHER for matcher in matchers):
        return
    completer = QuestionCompleter(shell.user_ns)

    @context_matcher(identifier=MATCHER)  # type: ignore[untyped-decorator]
    def match_question(context: CompletionContext) -> SimpleMatcherResult:
        return completer(context)

    matchers.append(match_question)
