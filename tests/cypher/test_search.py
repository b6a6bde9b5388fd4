"""Search ranks as a person would: whole names, states by their names, acronyms, whole words before beginnings."""

from collections.abc import Iterator

import pytest

from cypher.graph import Graph
from cypher.names import folded_names
from cypher.settings import Settings
from tests.cypher import small

W, S, A = "wagner-2023:", "states:", "authorities:"
PUTIN, PRIGOZHIN, KIM, WAGNER = (
    f"{W}vladimir-putin",
    f"{W}yevgeny-prigozhin",
    f"{W}kim-jong-un",
    f"{W}wagner-group",
)
COUNCIL, RUSSIAN_MOD = f"{A}un-security-council", f"{W}russian-ministry-of-defence"
PLANTED = {
    "gru": ("organization", ["Main Directorate of the General Staff", "GRU", "ГРУ"]),
    "gru-unit": ("organization", ["GRU Unit 29155"]),
    "gruber": ("person", ["Gruber, Hans"]),
    "gru-film": ("person", ["Felonius Gru"]),
    "fsb": ("organization", ["Federal Security Service of the Russian Federation (FSB)"]),
    "fsb-person": ("person", ["Fsbek Karimov"]),
    "irgc": ("organization", ["Islamic Revolutionary Guard Corps", "IRGC"]),
    "irgc-qf": ("organization", ["IRGC Qods Force", "Islamic Revolutionary Guard Corps (IRGC)-Qods Force"]),
    "qaida": ("organization", ["al-Qa’ida", "AQ"]),
    "aqim": ("organization", ["al-Qa’ida in the Islamic Maghreb", "AQIM"]),
    "qaidi": ("person", ["Alqaidi Salem"]),
    "iran-air": ("organization", ["Iran Air"]),
    "iranian": ("organization", ["National Iranian Oil Company", "NIOC"]),
    "russia-today": ("organization", ["Russia Today", "RT"]),
    "korea-mining": (
        "organization",
        ["Korea Mining Development Trading Corporation", "North Korea Mining Corporation"],
    ),
    "georgia": ("other", ["Georgia"]),
    "oneil": ("person", ["Shaun O'Neil"]),
    "islamic-state": ("organization", ["Islamic State", "ISIL", "Da'esh"]),
}
"""Actors whose names are near each other: key, kind and names."""


@pytest.fixture(scope="module")
def graph(connected: Graph, settings: Settings) -> Iterator[Graph]:
    """States, authorities, the report, the great powers, pacts, many companies of one country, and planted names."""
    from loader.runs.job import Options
    from loader.runs.run import load_shipped_sources

    small.clear(connected)
    for _ in load_shipped_sources(
        settings, connected, Options(), ("states", "authorities", "wagner-2023", "great-powers", "pacts")
    ):
        pass
    many = {f"iran-{n}": ("organization", [f"Iran Company {n}"]) for n in range(300)}
    rows = [
        {"id": f"planted:{key}", "name": names[0], "names": names, "kind": kind, "folded": folded_names(names)}
        for key, (kind, names) in {**PLANTED, **many}.items()
    ]
    connected.command(
        "UNWIND $rows AS row CREATE (a:Actor {live: true, countries: []}) SET a += row WITH a "
        "WHERE a.id IN ['planted:iran-air', 'planted:russia-today', 'planted:gru-unit'] "
        "MATCH (b:Actor) WHERE b.id STARTS WITH 'planted:iran-1' "
        "CREATE (a)-[r:OWNS]->(b) SET r = {source: 'planted', statement: a.id + b.id, id: a.id + b.id + ':1', "
        "stance: 'asserted'}",
        {"rows": rows},
    )
    yield connected
    small.clear(connected)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Russia", f"{S}RUS"),
        ("russia today", "planted:russia-today"),
        ("Iran", f"{S}IRN"),
        ("iran", f"{S}IRN"),
        ("Iran Air", "planted:iran-air"),
        ("NIOC", "planted:iranian"),
        ("North Korea", f"{S}PRK"),
        ("north korea mining", "planted:korea-mining"),
        ("DPRK", f"{S}PRK"),
        ("South Korea", f"{S}KOR"),
        ("USA", f"{S}USA"),
        ("US", f"{S}USA"),
        ("united states", f"{S}USA"),
        ("UK", f"{S}GBR"),
        ("Great Britain", f"{S}GBR"),
        ("UAE", f"{S}ARE"),
        ("RUS", f"{S}RUS"),
        ("Georgia", f"{S}GEO"),
        ("Turkey", f"{S}TUR"),
        ("Türkiye", f"{S}TUR"),
        ("turkiye", f"{S}TUR"),
        ("Burma", f"{S}MMR"),
        ("Ivory Coast", f"{S}CIV"),
        ("Cote d'Ivoire", f"{S}CIV"),
        ("cote divoire", f"{S}CIV"),
        ("niger", f"{S}NER"),
        ("guinea", f"{S}GIN"),
        ("deutschland", f"{S}DEU"),
        ("Germany", f"{S}DEU"),
        ("Soviet Union", f"{S}SUN"),
        ("USSR", f"{S}SUN"),
        ("NATO", "pacts:NATO"),
        ("GRU", "planted:gru"),
        ("gru", "planted:gru"),
        ("ГРУ", "planted:gru"),
        ("gru unit", "planted:gru-unit"),
        ("gruber", "planted:gruber"),
        ("FSB", "planted:fsb"),
        ("IRGC", "planted:irgc"),
        ("irgc qods", "planted:irgc-qf"),
        ("al qaida", "planted:qaida"),
        ("Al-Qa'ida", "planted:qaida"),
        ("al-Qaida", "planted:qaida"),
        ("qaida maghreb", "planted:aqim"),
        ("al qaida maghreb", "planted:aqim"),
        ("alqaidi", "planted:qaidi"),
        ("daesh", "planted:islamic-state"),
        ("Da’esh", "planted:islamic-state"),
        ("oneil", "planted:oneil"),
        ("O'Neil", "planted:oneil"),
        ("OFAC", f"{A}us-ofac"),
        ("Security Council", COUNCIL),
        ("UN", COUNCIL),
        ("MoD", RUSSIAN_MOD),
        ("ministry of defense", RUSSIAN_MOD),
        ("wagner", WAGNER),
    ],
)
def test_what_a_person_means_is_found_first(graph: Graph, text: str, first: str) -> None:
    assert graph.ask("search", text=text)[0]["actor"] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("putin", PUTIN),
        ("PUTIN", PUTIN),
        ("Putin, Vladimir", PUTIN),
        ("vlad put", PUTIN),
        ("vladimr putin", PUTIN),
        ("prigozin", PRIGOZHIN),
        ("Пригожин", PRIGOZHIN),
        ("пригож", PRIGOZHIN),
        ("россия", f"{S}RUS"),
        ("russia", f"{S}RUS"),
        ("north kor", f"{S}PRK"),
        ("ukriane", f"{S}UKR"),
        ("中国", f"{S}CHN"),
        ("김정은", KIM),
        ("김정", KIM),
        ("أوكرانيا", f"{S}UKR"),
        ("erdogan", f"{W}recep-tayyip-erdogan"),
        ("Erdoğan", f"{W}recep-tayyip-erdogan"),
        ("ЧВК Вагнер", WAGNER),
        ("«вагнер»", WAGNER),
        ("ofac", f"{A}us-ofac"),
        ("联合国安全", f"{A}un-security-council"),
        ("wagner AND group", WAGNER),
        ("Wagner-Group", WAGNER),
    ],
)
def test_search_finds(graph: Graph, text: str, first: str) -> None:
    assert graph.ask("search", text=text)[0]["actor"] == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\n",
        "*",
        "?",
        '"',
        '""""',
        "((",
        "AND",
        "OR",
        "NOT",
        "&&",
        "||",
        "!",
        "+-",
        "\\",
        "name:",
        "[a TO",
        "{a TO b",
        "/.*/",
        "~",
        "^2",
        "a~",
        "x:y",
        "\u0000",
        "\u3000",
        "a" * 5000,
        "a b " * 500,
        "'; MATCH (n) DETACH DELETE n //",
        "\\u0022",
        "💥",
        "\u202e",
        "`",
        "$text",
        "?*",
        "--",
        "а́",
    ],
)
def test_search_takes_any_text(graph: Graph, text: str) -> None:
    assert len(graph.ask("search", text=text)) <= 10


