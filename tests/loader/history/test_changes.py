"""A list that changes from one edition to the next: what is created, changed, withdrawn, held and kept."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from cypher.errors import FaultlinesError, InputError, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from loader.archive.store import hash_file
from loader.runs.outcome import Outcome
from loader.runs.run import drop_held
from loader.spool import Spool
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, beside, native
from tests.loader.truth import content, edges, every_text, size, withdrawn

OFAC = "authorities:us-ofac"
DOE, ROE, FLEET = (
    Listed(1, "DOE, John"),
    Listed(2, "ROE, Jane", programmes=("SDGT", "IRAN")),
    Listed(3, "FLEET LTD.", ""),
)
MANY = [Listed(100 + n, f"MANY, Name {n}") for n in range(40)]
"""Enough that twenty may go."""


def listed(graph: Graph) -> set[tuple[str, str]]:
    """Who is listed under which programme."""
    rows = graph.read("MATCH (:Actor)-[e:DESIGNATES]->() RETURN e.object_record AS record, e.programme AS programme")
    return {(row["record"].removeprefix("ofac-sdn:"), row["programme"]) for row in rows}


def counts(outcome: Outcome, what: str = "statements") -> tuple[int, int, int, int]:
    """Created, changed, unchanged, withdrawn."""
    found = getattr(outcome.difference, what)
    return found.created, found.changed, found.unchanged, found.withdrawn


def test_a_programme_comes_and_another_goes(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    first = listing("ofac-sdn", native(tmp_path / "1", DOE, ROE, FLEET))
    assert (counts(first, "actors"), counts(first)) == ((3, 0, 0, 0), (4, 0, 0, 0))
    second = listing("ofac-sdn", native(tmp_path / "2", DOE, Listed(2, "ROE, Jane", programmes=("SDGT", "TCO")), FLEET))
    assert (counts(second, "actors"), counts(second)) == ((0, 0, 3, 0), (1, 0, 3, 1))
    assert listed(graph) == {("1", "SDGT"), ("2", "SDGT"), ("2", "TCO"), ("3", "SDGT")}
    assert withdrawn(graph) == {(OFAC, "DESIGNATES", "ofac-sdn:2", "ended")}
    (old,) = graph.read("MATCH ()-[w:WITHDRAWN]->() RETURN properties(w) AS said")
    assert old["said"]["programme"] == "IRAN"
    assert old["said"]["withdrawn_run"] == second.run
    assert old["said"]["recorded_run"] == first.run
    assert old["said"]["evidence"]


def test_another_name_leaves_the_old_version(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE, ROE))
    outcome = listing("ofac-sdn", native(tmp_path / "2", Listed(1, "DOE, Jonathan"), ROE))
    assert (counts(outcome, "actors"), counts(outcome)) == ((0, 1, 1, 0), (0, 0, 3, 0))
    (record,) = graph.read(
        "MATCH (r:Record {id: 'ofac-sdn:1'})-[:DESCRIBES]->(a) RETURN r.n AS n, r.name AS name, a.name AS shown"
    )
    assert record == {"n": 2, "name": "DOE, Jonathan", "shown": "DOE, Jonathan"}
    (version,) = graph.read(
        "MATCH (v:RecordVersion)-[:OF]->(r) RETURN v.id AS id, v.n AS n, v.name AS name, v.identifiers AS ids"
    )
    assert version == {"id": "ofac-sdn:1:1", "n": 1, "name": "DOE, John", "ids": ["ofac:1"]}
    assert [row["actor"] for row in graph.ask("search", text="jonathan")] == ["ofac-sdn:1"]
    assert graph.ask("search", text="doe john") != []


def test_a_kind_that_changes_changes_the_label(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE, Listed(9, "STAR", "vessel", flag="Iran")))
    listing("ofac-sdn", native(tmp_path / "2", DOE, Listed(9, "STAR", "aircraft")))
    (row,) = graph.read("MATCH (a:Actor {id: 'ofac-sdn:9'}) RETURN labels(a) AS labels, a.countries AS countries")
    assert (set(row["labels"]), row["countries"]) == ({"Actor", "Aircraft"}, None)


def test_a_delisting_and_a_return(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    editions = [native(tmp_path / "1", DOE, ROE), native(tmp_path / "2", ROE)]
    listing("ofac-sdn", editions[0])
    gone = listing("ofac-sdn", editions[1])
    assert (counts(gone, "actors"), counts(gone)) == ((0, 0, 1, 1), (0, 0, 2, 1))
    assert withdrawn(graph) == {(OFAC, "DESIGNATES", "ofac-sdn:1", "ended")}
    (record,) = graph.read(
        "MATCH (r:Record {id: 'ofac-sdn:1'})-[:DESCRIBES]->(a) "
        "RETURN r.live AS live, a.live AS shown, r.withdrawn_run AS run"
    )
    assert record == {"live": False, "shown": False, "run": gone.run}
    back = listing("ofac-sdn", editions[0])
    assert (counts(back, "actors"), counts(back)) == ((1, 0, 1, 0), (1, 0, 2, 0))
    (row,) = graph.read(
        "MATCH ()-[e:DESIGNATES {object_record: 'ofac-sdn:1'}]->(a) "
        "RETURN e.id AS id, e.statement AS statement, a.live AS live"
    )
    assert row["id"] == f"{row['statement']}:2"
    assert row["live"]
    assert not listing("ofac-sdn", editions[1]).same
    listing("ofac-sdn", editions[0])
    numbers = graph.read("MATCH ()-[e:WITHDRAWN|DESIGNATES {object_record: 'ofac-sdn:1'}]->() RETURN e.id AS id")
    assert sorted(row["id"].split(":")[1] for row in numbers) == ["1", "2", "3"]
    (record,) = graph.read("MATCH (r:Record {id: 'ofac-sdn:1'}) RETURN r.n AS n, r.withdrawn_at AS at")
    assert record == {"n": 3, "at": None}


def test_a_statement_that_changes_keeps_what_it_was(loads: Loads, source: Folder, graph: Graph) -> None:
    actors = "key,name,kind\na,Alpha,state\nb,Beta,state\n"
    head = "subject,type,object,said_by,evidence,confidence,stance\n"
    source(
        "tiny",
        actors=actors,
        statements=head + "a,rival-of,b,x,They fight.,0.5,\na,rival-of,b,y,They do not.,,denied\n",
    )
    loads("tiny")
    source(
        "tiny", actors=actors, statements=head + "b,rival-of,a,x,They fight.,0.9,\na,rival-of,b,y,Not at all.,,denied\n"
    )
    outcome = loads("tiny")
    assert counts(outcome) == (0, 2, 0, 0)
    rows = graph.read(
        "MATCH ()-[w:WITHDRAWN]->() RETURN w.type AS type, w.denied AS denied, w.why AS why, w.evidence AS evidence"
    )
    assert sorted(tuple(map(str, row.values())) for row in rows) == [
        ("RIVAL_OF", "None", "changed", "They fight."),
        ("RIVAL_OF", "True", "changed", "They do not."),
    ]
    (live,) = graph.read("MATCH ()-[e:RIVAL_OF]-() RETURN DISTINCT e.confidence AS confidence, e.id AS id")
    assert (live["confidence"], live["id"].split(":")[1]) == (0.9, "2")


def test_the_same_bytes_write_nothing(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    edition = native(tmp_path / "1", DOE, ROE)
    first = listing("ofac-sdn", edition)
    before, number = size(graph), graph_fingerprint(graph)
    copy = tmp_path / "2" / "sdn.csv"
    copy.parent.mkdir()
    copy.write_bytes(edition.read_bytes())
    again = listing("ofac-sdn", copy)
    assert again.same
    assert (again.difference.actors.read, again.difference.statements.unchanged) == (2, 3)
    assert again.run != first.run
    assert (size(graph), graph_fingerprint(graph)) == (before, number)


def test_the_same_rows_in_other_bytes_are_unchanged(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE, ROE, FLEET))
    before, number = size(graph), graph_fingerprint(graph)
    outcome = listing("ofac-sdn", native(tmp_path / "2", FLEET, DOE, ROE, crlf=False))
    assert not outcome.same
    assert (counts(outcome, "actors"), counts(outcome)) == ((0, 0, 3, 0), (0, 0, 4, 0))
    assert (size(graph), graph_fingerprint(graph)) == (before, number)


@pytest.mark.usefixtures("anything_may_change")
def test_a_dry_run_changes_nothing_and_says_the_same_numbers(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    first, second = native(tmp_path / "1", DOE, ROE), native(tmp_path / "2", Listed(1, "DOE, Jim"), FLEET)
    everything = "MATCH (n) RETURN count(n) AS nodes, count { ()-->() } AS ties"
    for edition in (first, second):
        before = graph.read(everything), graph_fingerprint(graph), graph.edge_types()
        seen = listing("ofac-sdn", edition, dry_run=True)
        assert (graph.read(everything), graph_fingerprint(graph), graph.edge_types()) == before
        assert not list(listing.settings.home.glob("spool/*"))
        done = listing("ofac-sdn", edition)
        assert (seen.run, seen.status, seen.difference) == (None, done.status, done.difference)
    assert ("changed", "record", "ofac-sdn:1") in seen.examples
    assert ("withdrawn", "statement DESIGNATES", f"{OFAC} → ofac-sdn:2") in seen.examples
    assert listing("ofac-sdn", second, dry_run=True).same


def test_a_refused_row_protects_what_it_would_have_said(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE, ROE, FLEET))
    before = graph_fingerprint(graph)
    outcome = listing("ofac-sdn", native(tmp_path / "2", DOE, Listed(2, "ROE, Jane", "ghost"), '3,"FLEET LTD."'))
    assert (outcome.status, outcome.difference.rejected) == ("done", 2)
    assert counts(outcome, "actors") == (0, 0, 1, 0)
    assert graph_fingerprint(graph) == before
    assert outcome.rejects is not None
    assert "SDN_Type is 'ghost'" in outcome.rejects.read_text("utf-8")


@pytest.mark.usefixtures("anything_may_change")
def test_an_unreadable_key_holds_the_withdrawals_and_writes_the_rest(
    listing: Loads, graph: Graph, tmp_path: Path
) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE, ROE))
    edition = native(tmp_path / "2", DOE, FLEET, Listed("two", "ROE, Jane"))
    held = listing("ofac-sdn", edition)
    assert (held.status, counts(held, "actors"), counts(held)) == ("held", (1, 0, 1, 0), (1, 0, 1, 0))
    assert held.reasons == ("3 withdrawals are held: 1 rejected rows have no readable key",)
    assert listed(graph) == {("1", "SDGT"), ("2", "SDGT"), ("2", "IRAN"), ("3", "SDGT")}
    assert held.run is not None
    again = listing("ofac-sdn", edition)
    assert again.status == "held"
    assert not again.same
    with pytest.raises(UsageError, match="is dropped, not held"):
        listing.accept(held.run)
    assert again.run is not None
    done = listing.accept(again.run)
    assert (done.status, counts(done)[3]) == ("done", 2)
    assert listed(graph) == {("1", "SDGT"), ("3", "SDGT")}


@pytest.fixture
def held(listing: Loads, tmp_path: Path) -> Outcome:
    """A run that would withdraw more than it may."""
    listing("ofac-sdn", native(tmp_path / "1", *MANY), as_of=date(2023, 1, 1))
    outcome = listing("ofac-sdn", native(tmp_path / "sdn", *MANY[:19], FLEET, name="sdn_2023-02-02.csv"))
    assert outcome.status == "held"
    return outcome


def test_too_many_withdrawals_are_held_and_nothing_is_written(held: Outcome, graph: Graph) -> None:
    assert set(held.reasons) == {
        "would withdraw 21 of 40 live records; the limit is 20",
        "would withdraw 21 of 40 live statements; the limit is 20",
    }
    assert len(listed(graph)) == 40
    assert not withdrawn(graph)
    assert graph.ask("runs", source="ofac-sdn")[0]["status"] == "held"


def test_exactly_the_limit_goes_through(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", *MANY))
    assert listing("ofac-sdn", native(tmp_path / "2", *MANY[:20])).status == "done"
    assert len(listed(graph)) == 20


@pytest.mark.parametrize(("before", "after", "status"), [(19, 9, "held"), (19, 10, "done"), (2, 1, "done")])
def test_no_more_than_half_of_a_small_list_goes(
    listing: Loads, graph: Graph, tmp_path: Path, before: int, after: int, status: str
) -> None:
    listing("ofac-sdn", native(tmp_path / "1", *MANY[:before]))
    assert listing("ofac-sdn", native(tmp_path / "2", *MANY[:after])).status == status
    assert len(listed(graph)) == (after if status == "done" else before)


def test_the_only_entry_of_a_list_changes_but_does_not_go(loads: Loads, source: Folder, graph: Graph) -> None:
    head, default = "key,name,kind\n", {"share": 0.1}
    source("tiny", actors=f"{head}a,Alpha,state\n", limit=default)
    loads("tiny")
    source("tiny", actors=f"{head}a,Alpha the Great,state\n", limit=default)
    assert loads("tiny").status == "done"
    source("tiny", actors=f"{head}b,Beta,state\n", limit=default)
    assert loads("tiny").reasons == ("would withdraw 1 of 1 live records; the limit is 0",)


def test_too_many_changes_are_held(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", *MANY))
    renamed = [Listed(one.number, one.name + "x") for one in MANY[:21]]
    outcome = listing("ofac-sdn", native(tmp_path / "2", *renamed, *MANY[21:]))
    assert outcome.reasons == ("would change 21 of 40 live records; the limit is 20",)
    assert not graph.read("MATCH (v:RecordVersion) RETURN v.id")


def test_accepting_does_what_was_held(held: Outcome, listing: Loads, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "sdn" / "sdn_2023-02-02.csv").unlink()
    assert held.run is not None
    done = listing.accept(held.run)
    assert (done.run, done.status, counts(done)) == (held.run, "done", (1, 0, 19, 21))
    assert len(listed(graph)) == 20
    said = graph.read("MATCH ()-[w:WITHDRAWN]->() RETURN DISTINCT w.said_until AS day, w.why AS why")
    assert said == [{"day": date(2023, 2, 2), "why": "ended"}]
    with pytest.raises(UsageError, match="is done, not held"):
        listing.accept(held.run)
    with pytest.raises(InputError, match="older than the last one loaded, of 2023-02-02"):
        listing("ofac-sdn", native(tmp_path / "3", DOE), as_of=date(2023, 2, 1))


def test_accepting_is_computed_anew(held: Outcome, listing: Loads, graph: Graph, tmp_path: Path) -> None:
    """A file that failed in the meantime, and what another source says by then, both count."""
    with pytest.raises(InputError):
        listing("ofac-sdn", native(tmp_path / "3", "<html>"))
    assert held.run is not None
    assert listing.accept(held.run).status == "done"
    assert len(listed(graph)) == 20


def test_dropping_leaves_the_graph_as_it_is(held: Outcome, listing: Loads, graph: Graph) -> None:
    before = graph_fingerprint(graph)
    assert held.run is not None
    drop_held(listing.settings, graph, held.run)
    assert graph_fingerprint(graph) == before
    assert graph.ask("runs", source="ofac-sdn")[0]["status"] == "dropped"
    for act in (lambda run: drop_held(listing.settings, graph, run), listing.accept):
        with pytest.raises(UsageError, match="is dropped, not held"):
            act(held.run)
        with pytest.raises(UsageError, match="there is no run 'ofac-sdn-99'"):
            act("ofac-sdn-99")


@pytest.mark.parametrize("newer", ["done", "held", "the same again"])
def test_a_newer_run_supersedes_a_held_one(
    held: Outcome, listing: Loads, graph: Graph, tmp_path: Path, newer: str
) -> None:
    rows = {"done": MANY[1:], "held": MANY[:18], "the same again": MANY}[newer]
    outcome = listing("ofac-sdn", native(tmp_path / "new", *rows))
    assert outcome.status == ("held" if newer == "held" else "done")
    assert outcome.same is (newer == "the same again")
    old = {row["id"]: row for row in graph.ask("runs", source="ofac-sdn")}[str(held.run)]
    assert (old["status"], old["error"]) == ("dropped", f"superseded by {outcome.run}")


def test_a_part_that_is_missing_now_holds_the_run(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    whole = native(tmp_path / "1", DOE, ROE)
    beside(whole, "alt", [(1, 5, "aka", "JOHNNY", "")])
    listing("ofac-sdn", whole)
    before = graph_fingerprint(graph)
    outcome = listing("ofac-sdn", native(tmp_path / "2", DOE, ROE))
    assert outcome.status == "held"
    assert outcome.reasons == ("the part 'alt' was there the last time and is missing now",)
    assert graph_fingerprint(graph) == before
    assert outcome.run is not None
    assert counts(listing.accept(outcome.run), "actors") == (0, 1, 1, 0)


@pytest.mark.usefixtures("anything_may_change")
def test_an_older_input_is_refused_unless_asked_for(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    old = native(tmp_path, DOE, name="sdn_2023-01-01.csv")
    new = native(tmp_path, DOE, ROE, name="sdn_2023-02-01.csv")
    listing("ofac-sdn", new)
    with pytest.raises(InputError, match="of 2023-01-01, older than the last one loaded, of 2023-02-01"):
        listing("ofac-sdn", old)
    assert len(graph.ask("runs", source="ofac-sdn")) == 1
    assert listing("ofac-sdn", old, older=True).status == "done"
    assert listed(graph) == {("1", "SDGT")}
    with pytest.raises(InputError, match="older"):
        listing("ofac-sdn", new, as_of=date(2023, 1, 31))


def test_the_same_bytes_of_a_later_day_count_as_later(listing: Loads, tmp_path: Path) -> None:
    edition = native(tmp_path, DOE)
    listing("ofac-sdn", edition, as_of=date(2023, 1, 1))
    assert listing("ofac-sdn", edition, as_of=date(2023, 3, 1)).same
    with pytest.raises(InputError, match="older than the last one loaded, of 2023-03-01"):
        listing("ofac-sdn", native(tmp_path / "2", ROE), as_of=date(2023, 2, 1))


def test_a_file_s_own_date_is_its_last_change(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    edition = native(tmp_path, DOE)
    os.utime(edition, (1_600_000_000, 1_600_000_000))
    listing("ofac-sdn", edition)
    assert graph.read("MATCH (r:Record {id: 'ofac-sdn:1'}) RETURN r.said_at AS day") == [{"day": date(2020, 9, 13)}]


@pytest.mark.parametrize(
    ("remark", "target"),
    [
        ("Linked To: FLEET LTD.", 3),
        ("Linked To: Fleet, Ltd.", 3),
        ("Linked To: FLEET LTD", 3),
        ("DOB 1960; Linked To: DOE, JOHN.", 1),
        ("Linked To: FLEET LTD; Linked To: Fleet Ltd.", 3),
    ],
)
def test_links_are_found_without_case_and_punctuation(
    listing: Loads, graph: Graph, tmp_path: Path, remark: str, target: int
) -> None:
    outcome = listing("ofac-sdn", native(tmp_path, DOE, Listed(2, "ROE, Jane", remarks=remark), FLEET))
    assert outcome.difference.rejected == 0
    assert edges(graph, "LINKED_TO") == {("ofac-sdn:2", "LINKED_TO", f"ofac-sdn:{target}")}


@pytest.mark.parametrize(
    ("remark", "reason"),
    [
        ("Linked To: NOBODY INC.", "no such name on the list"),
        ("Linked To: TWIN.", "several on the list have this name"),
        ("Linked To: ROE, JANE.", "both ends are the same record"),
    ],
)
def test_links_that_lead_nowhere_are_refused(
    listing: Loads, graph: Graph, tmp_path: Path, remark: str, reason: str
) -> None:
    twins = Listed(8, "TWIN", ""), Listed(9, "Twin.", "")
    outcome = listing("ofac-sdn", native(tmp_path, *twins, Listed(2, "ROE, Jane", remarks=remark)))
    assert (outcome.status, outcome.difference.rejected) == ("done", 1)
    assert not edges(graph, "LINKED_TO")
    assert outcome.rejects is not None
    name = remark.removeprefix("Linked To: ").removesuffix(".")
    assert (
        outcome.rejects.read_text("utf-8").splitlines()[1].replace('"', "") == f"sdn.csv,3,{reason},Linked To: {name}"
    )


def test_a_refused_link_protects_the_links_of_its_actor_and_nothing_else(
    listing: Loads, graph: Graph, tmp_path: Path
) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE, Listed(2, "ROE, Jane", remarks="Linked To: FLEET LTD."), FLEET))
    linked = Listed(2, "ROE, Jane", programmes=("TCO",), remarks="Linked To: FLEET OF SHIPS.")
    listing("ofac-sdn", native(tmp_path / "2", linked, FLEET))
    assert edges(graph, "LINKED_TO") == {("ofac-sdn:2", "LINKED_TO", "ofac-sdn:3")}
    assert listed(graph) == {("2", "TCO"), ("3", "SDGT")}


def test_names_countries_and_what_is_never_kept(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    secret = {
        "DOB 01 Jun 1961",
        "01 Jun 1961",
        "POB Leningrad",
        "A1234567",
        "7707083893",
        "Tax ID",
        "Passport",
        "SSN 123",
    }
    remarks = (
        "DOB 01 Jun 1961; POB Leningrad, Russia; nationality Russia; Passport A1234567 (Russia); a.k.a. 'JD'; "
        "Tax ID No. 7707083893 (Russia); SSN 123-45-6789 (United States); Linked To: FLEE"
    )
    sdn = native(tmp_path, Listed(1, "DOE, John", title="Chairman", remarks=remarks), FLEET)
    beside(sdn, "alt", [(1, 1, "aka", "ДОУ, Джон", ""), (3, 2, "fka", "ARMADA", "")])
    beside(sdn, "add", [(1, 1, "", "", "Iran", ""), (3, 2, "", "", "Korea, North", "")])
    beside(sdn, "sdn_comments", [(1, "T LTD.; alt. citizen Syria")])
    listing("ofac-sdn", sdn)
    (row,) = graph.read(
        "MATCH (r:Record {id: 'ofac-sdn:1'}) RETURN r.names AS names, r.countries AS countries, r.description AS told"
    )
    assert set(row["names"]) == {"DOE, John", "John DOE", "ДОУ, Джон", "Джон ДОУ", "JD"}
    assert (row["countries"], row["told"]) == (["IRN", "RUS", "SYR"], "Chairman")
    assert edges(graph, "LINKED_TO") == {("ofac-sdn:1", "LINKED_TO", "ofac-sdn:3")}
    texts = every_text(graph)
    assert not {secret for secret in secret if secret in texts}
    kinds = {row["scheme"] for row in graph.read("MATCH (i:Identifier) RETURN DISTINCT i.scheme AS scheme")}
    assert kinds <= {"ofac", "domain", "un", "wikidata", "iso3"}


def test_a_full_disk_is_said_and_the_next_run_converges(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    listing("ofac-sdn", native(tmp_path / "1", DOE))
    before = graph_fingerprint(graph)
    edition = native(tmp_path / "2", DOE, ROE)
    for module, name in ((shutil, "copyfile"), (Spool, "add")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, name, full)
            with pytest.raises(FaultlinesError, match=r"failed on this machine's disk: .*No space left on device"):
                listing("ofac-sdn", edition)
        assert graph_fingerprint(graph) == before
        assert graph.ask("runs", source="ofac-sdn")[0]["status"] == "failed"
    assert listing("ofac-sdn", edition).status == "done"
    assert listed(graph) == {("1", "SDGT"), ("2", "SDGT"), ("2", "IRAN")}


def test_an_input_that_can_t_be_read_is_named(tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    edition = native(tmp_path, DOE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(InputError, match="can't be read: Permission denied"):
            hash_file(edition)


@pytest.mark.usefixtures("anything_may_change")
def test_a_clock_that_was_set_back_does_not_turn_history_round(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sdn", native(tmp_path / "1", DOE))
    graph.command("MATCH (s:Source {id: 'ofac-sdn'}) SET s.recorded_at = datetime('2100-01-01T00:00:00Z')")
    listing("ofac-sdn", native(tmp_path / "2", ROE))
    rows = graph.read("MATCH (r:Record {source: 'ofac-sdn', live: true}) RETURN r.recorded_at.year AS year")
    assert rows == [{"year": 2100}]


def test_a_repeated_row_and_an_odd_programme(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    outcome = listing("ofac-sdn", native(tmp_path, DOE, DOE, Listed(4, "ODD", "", programmes=("SDGT; IRAN",))))
    assert (outcome.difference.rejected, outcome.difference.skipped) == (1, 2)
    assert listed(graph) == {("1", "SDGT")}


def test_history_of_a_source_is_not_another_s(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    listing("ofac-sample")
    before = edges(graph, source="ofac-sample")
    listing("ofac-sdn", native(tmp_path / "1", DOE, ROE))
    listing("ofac-sdn", native(tmp_path / "2", DOE))
    assert edges(graph, source="ofac-sample") == before
    assert content(graph)
