"""Countries become ISO 3166-1 alpha-3 codes by the tables of two libraries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.model.countries import codes, country_code, names_of

ALL = list(codes())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Korea, North", "PRK"),
        ("KOREA, NORTH", "PRK"),
        ("Korea, South", "KOR"),
        ("North Korea", "PRK"),
        ("Russia", "RUS"),
        ("Россия", "RUS"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Congo, Republic of the", "COG"),
        ("Cote d Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Kosovo", "XKX"),
        ("The Gambia", "GMB"),
        ("Burma", "MMR"),
        ("GBR", "GBR"),
        ("中国", "CHN"),
        ("", None),
        ("undetermined", None),
        ("Ruritania", None),
    ],
)
def test_country(written: str, code: str | None) -> None:
    assert country_code(written) == code


@given(st.sampled_from(ALL), st.data())
def test_every_name_in_every_language_leads_back(entry: tuple[str, str, tuple[str, ...]], data: st.DataObject) -> None:
    alpha_2, alpha_3, official = entry
    name = data.draw(st.sampled_from([*names_of(alpha_2, alpha_3), *official, alpha_3]))
    assert country_code(name.upper()) == country_code(name)
    assert country_code(name) == alpha_3, name
