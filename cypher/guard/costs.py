"""Bounds what one row of a statement can cost: a timeout acts between rows only, so this is known before.

The tree is evaluated with sizes in place of values. A list has a length; text too; a loop costs its length times its
body; `reduce` and `+` make things grow. What depends on the graph (a gathered list, COUNT) counts as large as the graph
is, a number that nobody knows has no bound, and what may be one of several is the worst of them. The evaluation itself
takes a bounded number of steps: a statement that needs more is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from cypher.errors import StatementRejected
from cypher.guard import regexes, rules
from cypher.guard.bound import (
    A_NUMBER,
    ENTITY,
    PROPERTY,
    Bound,
    Scope,
    largest,
    max_number,
    measured,
    merged,
    together,
)
from cypher.guard.grammar import SyntaxNode

SIZE = 1_000_000
"""Nodes and relationships of a graph whose size is not known."""
WORK = 20_000_000
"""Steps for one row: about two seconds of the server."""
LENGTH = 5_000_000
"""Items of a list, characters of a text."""
MASS = 1_000_000_000
"""Characters and numbers in all that a value holds."""
RANGE = 1_000_000
"""Numbers in one range()."""
GATHERED = 1_000_000
"""Items that a list gathered from rows can have at most: more nodes than that fill the memory of a statement."""
GATHERED_MASS = 100_000_000
"""What such a list can hold in all: the server counts it against the memory of a statement."""
JUDGED = 4_000
"""Expressions looked at before a statement counts as too complex to judge; the library's longest has 908."""
TURNS = 3
"""Turns of a reduce() that are followed: sizes only add up and multiply, so growth that is steady stays so."""
NUMERAL = 25
"""Characters of a number that is written out."""
NAME = 100
"""Characters of a type, a label or an id."""
NEIGHBOURS = 10
"""Nodes that a subquery inside an expression finds, as a rule."""
PARSED = 1000
"""Characters of a text that is read as a number, a date or a search."""
CHARACTERS = 100
"""Characters that are copied or compared in one step."""
TEMPORAL = 10
"""Steps of a function that makes or shifts a date."""


def check_costs(tree: SyntaxNode, parameters: Mapping[str, Any], size: int) -> None:
    """Refuse (layer 1) a statement one of whose rows could take longer than a timeout can end."""
    Costs(parameters, size).query(tree, {}, 1)


