"""Fragments: texts that many statements share, each said once in a file and put in where a statement calls it.

A fragment is a .cypher file in a folder `fragments` beside the queries; its head names its arguments and the parameters
that a statement has to declare for it. A statement names what it calls in its head, `// uses: in-force`, and calls it:
`@in-force(r)`. In the fragment, `@r` stands for the text of the argument. What is shown, sent and judged is the whole
text: neither the server nor a reader ever meets a fragment by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cypher.errors import InputError
from cypher.library.head import Argument, Head
from cypher.library.parameter import meant

FOLDER = "fragments"
QUOTED = r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`"
MARK = re.compile(rf"{QUOTED}|@(?P<call>[a-z][a-z0-9-]*)\(|@(?P<argument>[a-z][a-z0-9_]*)|(?P<stray>@)", re.DOTALL)
PIECE = re.compile(rf"{QUOTED}|(?P<sign>[()\[\]{{}},])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a file, with what is needed to say where something in it is wrong."""

    text: str
    path: Path
    first: int
    uses: tuple[str, ...]

    def wrong(self, position: int, reason: str, value: object = None) -> InputError:
        """The error that names the file and the line of a position in the text."""
        line = self.first + self.text.count("\n", 0, position)
        return InputError(reason, file=self.path, line=line, value=value)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text with places for arguments, and the types of the parameters that it needs by their names."""

    name: str
    purpose: str
    arguments: tuple[Argument, ...]
    needs: Mapping[str, str]
    body: Text


class Fragments:
    """The fragments of some folders, read when they are first called; a folder earlier in the list goes first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self.known: dict[str, Fragment] = {}

    def __iter__(self) -> Iterator[Fragment]:
        names = dict.fromkeys(path.stem for folder in self.folders for path in sorted(folder.glob("*.cypher")))
        return map(self.find, names)

    def find(self, name: str, chain: tuple[str, ...] = ()) -> Fragment:
        """The fragment of that name; KeyError when there is none, InputError when its file is wrong."""
        if name not in self.known:
            for folder in self.folders:
                path = folder / f"{name}.cypher"
                if path.is_file():
                    self.known[name] = self.read(path, chain)
                    break
        return self.known[name]

    def read(self, path: Path, chain: tuple[str, ...]) -> Fragment:
        """A fragment from its file, those that it calls checked with it."""
        head, _, text = Head.split(path, examples=False)
        if head.columns or head.options.keys() - {"uses"}:
            raise head.wrong(head.last, "a fragment has no columns, and no option but `uses`")
        body = Text(text.strip("\n"), path, head.last + 1 + len(text) - len(text.lstrip("\n")), named(head))
        samples = {argument.name: argument.name for argument in head.arguments}
        expansion = Expansion(self, body, samples, (*chain, path.stem))
        expansion.whole()
        head.check_parameters(body.text, expansion.needs)
        for argument in head.arguments:
            if not any(match["argument"] == argument.name for match in MARK.finditer(body.text)):
                raise head.wrong(head.last, "declared but not used", f"@{argument.name}")
        types = {parameter.name: parameter.type for parameter in head.parameters}
        return Fragment(path.stem, " ".join(head.purpose), tuple(head.arguments), types, body)

    def expand(self, body: Text) -> tuple[str, dict[str, str]]:
        """A text with every call replaced, and the parameters (name and type) that the fragments need."""
        expansion = Expansion(self, body, {}, ())
        return expansion.whole(), expansion.needs


class Expansion:
    """A text on its way to its expanded form: with the values of its arguments, inside the fragments of `chain`."""

    def __init__(self, fragments: Fragments, body: Text, values: Mapping[str, str], chain: tuple[str, ...]) -> None:
        self.fragments, self.body, self.values, self.chain = fragments, body, values, chain
        self.needs: dict[str, str] = {}
        self.called: set[str] = set()

    def whole(self) -> str:
        """The expanded text; InputError for a fragment that is lacking, not called, or leads back to itself."""
        for name in self.body.uses:
            self.check_use(name)
        text = self.part(0, len(self.body.text))
        if unused := [name for name in self.body.uses if name not in self.called]:
            raise self.body.wrong(0, "named in `uses`, but not called", ", ".join(unused))
        return text

    def check_use(self, name: str) -> None:
        """Raise when a name in `uses` is no fragment, or one that leads back to itself."""
        if name in self.chain:
            raise self.body.wrong(0, "a fragment includes itself", " → ".join((*self.chain, name)))
        try:
            self.fragments.find(name, self.chain)
        except KeyError:
            names = [path.stem for folder in self.fragments.folders for path in folder.glob("*.cypher")]
            raise self.body.wrong(0, f"no fragment has that name{meant(name, names)}", name) from None

    def part(self, start: int, end: int) -> str:
        """The expanded form of a part of the text."""
        text, parts, at = self.body.text, [], start
        while match := MARK.search(text, at, end):
            parts.append(text[at : match.start()])
            at = match.end()
            if match["call"]:
                spans, at = arguments(self.body, match.start(), at, end)
                parts.append(self.call(match, [self.part(*span).strip() for span in spans]))
            elif match["argument"]:
                if match["argument"] not in self.values:
                    raise self.body.wrong(match.start(), "no argument of that name is declared", match[0])
                parts.append(self.values[match["argument"]])
            elif match["stray"]:
                raise self.body.wrong(match.start(), "@ begins the name of a fragment or of an argument")
            else:
                parts.append(match[0])
        return "".join([*parts, text[at:end]])

    def call(self, match: re.Match[str], texts: list[str]) -> str:
        """The text of a fragment with the texts of a call's arguments, indented like the line of the call."""
        name, at = match["call"], match.start()
        if name not in self.body.uses:
            raise self.body.wrong(at, "called, but not named in the head's `uses`", name)
        self.called.add(name)
        fragment = self.fragments.find(name, self.chain)
        values = {argument.name: argument.default for argument in fragment.arguments}
        if len(texts) > len(values):
            raise self.body.wrong(at, f"{name} takes at most {len(values)} arguments, not {len(texts)}")
        values |= dict(zip(values, texts, strict=False))
        if lacking := [argument for argument, text in values.items() if text is None]:
            raise self.body.wrong(at, f"{name} needs the argument {', '.join(lacking)}")
        filled = {argument: text for argument, text in values.items() if text is not None}
        text = Expansion(self.fragments, fragment.body, filled, (*self.chain, name)).whole()
        self.needs.update(fragment.needs)
        line = self.body.text[self.body.text.rfind("\n", 0, at) + 1 : at]
        return text.replace("\n", "\n" + line[: len(line) - len(line.lstrip())])


def named(head: Head) -> tuple[str, ...]:
    """The fragments that a head names in its `uses`."""
    return tuple(name.strip() for name in head.options.get("uses", "").split(",") if name.strip())


def arguments(body: Text, opening: int, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Where each argument of a call begins and ends, and where the call ends; they are parted by the outer commas."""
    pieces: list[tuple[int, int]] = []
    depth, begin = 0, start
    for match in PIECE.finditer(body.text, start, end):
        sign = match["sign"]
        if sign in ("(", "[", "{"):
            depth += 1
        elif sign in ("]", "}") or (sign == ")" and depth):
            depth -= 1
        elif sign == ")":
            if pieces or body.text[begin : match.start()].strip():
                pieces.append((begin, match.start()))
            return pieces, match.end()
        elif sign == "," and not depth:
            pieces.append((begin, match.start()))
            begin = match.end()
    raise body.wrong(opening, "the call has no closing bracket")
