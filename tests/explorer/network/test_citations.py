"""Citations: nothing is quoted that nobody said, and what is escaped can be read back."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network import citations

ROW: dict[str, Any] = {
    "said_by": "US NSC",
    "evidence": "North Korea shipped rockets to Wagner by rail.",
    "standing": "live",
    "stance": "asserted",
    "subject_name": "North Korea",
    "object_name": "Wagner Group",
    "claims": "SUPPLIES",
    "type": "SUPPLIES",
    "valid_from": date(2022, 11, 1),
    "valid_from_precision": "month",
    "valid_to": None,
    "valid_to_precision": None,
    "on_list_by": None,
    "on_list_until": None,
    "publisher": "Press & Co",
    "source_title": "Wagner in January 2023",
    "locator": "P1",
    "url": "https://example.org/a_b?c=1&d={2}",
    "confidence": 0.9,
    "source": "wagner-2023",
    "id": "0a1b:1",
    "said_at": date(2023, 1, 27),
    "recorded_at": datetime(2024, 5, 6, 7, 8, tzinfo=UTC),
    "withdrawn_at": None,
}
MARKS = '"“”„‟«»‹›‘’‚'
BACK = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}


def read_back(text: str) -> dict[str, str]:
    """The fields of a BibTeX entry, found as BibTeX finds them: by counting braces, whatever stands before one."""
    head = re.match(r"@misc\{([^\s,{}%#\\~]+),", text)
    assert head, text
    fields, at = {"key": head[1]}, head.end()
    while match := re.compile(r"\s*,?\s*([a-z]+) = \{").match(text, at):
        depth, at = 1, match.end()
        start = at
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[match[1]] = text[start : at - 1]
    assert text[at:] == "\n}\n"
    return fields


def unescaped(value: str) -> str:
    """What TeX would print."""
    pattern = "|".join(re.escape(code) for code in BACK)
    plain = re.sub(pattern, "", value)
    assert not re.search(r"[\\{}~^&%$#_]", plain), value
    return re.sub(pattern, lambda match: BACK[match[0]], value)


def test_a_footnote_says_who_where_and_when_and_quotes_nobody() -> None:
    assert citations.footnote(ROW) == (
        "North Korea supplies Wagner Group (since 2022-11), according to US NSC, as summarised by "
        "Wagner in January 2023: North Korea shipped rockets to Wagner by rail. "
        "Wagner in January 2023, Press & Co, 2023-01-27, P1. "
        "https://example.org/a_b?c=1&d={2}. Accessed 2024-05-06. Confidence 90%. faultlines wagner-2023/0a1b:1."
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"standing": "denied", "stance": "denied"}, "denied by US NSC, as summarised by"),
        ({"stance": "announced"}, "announced, according to US NSC"),
        ({"standing": "withdrawn", "withdrawn_at": date(2023, 2, 1)}, "2023 (withdrawn 2023-02-01): "),
        (
            {"claims": "DESIGNATES", "valid_from": None}
            | {"on_list_by": date(2022, 12, 28), "on_list_until": date(2023, 1, 26)},
            "(on the list by 2022-12-28, at least until 2023-01-26), according to",
        ),
        ({"source_title": None}, "as summarised by wagner-2023"),
        ({"publisher": None, "locator": None, "said_at": None, "url": None}, ". Wagner in January 2023. Accessed 2024"),
    ],
)
def test_a_footnote_keeps_what_a_reader_must_know(change: dict[str, Any], told: str) -> None:
    assert told in citations.footnote({**ROW, **change})


def test_bibtex_carries_every_part() -> None:
    fields = read_back(citations.bibtex(ROW))
    assert {name: value for name, value in fields.items() if name not in ("note", "url")} == {
        "key": "wagner-2023:0a1b:1",
        "author": r"{Press \& Co}",
        "title": "{Wagner in January 2023}",
        "publisher": r"{Press \& Co}",
        "date": "2023-01-27",
        "year": "2023",
        "urldate": "2024-05-06",
    }
    assert fields["url"] == "https://example.org/a_b?c=1&d=%7B2%7D"
    assert "according to US NSC, as summarised by Wagner in January 2023" in fields["note"]


def test_csl_json_carries_every_part() -> None:
    (item,) = json.loads(citations.csl(ROW))
    assert item["issued"] == {"date-parts": [[2023, 1, 27]]}
    assert item["accessed"] == {"date-parts": [[2024, 5, 6]]}
    assert (item["title"], item["publisher"], item["URL"]) == ("Wagner in January 2023", "Press & Co", ROW["url"])
    assert item["note"].startswith("P1. North Korea supplies Wagner Group (since 2022-11), according to US NSC")
    assert json.loads(citations.csl({**ROW, "url": "javascript:alert(1)"}))[0]["type"] == "document"


TEXTS = st.text(max_size=40) | st.text("\\{}%&$#_~^\"'@,= \n", max_size=20)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_text_is_read_back_from_bibtex_and_json(
    title: str, publisher: str, said_by: str, evidence: str, locator: str, url: str
) -> None:
    given_row = {"source_title": title, "publisher": publisher, "said_by": said_by, "evidence": evidence}
    row = {**ROW, **given_row, "locator": locator, "url": f"https://example.org/{url}"}
    fields = read_back(citations.bibtex(row))
    assert unescaped(fields["title"][1:-1]) == citations.title_of(row)
    assert unescaped(fields["author"][1:-1]) == (citations.one_line(publisher) or citations.title_of(row))
    assert unescaped(fields["note"]) == citations.remark(row)
    if address := fields.get("url"):
        assert not re.search(r"[{}\\\s]", address)
    (item,) = json.loads(citations.csl(row))
    assert (item["title"], item["note"]) == (citations.title_of(row), citations.remark(row))


@settings(deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["live", "denied", "withdrawn"]))
def test_no_citation_adds_quotation_marks(evidence: str, said_by: str, standing: str) -> None:
    row = {**ROW, "evidence": evidence, "said_by": said_by, "standing": standing, "withdrawn_at": date(2023, 2, 1)}
    own = "".join(map(str, (evidence, said_by)))
    for text in (citations.footnote(row), citations.remark(row)):
        assert all(text.count(mark) <= 2 * own.count(mark) for mark in MARKS)