class Costs:
    """The sizes of a statement's variables, clause by clause, and the work of the row at hand."""

    def __init__(self, parameters: Mapping[str, Any], size: int) -> None:
        self.values = parameters
        self.parameters = {name: measured(value) for name, value in parameters.items()}
        self.whole = self.graph = max(1, size)
        self.work = 0.0
        self.judged = 0
        self.lowered = 1.0
        """How many times more rows there may be than are counted while a subquery is looked at."""

    # --- clauses -------------------------------------------------------------------------------------------------

    def query(self, node: SyntaxNode, scope: Scope, rows: float) -> tuple[Scope, float]:
        """What a query leaves behind: its variables, and how many rows at most."""
        branches = 0.0
        for child in node.children:
            if child.rule == "clause":
                self.work = 0.0
                scope, rows = self.clause(child.children[0], scope, rows)
            elif child.rule == "singleQuery" and node.rule == "regularQuery":
                branch, made = self.query(child, dict(scope), 1)
                scope = merged(scope, branch) if branches else scope | branch
                branches += made
                rows = branches
            elif child.token is None:
                scope, rows = self.query(child, scope, rows)
        return scope, rows

    def clause(self, node: SyntaxNode, scope: Scope, rows: float) -> tuple[Scope, float]:
        """The same, for one clause."""
        if node.rule == "unwindClause":
            expression, variable = node.parts("expression", "variable")
            size = self.value(expression, scope)
            return scope | {function_name(variable): size.item()}, rows * max(1, size.length)
        if node.rule in ("withClause", "returnClause"):
            return self.projection(node, scope, rows)
        if node.rule == "callClause":
            self.each(node, scope)
            self.check_search(node, scope)
            yielded = {function_name(item.children[-1]): ENTITY for item in node.parts("procedureResultItem")}
            return scope | yielded, rows * self.graph
        if node.rule == "subqueryClause":
            before, inner = self.work, dict(scope)
            for part in node.parts("regularQuery"):
                inner, times = self.query(part, inner, 1)
                rows *= max(1, times)
            self.work = before
            return scope | inner, rows
        if node.rule == "matchClause":
            scope, made = self.pattern(node, scope)
            return scope, rows * made
        if node.rule == "foreachClause":
            return self.foreach(node, scope), rows
        scope, _ = self.pattern(node, scope)  # CREATE, MERGE, SET and the rest
        return scope, rows

    def check_search(self, node: SyntaxNode, scope: Scope) -> None:
        """Refuse a text to search by that is so long that its parser could overflow."""
        for argument in node.parts("procedureArgument"):
            if self.value(argument, scope).length > PARSED:
                raise StatementRejected(1, f"line {node.line}: a search of over {PARSED:,} characters")

    def cased(self, node: SyntaxNode, scope: Scope) -> Bound:
        """CASE: as large as the largest of its ends."""
        ends = []
        for part in node.children:
            inner = [part] if part.rule == "expression" else part.parts("expression")
            sizes = [self.value(child, scope) for child in inner]
            for other in part.children:
                if other.token is None and other.rule != "expression" and part.rule != "expression":
                    self.each(other, scope)
            ends += sizes[-1:]
        if node.children[1].rule == "expression":  # CASE x WHEN …: x is no end
            ends = ends[1:]
        return largest(ends)

    def foreach(self, node: SyntaxNode, scope: Scope) -> Scope:
        """A loop that writes."""
        (variable, *_), (expression, *_) = node.parts("variable"), node.parts("expression")
        size, before = self.value(expression, scope), self.work
        self.work, inner = 0.0, scope | {function_name(variable): size.item()}
        for part in node.parts("clause"):
            inner, _ = self.clause(part.children[0], inner, 1)
        # A write costs about a hundred steps.
        self.spend(before + max(1, size.length) * (self.work + 100) - self.work, node)
        return scope

    def projection(self, node: SyntaxNode, scope: Scope, rows: float) -> tuple[Scope, float]:
        """WITH and RETURN: new variables from old ones."""
        body = node if node.rule == "orderBySkipLimitClause" else node.parts("returnBody")[0]
        made: Scope = {}
        groups = False
        for item in (part for items in body.parts("returnItems") for part in items.children):
            if item.rule == "returnItem":
                size = self.value(item.parts("expression")[0], scope | {"": Bound(rows * self.lowered)})
                groups = groups or not is_aggregate(item)
                alias = item.parts("variable")
                made[function_name(alias[0] if alias else item)] = size
            elif item.token is not None and item.token.text == "*":
                made |= scope
                groups = True
        after = scope | made
        rows = rows if groups else 1
        for part in body.parts("orderBy", "skip", "limit"):
            size = self.each(part, after)
            if part.rule == "limit":
                rows = min(rows, size.number if size.number is not None else rows)
        for part in node.parts("whereClause"):
            self.each(part, after)
        return made, rows

    def pattern(self, node: SyntaxNode, scope: Scope) -> tuple[Scope, float]:
        """The variables of a clause's patterns, and how many rows they may give for each that comes in."""
        rows = 1.0
        for pattern in node.walk():
            if pattern.rule in ("pattern", "insertPattern", "pathPatternNonEmpty"):
                longest, ties = self.reach(pattern)
                for name in pattern.walk():
                    if name.rule == "variable" and function_name(name) not in scope:
                        scope = scope | {function_name(name): ENTITY if longest <= 1 else path(longest)}
                self.lowered = min(self.lowered * self.whole / self.graph, 1e15)
                rows = min(rows * self.graph * 10.0 ** max(0, ties - 1), 1e15)
        self.each(node, scope)
        return scope, rows

    def reach(self, node: SyntaxNode) -> tuple[float, int]:
        """The longest path of a pattern, and its relationships; rejected is one without a bound."""
        longest, ties = 0.0, 0
        shortest = any(
            part.rule in ("shortestPathPattern", "shortestPathExpression", "selector")
            and part.children[0].text.upper() != "ALL"
            for part in node.walk()
        )
        for part in node.walk():
            if part.rule == "relationshipPattern":
                ties, longest = ties + 1, longest + 1
            if part.rule in ("pathLength", "quantifier"):
                bound = highest(part)
                if bound is None and not shortest:
                    raise StatementRejected(
                        1, f"line {part.line}: a path without an upper bound; write, for example, *1..6 or {{1,6}}"
                    )
                if bound is not None and bound > rules.STEPS:
                    raise StatementRejected(
                        1, f"line {part.line}: a path of up to {bound} steps; the limit is {rules.STEPS}"
                    )
                longest += bound or rules.STEPS
        return longest, ties

    # --- expressions ---------------------------------------------------------------------------------------------

    def spend(self, steps: float, node: SyntaxNode) -> None:
        """Count steps of the row at hand."""
        self.work += steps
        if self.work > WORK:
            raise StatementRejected(
                1,
                f"line {node.line}: loops in loops, or text and lists in them, could take {self.work:,.0f} steps for a "
                f"row, which no timeout ends (the limit is {WORK:,}): use UNWIND, a LIMIT or a slice [..100]",
            )

    def each(self, node: SyntaxNode, scope: Scope) -> Bound:
        """The size of a node that is made of its parts in a way that nothing is known of."""
        sizes = [self.value(child, scope) for child in node.children if child.token is None]
        self.spend(1, node)
        return sizes[0] if len(sizes) == 1 else together(sizes)

    def value(self, node: SyntaxNode, scope: Scope) -> Bound:
        """The size of an expression's value."""
        while len(node.children) == 1 and (node.rule.startswith("expression") or node.rule not in METHODS):
            node = node.children[0]
        if node.token is not None:
            return Bound()
        self.judged += 1
        if self.judged > JUDGED:
            raise StatementRejected(1, f"line {node.line}: it is too complex to judge: put a WITH between its loops")
        size = METHODS.get(node.rule, Costs.each)(self, node, scope)
        if size.length > LENGTH or size.total > MASS:
            raise StatementRejected(
                1, f"line {node.line}: it builds a value of up to {max(size.length, size.total):,.0f} parts; "
                f"the limit is {LENGTH:,} items or {MASS:,} characters"
            )  # fmt: skip
        return size

    def literal(self, node: SyntaxNode, scope: Scope) -> Bound:
        """A text or a number that is written out."""
        text = node.text
        if node.rule == "stringLiteral":
            return Bound(len(text), len(text), text=unquoted(text))
        try:
            return Bound(number=abs(float(int(text, 0) if text.lower().startswith("0x") else float(text))))
        except ValueError:
            return Bound()

    def parameter(self, node: SyntaxNode, scope: Scope) -> Bound:
        """A parameter's value."""
        name = node.parts("parameterName")[0].text
        return self.parameters.get(name[1:-1] if name.startswith("`") else name, Bound())

    def variable(self, node: SyntaxNode, scope: Scope) -> Bound:
        """What is known of a variable."""
        return scope.get(function_name(node), ENTITY)

    def added(self, node: SyntaxNode, scope: Scope) -> Bound:
        """a + b − c: numbers, texts or lists."""
        sizes = [self.value(child, scope) for child in node.children if child.token is None]
        numbers = [size.number for size in sizes]
        texts = [size.text for size in sizes]
        whole = Bound(
            sum(size.length if size.number is None else NUMERAL for size in sizes),
            sum(size.total if size.number is None else NUMERAL for size in sizes),
            None if None in numbers else sum(number for number in numbers if number is not None),
            None if None in texts else "".join(text for text in texts if text is not None),
            largest(size.inner or size for size in sizes),
        )
        self.spend(len(sizes) + whole.total / CHARACTERS, node)
        if all(number is not None for number in numbers):
            return Bound(number=whole.number)
        return whole

    def multiplied(self, node: SyntaxNode, scope: Scope) -> Bound:
        """a * b / c % d ^ e."""
        sizes = [self.value(child, scope) for child in node.children if child.token is None]
        number: float | None = 1.0
        for size in sizes:
            number = None if number is None or size.number is None else min(number * max(1.0, size.number), 1e300)
        signs = {child.token.text for child in node.children if child.token is not None}
        if signs <= {"*"}:
            return Bound(number=number)
        # What is divided by less than one gets larger.
        whole = all(child.text.isdecimal() and int(child.text) for child in node.children[2::2])
        return Bound(number=sizes[0].number if signs == {"%"} or (signs == {"/"} and whole) else None)

    def compared(self, node: SyntaxNode, scope: Scope) -> Bound:
        """Comparisons cost as much as what they compare is large; =~ only takes expressions that can't run away."""
        operands = [child for child in node.children if child.token is None]
        sizes = [self.value(child, scope) for child in operands]
        words = {child.token.text.upper() for child in node.children if child.token is not None}
        for child in operands:
            words |= {part.token.text.upper() for part in child.children if part.token is not None}
        if "=~" in words:
            for size in sizes[1:]:
                steps = regexes.cost(size.text, max(sizes[0].length, regexes.SUBJECT), node.line)
                self.spend(min(steps, WORK) / 10, node)
        within = max((size.length for size in sizes[1:]), default=1) if "IN" in words else 0
        if "CONTAINS" in words:
            within = searched(sizes)
        self.spend(1 + within + sum(size.total for size in sizes) / CHARACTERS, node)
        return Bound()

    def comparison(self, node: SyntaxNode, scope: Scope) -> Bound:
        """What stands on the right of IN, CONTAINS, =~ …"""
        return self.each(node, scope)

    def loop(self, node: SyntaxNode, scope: Scope) -> Bound:
        """[x IN list WHERE … | …], all(), any(), none(), single()."""
        variable = function_name(node.parts("variable")[0])
        source, *bodies = node.parts("expression")
        over, before = self.value(source, scope), self.work
        self.work, inner = 0.0, scope | {variable: over.item()}
        sizes = [self.value(body, inner) for body in bodies]
        once, self.work = self.work + 1, before
        self.spend(max(1, over.length) * once, node)
        if node.rule != "listComprehension":
            return Bound()
        makes = any(child.token is not None and child.token.text == "|" for child in node.children)
        if not makes:
            return over
        return Bound(over.length, over.length * sizes[-1].total, inner=sizes[-1])

    def reduced(self, node: SyntaxNode, scope: Scope) -> Bound:
        """reduce(a = start, x IN list | …): followed for a few turns, which tell how it grows."""
        total, variable = map(function_name, node.parts("variable"))
        start, source, body = node.parts("expression")
        now, over, before = self.value(start, scope), self.value(source, scope), self.work
        inner = scope | {variable: over.item()}
        steps = max(1, int(min(over.length, LENGTH)))
        self.work = 0.0
        if now.number is not None and self.value(body, inner | {total: A_NUMBER}).number is not None:
            once, self.work = self.work + 1, before
            self.spend(steps * once, node)
            return A_NUMBER
        grown, once, now = [0.0], self.work, replace(now, number=None)
        for _ in range(min(steps, TURNS)):
            self.work = 0.0
            later = self.value(body, inner | {total: now})
            once = max(once, self.work + 1)
            grown.append(max(later.length - now.length, later.total - now.total, 0))
            now = replace(largest((now, later)), number=None)
        self.work = before
        rest = steps - len(grown) + 1
        if rest > 0 and grown[-1] > grown[-2] * 1.000001:
            raise StatementRejected(1, f"line {node.line}: what reduce() builds grows by itself over {steps:,} turns")
        built = now.total + grown[-1] * rest
        # What grows is copied each time.
        self.spend(steps * once + (built * steps / CHARACTERS / 2 if grown[-1] else 0), node)
        return replace(now, length=now.length + grown[-1] * rest, total=built)

    def called(self, node: SyntaxNode, scope: Scope) -> Bound:
        """A function."""
        name = "".join(node.parts("functionName")[0].text.lower().split("`"))
        sizes = [self.value(argument, scope) for argument in node.parts("functionArgument")]
        first = sizes[0] if sizes else Bound()
        if name == "range":
            return self.ranged(node, sizes)
        if name == "collect":
            gathered = min(scope.get("", Bound(GATHERED)).length, GATHERED)
            return Bound(gathered, min(gathered * first.total, GATHERED_MASS), inner=first)
        if name in rules.PARSING and any(size.length > PARSED for size in sizes):
            raise StatementRejected(1, f"line {node.line}: {name}() of a text of over {PARSED:,} characters")
        if name in rules.TEMPORAL:
            self.spend(TEMPORAL, node)
            return Bound(1, 10)
        self.spend(1 + sum(size.total for size in sizes) / CHARACTERS, node)
        if name in ("replace", "split"):
            self.spend(searched(sizes[:2]), node)
        return self.made(name, sizes, first)

    def made(self, name: str, sizes: list[Bound], first: Bound) -> Bound:
        """What a function gives, by what it is given; of one that is not named here nothing is known but that."""
        if name in SMALL_NUMBERS:
            return Bound(number=SMALL_NUMBERS[name])
        if name in ("size", "length", "char_length", "character_length"):
            return Bound(number=first.length)
        if name == "count":
            return A_NUMBER
        if name in ("abs", "tointeger", "floor", "ceil", "round", "max", "min", "avg", "nullif", "tofloat"):
            return replace(first, text=None)
        if name in ("sqrt", "tointegerornull", "tofloatornull"):
            return Bound(number=None if first.number is None else max(1.0, first.number))
        if name == "coalesce":
            return replace(largest(sizes), text=None)
        if name in ("head", "last"):
            return replace(first.item(), text=None)
        if name == "replace" and len(sizes) == 3:
            searched_for = len(sizes[1].text or "")
            places = first.length / searched_for if searched_for else first.length + 1
            grown = max(first.length, 1) + places * max(1, sizes[2].length - searched_for)
            if searched_for and sizes[2].length <= searched_for:
                grown = max(first.length, 1)
            return Bound(grown, grown)
        if name == "split":
            return Bound(first.length + 1, first.total + first.length + 1, inner=Bound(first.length, first.total))
        if name in ("tolower", "toupper", "lower", "upper"):
            return Bound(first.length * 3, first.total * 3)
        if name in ("tail", "reverse", "substring", "left", "right", "nodes", "relationships", "labels", "keys"):
            return replace(first, number=None, text=None)
        if name in ("type", "elementid", "id", "valuetype", "randomuuid"):
            return Bound(NAME, NAME)
        if name in ("startnode", "endnode", "properties"):
            return ENTITY
        if name in ("tostring", "tostringornull") and first.number is not None:
            return Bound(NUMERAL, NUMERAL)
        return replace(together(sizes), text=None)

    def normalized(self, node: SyntaxNode, scope: Scope) -> Bound:
        """normalize() and trim(), which have grammar of their own."""
        size = largest(self.value(child, scope) for child in node.children if child.token is None)
        self.spend(1 + size.total / CHARACTERS * 10, node)
        return Bound(size.length * 4, size.total * 4)

    def ranged(self, node: SyntaxNode, sizes: list[Bound]) -> Bound:
        """range(a, b, step): rejected when it is too long, or nobody can tell."""
        bounds = [size.number for size in sizes[:2]]
        if None in bounds:
            raise StatementRejected(
                1, f"line {node.line}: the length of range() is unknown: bound it by a number, a parameter or size(…)"
            )
        known = [self.whole_number(argument) for argument in node.parts("functionArgument")]
        if None not in known and len(known) >= 2:
            low, high, step = (known[0] or 0, known[1] or 0, (*known, 1)[2] or 1)
            length = max(1.0, (high - low) // step + 1)
        else:
            length = sum(bound for bound in bounds if bound is not None) + 1
        if length > RANGE:
            raise StatementRejected(1, f"line {node.line}: range() of {length:,.0f} numbers; the limit is {RANGE:,}")
        self.spend(1, node)
        return Bound(max(1, length), max(1, length), inner=Bound(number=max_number(sizes[:2])))

    def whole_number(self, node: SyntaxNode) -> int | None:
        """The whole number, with its sign, that is written out or given as a parameter; None for anything else."""
        text = node.text
        if text.removeprefix("-").isdecimal():
            return int(text)
        if text.startswith("$"):
            value = self.values.get(text[1:].strip("`"))
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        return None

    def listed(self, node: SyntaxNode, scope: Scope) -> Bound:
        """[a, b, c] and {a: b}."""
        sizes = [self.value(child, scope) for child in node.parts("expression")]
        keys = sum(len(key.text) for key in node.parts("propertyKeyName"))
        inner = largest(sizes) if sizes else Bound()
        return Bound(max(1, len(sizes)), sum(size.total for size in sizes) + keys + 1, inner=inner)

    def projected(self, node: SyntaxNode, scope: Scope) -> Bound:
        """a {.b, .*, c: d, e}: a map of all of them."""
        base = self.value(node.parts("variable")[0], scope)
        sizes = []
        for part in node.parts("mapProjectionElement"):
            if expressions := part.parts("expression"):
                sizes.append(self.value(expressions[0], scope))
            elif variables := part.parts("variable"):
                sizes.append(self.value(variables[0], scope))
            else:
                sizes.append(base if part.text.endswith("*") else base.item())
        self.spend(1 + len(sizes), node)
        return Bound(max(1, len(sizes)), sum(size.total for size in sizes) + 1, inner=largest([base.item(), *sizes]))

    def postfixed(self, node: SyntaxNode, scope: Scope) -> Bound:
        """a.b, a[1], a[1..5]."""
        base = self.value(node.children[0], scope)
        for part in node.children[1:]:
            inner = [child for child in part.walk() if child.rule == "expression"]
            for child in inner[:2]:
                self.value(child, scope)
            signs = [child.token.text for child in part.children if child.token is not None]
            if ".." not in signs:
                base = replace(base.item(), text=None)
                continue
            end = self.whole_number(inner[-1]) if inner and signs[-2:] != ["..", "]"] else None
            if end is not None and end >= 0:  # one that counts from the list's end cuts off nobody knows how much
                length = min(base.length, max(1, end))
                base = replace(base, length=length, total=min(base.total, length * base.item().total))
            base = replace(base, number=None, text=None)
        return base

    def subquery(self, node: SyntaxNode, scope: Scope) -> Bound:
        """EXISTS {}, COUNT {}, COLLECT {}, [(a)--(b) | …]: rows of their own, which a timeout does see."""
        before, inner, rows = self.work, dict(scope), 1.0
        graph, lowered = self.graph, self.lowered
        self.graph, self.work, self.lowered = min(self.graph, NEIGHBOURS), 0.0, 1.0
        item = ENTITY
        for part in node.children:
            if part.rule in ("patternList", "pathPatternNonEmpty", "patternElement"):
                inner, made = self.pattern(SyntaxNode("", [part]), inner)
                rows *= made
            elif part.rule == "regularQuery":
                inner, rows = self.query(part, inner, 1)
                item = largest([*inner.values(), ENTITY])
            elif part.token is None:
                item = largest([self.each(SyntaxNode("", [part]), inner), item])
        all_rows = min(rows * self.lowered, 1e15)
        once, self.work, self.graph, self.lowered = self.work, before, graph, lowered
        self.spend(100 + once + min(rows, MASS), node)
        if node.rule in ("collectExpression", "patternComprehension"):
            gathered = min(all_rows, GATHERED)
            return Bound(gathered, min(gathered * item.total, GATHERED_MASS), inner=item)
        return Bound(number=all_rows) if node.rule == "countExpression" else Bound()


def path(longest: float) -> Bound:
    """A path, or a list of what lies on one."""
    return Bound(longest * 2 + 1, (longest * 2 + 1) * PROPERTY.total, inner=ENTITY)


def searched(sizes: list[Bound]) -> float:
    """Steps of looking for one text in another, at its worst."""
    return sizes[0].length * max((size.length for size in sizes[1:]), default=1) / CHARACTERS


def is_aggregate(node: SyntaxNode) -> bool:
    """Whether an expression gathers all rows into one: a projection of nothing else gives a single row."""
    return any(
        part.rule == "countStar" or (part.rule == "functionName" and part.text.lower() in rules.AGGREGATES)
        for part in node.walk()
    )


def function_name(node: SyntaxNode) -> str:
    """A variable's name: `a` in backticks is a."""
    text = node.text
    return text[1:-1].replace("``", "`") if text.startswith("`") and text.endswith("`") else text


def highest(node: SyntaxNode) -> int | None:
    """The longest length of `*2..5`, `{2,5}`, `{3}`; None when there is none."""
    words = [child.token.text for child in node.children if child.token is not None]
    inside = [word for word in words if word not in ("*", "{", "}")]
    if "+" in words or not inside or inside[-1] in ("..", ","):
        return None
    return int(inside[-1], 0) if inside[-1].isalnum() else None


def unquoted(text: str) -> str:
    """A string literal's value."""
    chars, inner = [], iter(text[1:-1])
    plain = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
    for char in inner:
        if char == "\\":
            after = next(inner, "")
            chars.append(plain.get(after, after))
        else:
            chars.append(char)
    return "".join(chars)


SMALL_NUMBERS = {"rand": 1.0, "sign": 1.0, "sin": 1.0, "cos": 1.0, "pi": 4.0, "e": 3.0}
Method = Callable[[Costs, SyntaxNode, Scope], Bound]
METHODS: dict[str, Method] = {
    "caseExpression": Costs.cased,
    "extendedCaseExpression": Costs.cased,
    "normalizeFunction": Costs.normalized,
    "trimFunction": Costs.normalized,
    "stringLiteral": Costs.literal,
    "numberLiteral": Costs.literal,
    "signedIntegerLiteral": Costs.literal,
    "parameter": Costs.parameter,
    "variable": Costs.variable,
    "expression6": Costs.added,
    "expression5": Costs.multiplied,
    "expression4": Costs.multiplied,
    "expression8": Costs.compared,
    "expression7": Costs.compared,
    "comparisonExpression6": Costs.comparison,
    "listComprehension": Costs.loop,
    "listItemsPredicate": Costs.loop,
    "reduceExpression": Costs.reduced,
    "functionInvocation": Costs.called,
    "listLiteral": Costs.listed,
    "map": Costs.listed,
    "mapProjection": Costs.projected,
    "expression2": Costs.postfixed,
    "existsExpression": Costs.subquery,
    "countExpression": Costs.subquery,
    "collectExpression": Costs.subquery,
    "patternComprehension": Costs.subquery,
    "patternExpression": Costs.subquery,
    "shortestPathExpression": Costs.subquery,
}
