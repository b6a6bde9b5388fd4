"""The list of names to be screened: read in any format of tables, and refused at its first fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher.errors import InputError
from loader.matching.listed import ListedName, read_names


def test_names_with_kind_and_country(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "id,name,kind,country,birth_year\n7,Anna Lindqvist,Person,Sweden,1961\n8,Nordwind GmbH,,DE,\n", "utf-8"
    )
    names, unread = read_names(path)
    assert names == [
        ListedName(2, "Anna Lindqvist", "person", "SWE", ("1961",)),
        ListedName(3, "Nordwind GmbH", "", "DEU"),
    ]
    assert unread == ("id",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("person\nAnna\n", "no column `name` among person"),
        ("name,kind\nAnna,person\n ,person\n", ":3: no name: ''"),
        (
            "name,kind\nAnna,human\n",
            ":2: kind is none of person, organization, state, vessel, aircraft, other: 'human'",
        ),
        ("name,country\nAnna,Atlantis\n", ":2: not a country: 'Atlantis'"),
        ("name,birth_year\nAnna,1961\nBo,sixty\n", ":3: no year of birth: 'sixty'"),
        ("name,kind\nAnna,person\nBo\n", ":3: 1 columns where 2 are expected: 'Bo'"),
        ('name\nAnna\n"Bo\n', "a quotation mark is never closed"),
        ("name\n", "a header and no rows"),
        ("", "the file is empty"),
    ],
)
def test_what_cannot_be_believed_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        read_names(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)
