"""The one palette: the canvas takes its colours from here, and `tokens.css` is written from it for everything else.

`python -m explorer.network.palette` writes the file; `make assets` does so before it bundles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from cypher import schema

Scheme = Literal["light", "dark"]
FILE = Path(__file__).parents[1] / "browser" / "tokens.css"
FONT = 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif'
MONO = 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace'


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a scheme that are not a type's own; the canvas uses the first seven."""

    ground: str
    text: str
    soft: str
    node: str
    border: str
    accent: str
    tension: str
    card: str
    raised: str
    line: str
    strong: str
    accent_soft: str
    tension_soft: str
    plus: str
    minus: str
    shadow: str
    # How a source is.
    fresh: str
    late: str
    failing: str
    held: str
    never: str
    # Cypher in the editor.
    code_keyword: str
    code_string: str
    code_number: str
    code_comment: str
    code_parameter: str
    code_label: str
    code_type: str
    code_property: str
    code_function: str
    code_mark: str


PAINTS: dict[Scheme, Paint] = {
    "light": Paint(
        ground="#fafaf8",
        text="#1c1f26",
        soft="#5b6270",
        node="#ffffff",
        border="#8b93a3",
        accent="#2f5bea",
        tension="#b3261e",
        card="#ffffff",
        raised="#f3f3f0",
        line="#e4e4df",
        strong="#cfcfc8",
        accent_soft="#eaeffd",
        tension_soft="#fdecea",
        plus="#0b5351",
        minus="#d4351c",
        shadow="0 1px 2px rgb(20 22 30 / 6%), 0 8px 24px rgb(20 22 30 / 7%)",
        fresh="#126a32",
        late="#9a4508",
        failing="#c81e1e",
        held="#7c3aed",
        never="#5b6270",
        code_keyword="#1d4ed8",
        code_string="#15803d",
        code_number="#b45309",
        code_comment="#6b7280",
        code_parameter="#be185d",
        code_label="#7c3aed",
        code_type="#b3261e",
        code_property="#334155",
        code_function="#0f766e",
        code_mark="#6b7280",
    ),
    "dark": Paint(
        ground="#0e1014",
        text="#e8eaf0",
        soft="#9aa2b1",
        node="#1a1e26",
        border="#6d7686",
        accent="#8aa6ff",
        tension="#ff8a80",
        card="#15181e",
        raised="#1c2028",
        line="#262b34",
        strong="#39404c",
        accent_soft="#1c2540",
        tension_soft="#33191a",
        plus="#5eead4",
        minus="#ef5a4c",
        shadow="0 1px 2px rgb(0 0 0 / 30%), 0 10px 30px rgb(0 0 0 / 35%)",
        fresh="#4ade80",
        late="#fbbf24",
        failing="#f87171",
        held="#b79bff",
        never="#9aa2b1",
        code_keyword="#8ab4ff",
        code_string="#7ddc9a",
        code_number="#fbbf77",
        code_comment="#838c9c",
        code_parameter="#f9a8d4",
        code_label="#c4b5fd",
        code_type="#ff9d94",
        code_property="#cbd5e1",
        code_function="#5eead4",
        code_mark="#9aa2b1",
    ),
}
FILLS: dict[Scheme, dict[str, tuple[str, str]]] = {
    "light": {
        "person": ("#eef2ff", "#6477b8"),
        "organization": ("#f5f2ec", "#8a7d66"),
        "state": ("#e8f3f1", "#4d837b"),
        "vessel": ("#e9f1f8", "#5a7f9e"),
        "aircraft": ("#f1eef8", "#7d6fa3"),
        "other": ("#f3f4f6", "#7b8494"),
    },
    "dark": {
        "person": ("#1e2438", "#8493cf"),
        "organization": ("#29251d", "#b0a184"),
        "state": ("#16292a", "#6fb0a6"),
        "vessel": ("#182633", "#7fa8cb"),
        "aircraft": ("#241f33", "#a697d1"),
        "other": ("#20242c", "#99a2b3"),
    },
}
"""Fill and border of an actor, by kind."""


def type_colour(look: schema.Look) -> str:
    """The colour of a type's line as CSS takes it, for both schemes."""
    return f"light-dark({look.light}, {look.dark})"


def colour_tokens(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Every colour of a scheme as a custom property."""
    for name, value in asdict(PAINTS[scheme]).items():
        yield name.replace("_", "-"), value
    for kind, (fill, border) in FILLS[scheme].items():
        yield f"kind-{kind}", fill
        yield f"kind-{kind}-border", border


def rules() -> str:
    """`tokens.css`: measures and fonts, then the colours of light and of dark."""
    light, dark = (
        "".join(f"  --{name}: {value};\n" for name, value in colour_tokens(scheme)) + f"  color-scheme: {scheme};\n"
        for scheme in PAINTS
    )
    measures = f"  --header: 56px;\n  --aside: 392px;\n  --font: {FONT};\n  --mono: {MONO};\n"
    indented = "".join(f"  {line}\n" for line in dark.splitlines())
    return (
        "/* Written by `make assets` from explorer/network/palette.py: change the colours there. */\n"
        f":root {{\n{measures}{light}}}\n\n"
        f':root[data-mantine-color-scheme="dark"] {{\n{dark}}}\n\n'
        "/* Until Mantine says which scheme a person chose, the system's. */\n"
        "@media (prefers-color-scheme: dark) {\n"
        f"  :root:not([data-mantine-color-scheme]) {{\n{indented}  }}\n"
        "}\n"
    )


if __name__ == "__main__":
    FILE.write_text(rules(), "utf-8")
