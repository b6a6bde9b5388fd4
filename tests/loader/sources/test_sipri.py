"""SIPRI's trade register: each deal once, states of their time, nothing half believed."""

from __future__ import annotations

import pytest

from loader.catalogue.places import SHIPPED
from loader.model.states import state_named
from tests.loader.reads import Read, read

FOLDER = SHIPPED / "sipri_transfers"
NAMES = """Abkhazia|Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Aruba|Australia|
Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Biafra|Bolivia|
Bosnia and Herzegovina|Bosnia-Herzegovina|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cabo Verde|
Cambodia|Cameroon|Canada|Cape Verde|Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|
Cook Islands|Costa Rica|Cote d'Ivoire|Croatia|Cuba|Cyprus|Czechia|Czech Republic|Czechoslovakia|DR Congo|
Darfur|Denmark|Djibouti|Dominica|Dominican Republic|East Germany (GDR)|Ecuador|Egypt|El Salvador|
Equatorial Guinea|Eritrea|Estonia|eSwatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|
German Democratic Republic|Germany|Germany (FRG)|Ghana|Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|
Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|
Katanga|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|
Liechtenstein|Lithuania|Luxembourg|Macedonia (FYROM)|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|
Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|
Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|Niue|North Korea|
North Korea (DPRK)|North Macedonia|North Vietnam|North Yemen|Northern Cyprus|Norway|Oman|Pakistan|Palau|
Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|
Saint Kitts and Nevis|Saint Lucia|Saint Vincent|Samoa|San Marino|Sao Tome and Principe|Saudi Arabia|Senegal|
Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|Somaliland|South Africa|
South Korea|South Korea (ROK)|South Ossetia|South Sudan|South Vietnam|South Yemen|Soviet Union|Spain|
Sri Lanka|Sudan|Suriname|Swaziland|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Timor-
Leste|Togo|Tonga|Trans-Dniester|Trinidad and Tobago|Tunisia|Turkey|Turkiye|Turkmenistan|Tuvalu|UAE|Uganda|
Ukraine|United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Vatican (Holy See)|Venezuela|Viet Nam|
Western Sahara|Yemen|Yugoslavia|Zambia|Zanzibar|Zimbabwe"""
"""The names that the register has had, without those of movements and organisations, which have an asterisk."""
RUSSIA, SERBIA = "states:RUS", "states:SRB"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What the sample says."""
    return read(FOLDER, {"deals": FOLDER / "sample" / "trade-register.csv"}, tmp_path_factory.mktemp("sipri") / "spool")


def test_every_state_of_the_register_is_known() -> None:
    areas = {line.partition(",")[0] for line in (FOLDER / "areas.csv").read_text("utf-8").splitlines()[1:]}
    names = {name.strip() for name in NAMES.replace("\n", "").split("|")}
    assert {name for name in names if state_named(name) is None} == names & areas


def test_deals_are_those_of_the_states_of_their_time(register: Read) -> None:
    ends = {
        (said.subject, said.object, str(said.valid_from)[:4], str(said.valid_to)[:4]) for said in register.statements
    }
    assert ends == {
        ("states:YMD", "sipri-transfers:Freedonia rebels (Yemen)*", "1976", "1978"),
        ("states:SUN", "states:CIV", "1971", "1972"),
        ("states:west-germany", "states:COD", "1981", "1981"),
        ("states:DEU", "states:PSE", "1996", "1996"),
        (RUSSIA, "states:SCG", "2000", "2000"),
        (RUSSIA, SERBIA, "2017", "2017"),
        ("states:CSK", "states:VDR", "1969", "1969"),
        ("states:STP", "sipri-transfers:United Nations**", "None", "None"),
    }


def test_a_deal_says_what_how_much_when_and_how_surely(register: Read) -> None:
    by_goods = {str(said.own["goods"])[:9]: said for said in register.statements}
    rebels = by_goods["Example-1"]
    assert rebels.own == {"goods": "Example-1 (towed gun)", "quantity": "12"}
    assert rebels.confidence == 0.6
    assert rebels.evidence == (
        "South Yemen supplies 12 Example-1 (towed gun) to Freedonia rebels (Yemen)*, ordered 1975, delivered 1976, "
        "1978; second hand. Uncertain: the year of order, the number ordered, the number delivered. An invented deal."
    )
    assert any("supplies 10 of 20 Example-3" in said.evidence for said in register.statements)
    awaited = by_goods["Example-6"]
    assert (awaited.stance, awaited.valid_from, awaited.own.get("quantity")) == ("announced", None, None)
    assert "no delivery known" in awaited.evidence
    assert by_goods["Example-4"].confidence == 0.9


def test_two_equal_deals_are_two(register: Read) -> None:
    assert sorted(said.key for said in register.statements if said.subject == "states:SUN") == [
        "Example-2, light helicopter, ordered 1970, 1",
        "Example-2, light helicopter, ordered 1970, 2",
    ]


def test_movements_and_organisations_are_no_states(register: Read) -> None:
    assert {(record.name, record.kind.value, record.countries) for record in register.records.values()} == {
        ("Freedonia rebels (Yemen)", "organization", ("YEM",)),
        ("United Nations", "organization", ()),
    }


def test_every_row_is_accounted_for(register: Read) -> None:
    assert register.rows == (13, 9, 3, 1)
    assert register.skipped == {"the supplier is unknown": 1}
    assert [line for _, line, *_ in register.rejected] == [23, 24, 25]
