"""Camps for the screen: the bracket, cracks by price, contradictions; and what the route rejects."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from explorer.network import camps
from explorer.network.camps import brackets, find_camps

FAN = [(0, 1, 1), (0, 2, 1), (1, 2, -1), (0, 3, 1), (1, 3, -1)]
"""Two triangles that do not fit, with the pair 0 and 1 in common."""


def test_the_pair_that_two_contradictions_share_is_the_crack_and_has_a_price() -> None:
    found = find_camps(4, FAN, 2.0)
    assert (found["lower"], found["upper"]) == (1, 1)
    (crack,) = found["cracks"]
    assert crack == {"pair": 0, "lower": 1, "upper": 1, "breaks": "every"}
    assert len({found["camps"][n] for n in (0, 2, 3)}) == 1
    assert found["camps"][1] != found["camps"][0]
    (cycle,) = found["contradictions"]
    assert 0 in cycle
    assert set(found["parts"]) == {0}


def test_two_clean_camps_have_no_crack_and_no_pair_is_no_question() -> None:
    found = find_camps(4, [(0, 1, 1), (2, 3, 1), (0, 2, -1)], 1.0)
    assert (found["lower"], found["upper"], found["cracks"], found["contradictions"]) == (0, 0, [], [])
    assert found["camps"][0] == found["camps"][1] != found["camps"][2] == found["camps"][3]
    assert find_camps(0, [], 1.0)["upper"] == 0


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"nodes": 2, "pairs": [[0, 1, 1]]}, 200, '"upper": 0'),
        ({"nodes": 2, "pairs": [[0, 0, 1]]}, 200, "a pair is two actors"),
        ({"nodes": 2, "pairs": [[0, 2, 1]]}, 200, "a pair is two actors"),
        ({"nodes": 2, "pairs": [[0, 1, 2]]}, 400, ""),
        ({"nodes": 2, "pairs": [[0, 1, 1]], "seconds": 3600}, 400, ""),
        ({"nodes": 10**9, "pairs": []}, 400, ""),
        ({"nodes": 2, "pairs": [[-1, 1, 1]]}, 400, ""),
    ],
)
def test_what_is_asked_is_bounded(client: FlaskClient, body: dict[str, object], status: int, words: str) -> None:
    answer = client.post("/camps/split", json=body, headers={"X-Faultlines": "camps"})
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)


def test_each_day_has_its_own_bracket(client: FlaskClient) -> None:
    assert brackets(4, [FAN, [], FAN[:1]], 2.0) == [
        {"lower": 1, "upper": 1},
        {"lower": 0, "upper": 0},
        {"lower": 0, "upper": 0},
    ]
    body = {"nodes": 4, "pairs": FAN, "days": [[0, 1, 2], [3, 4], [0, 1, 2, 3, 4]]}
    answer = client.post("/camps/years", json=body, headers={"X-Faultlines": "camps"})
    assert [each["lower"] for each in answer.get_json()] == [1, 0, 1]
    for days, status in [([[5]], 200), ([[-1]], 400), ([], 400), ([[]] * 26, 400)]:
        answer = client.post("/camps/years", json={**body, "days": days}, headers={"X-Faultlines": "camps"})
        assert answer.status_code == status
        assert status == 400 or "by their places" in answer.get_json()["failed"]


def test_one_is_measured_at_a_time(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camps, "PATIENCE", 0.05)
    with camps.ONE_AT_A_TIME:
        answer = client.post("/camps/split", json={"nodes": 0, "pairs": []}, headers={"X-Faultlines": "camps"})
    assert "others are being measured" in answer.get_json()["failed"]
