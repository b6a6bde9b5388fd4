"""A manifest's text as entries: YAML of bounded size, whose values are named with their line when they are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cypher.errors import InputError
from cypher.regular import read_regular

LARGEST = 1 << 20
"""Bytes of a manifest; the longest map of values is a small part of it."""
MOST_ENTRIES = 200_000
"""Entries of a manifest, those counted again that an alias repeats."""
LONG = 100
"""Characters of a text for which it counts as one entry more."""
DEEPEST = 50
"""Levels of entries in entries."""


class EntryLoader(yaml.SafeLoader):
    """YAML without objects; what YAML takes for a date or a number and that is none has its line."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node; ConstructorError, as for any other fault, when there is no such value."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError, TypeError, LookupError, AttributeError) as error:
            value = node.value if isinstance(node, yaml.ScalarNode) else ""
            problem = f"{value[:60]!r}: {error}"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None


def read_entries(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a manifest and its entries; InputError names the file, and the line where it can."""
    try:
        text = read_regular(path, LARGEST).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(f"not UTF-8 at byte {error.start}", file=path, line=number) from None
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", file=path) from None
    try:
        entries = entries_in(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(f"not valid YAML: {error.problem}", file=path, line=line) from None
    except yaml.YAMLError as error:
        raise InputError(f"not valid YAML: {' '.join(str(error).split())}", file=path) from None
    except RecursionError:
        raise InputError(f"entries in entries, more than {DEEPEST} deep", file=path) from None
    if not isinstance(entries, dict):
        raise InputError("a manifest consists of entries like `title: …`", file=path)
    if strange := [key for key in entries if not isinstance(key, str)]:
        raise InputError("the name of an entry is no text", file=path, value=str(strange[0]))
    return text, entries


def entries_in(text: str) -> Any:
    """What a text says; YAMLError when that is no YAML, or repeats itself without end."""
    loader = EntryLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        measure(node, {})
        return loader.construct_document(node)
    finally:
        loader.dispose()


def measure(node: yaml.Node, sizes: dict[int, int], depth: int = 1) -> int:
    """How many entries a node stands for; YAMLError for one that holds itself, or for too many."""
    if id(node) in sizes:
        if not sizes[id(node)]:
            raise problem("an alias of what it stands in", node)
        return sizes[id(node)]
    if depth > DEEPEST:
        raise problem(f"entries in entries, more than {DEEPEST} deep", node)
    sizes[id(node)] = 0  # until it is known
    size = 1
    if isinstance(node, yaml.ScalarNode):
        size += len(node.value) // LONG
    elif isinstance(node, yaml.SequenceNode):
        size += sum(measure(inner, sizes, depth + 1) for inner in node.value)
    elif isinstance(node, yaml.MappingNode):
        size += sum(measure(inner, sizes, depth + 1) for pair in node.value for inner in pair)
    if size > MOST_ENTRIES:
        raise problem(f"more than {MOST_ENTRIES:,} entries, with those that aliases repeat", node)
    sizes[id(node)] = size
    return size


def problem(words: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    """What is wrong with a node."""
    return yaml.MarkedYAMLError(None, None, words, node.start_mark)