@pytest.mark.parametrize("text", ["", "   ", "\n", "*", '"', "*:*", "()"])
def test_search_for_nothing_finds_nothing(graph: Graph, text: str) -> None:
    assert graph.ask("search", text=text) == []


@pytest.fixture
def spelled(graph: Graph) -> Iterator[dict[str, str]]:
    """Actors whose names carry vowel signs or are words that a text's index would leave out."""
    names = {
        "muhammad": "مُحَمَّد الأحمد",
        "netanyahu": "בִּנְיָמִין נְתַנְיָהוּ",
        "will": "The Will",
        "it": "IT",
        "obrien": "Seán O’Brien",
        "qaida": "al-Qa'ida",
        "iraq": "Al-Qaida Iraq",
        "gru": "GRU",
        "gruppe": "Gru Gruppe",
    }
    rows = [[key, name, folded_names([name])] for key, name in names.items()]
    graph.command(
        "UNWIND $rows AS row CREATE (:Actor {id: 'spelled:' + row[0], name: row[1], names: [row[1]], folded: row[2], "
        "kind: 'other', live: true})",
        {"rows": rows},
    )
    yield names
    graph.command("MATCH (a:Actor) WHERE a.id STARTS WITH 'spelled:' DETACH DELETE a")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("محمد", "muhammad"),
        ("مُحَمَّد", "muhammad"),
        ("محمد احمد", "muhammad"),
        ("الاحمد", "muhammad"),
        ("בנימין", "netanyahu"),
        ("נְתַנְיָהוּ", "netanyahu"),
        ("the will", "will"),
        ("it", "it"),
        ("IT", "it"),
        ("sean obrien", "obrien"),
        ("Seán O'Brien", "obrien"),
        ("al qaida", "qaida"),
        ("Al Qa’ida", "qaida"),
        ("al qaida iraq", "iraq"),
        ("GRU", "gru"),
    ],
)
def test_search_folds_marks_and_leaves_no_word_out(graph: Graph, spelled: dict[str, str], text: str, key: str) -> None:
    assert [row["matched"] for row in graph.ask("search", text=text)][:1] == [spelled[key]]


def test_search_tells_what_matched(graph: Graph) -> None:
    row = graph.ask("search", text="владимир")[0]
    assert {k: row[k] for k in ("actor", "name", "kind", "countries", "matched", "degree")} == {
        "actor": PUTIN,
        "name": "Vladimir Putin",
        "kind": "person",
        "countries": ["RUS"],
        "matched": "Владимир Путин",
        "degree": 6,
    }


def test_search_by_kind_and_limit(graph: Graph) -> None:
    assert {row["kind"] for row in graph.ask("search", text="russia", kinds=["organization"])} == {"organization"}
    assert len(graph.ask("search", text="united", limit=2)) == 2
