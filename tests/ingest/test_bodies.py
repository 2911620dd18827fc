from dataclasses import replace

import pytest

from ingest.bodies import body_of_domain, by_id, by_name, listed, peers, recognise, successors_of
from ingest.model import Body


def named(text: str, known: tuple[Body, ...] = ()) -> list[str]:
    return [mention.body.id for mention in recognise(text, known)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("What is the turnover at Colchester City Council?", ["COL"]),
        ("staff turnover colchester", ["COL"]),
        ("How does Stockton's plan differ from Stockton-on-Tees' earlier one?", ["STT", "STT"]),
        ("Leicestershire County Council sickness", ["LEC"]),
        ("Is Leicester City Council bigger than Leicestershire?", ["LCE", "LEC"]),
        ("compare Cheshire West and Cheshire East", ["CHW", "CHE"]),
        ("Cheshire West and Chester Council", ["CHW"]),
        ("Durham County Council, or County Durham", ["DUR", "DUR"]),
        ("London Borough of Hackney; Royal Borough of Kensington & Chelsea", ["HCK", "KEC"]),
        ("St Helens, St. Helens, Saint Helens Borough Council", ["SHN", "SHN", "SHN"]),
        ("Kingston upon Hull", ["KHL"]),
        ("King's Lynn and West Norfolk", ["KIN"]),
        ("Glasgow and City of Edinburgh Council", ["GLG", "EDH"]),
        ("North Northamptonshire vs Northamptonshire", ["NNT", "NTH"]),
        ("Sefton MBC", ["SFT"]),
        ("Tees Valley Combined Authority", ["TVCA"]),
        ("Bournemouth, Christchurch and Poole", ["BPC"]),
        ("Brighton & Hove City Council", ["BNH"]),
        ("Mid Sussex, East Sussex and West Sussex", ["MSS", "ESX", "WSX"]),
        ("the Isle of Wight and Anglesey", ["IOW", "AGY"]),
        ("what does the LGA say?", ["local-government-association"]),
    ],
)
def test_names_of_bodies_are_recognised(text: str, ids: list[str]) -> None:
    assert named(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "Reading through the plan, what stands out?",
        "I enjoy reading the strategy in the bath",
        "rugby club, barking dogs, a slough of despond",
        "How many people work down in the city?",
        "staff in the north east of England",
        "Does the Council plan to recruit? What is the district council doing?",
        "Councillor Bolton and Cllr Derby spoke",
        "a more Sustainable Council and One Council values",
        "the Youth Council met the Parish Council",
    ],
)
def test_ordinary_words_and_people_are_not_councils(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("What is Reading doing about turnover?", "RDG"),
        ("What does Reading's strategy say?", "RDG"),
        ("sickness absence in Rugby", "RUG"),
        ("how does Bath compare", "BAS"),
        ("reading borough council", "RDG"),
    ],
)
def test_places_that_are_words_are_bodies_in_context(text: str, id: str) -> None:
    assert named(text) == [id]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("turnover at colchster", "COL"),
        ("What does Seften Council say about wellbeing?", "SFT"),
        ("leicestershre county council", "LEC"),
        ("Wolverhamton apprenticeships", "WLV"),
    ],
)
def test_typing_errors_in_names_are_tolerated(text: str, id: str) -> None:
    assert named(text) == [id]


def test_every_listed_name_means_its_own_body() -> None:
    wrong = [
        (body.name, named(f"What does {body.name} say?"))
        for body in listed()
        if named(f"What does {body.name} say?") != [body.id]
    ]

    assert wrong == []


def test_a_council_city_since_its_charter_keeps_the_printed_name() -> None:
    [mention] = recognise("Colchester City Council employs 879 staff")

    assert (mention.body.id, mention.body.name) == ("COL", "Colchester City Council")


@pytest.mark.parametrize("name", ["Westmarch Borough Council", "Vale of Marden District Council"])
def test_a_council_in_no_list_is_recognised_by_the_form_of_its_name(name: str) -> None:
    [mention] = recognise(f"What is the staff turnover at {name}?")

    assert mention.body.name == name
    assert mention.body.id == "-".join(name.lower().split())


def test_a_body_of_the_library_wins_by_its_short_name_and_alias() -> None:
    westmarch = replace(by_name("Westmarch Borough Council"), aliases=("westmarch", "wbc"))

    assert named("westmarch turnover, and WBC pay", (westmarch,)) == [westmarch.id, westmarch.id]


def test_a_name_that_fits_two_bodies_offers_both() -> None:
    [mention] = recognise("turnover at Kingston")

    assert {body.id for body in mention.candidates} == {"KHL", "KTT"}
    assert mention.ambiguous


def test_the_library_decides_between_bodies_of_one_name() -> None:
    hull = by_id("KHL")
    assert hull is not None

    [mention] = recognise("turnover at Kingston", (hull,))

    assert mention.body.id == "KHL" and not mention.ambiguous


def test_a_merged_council_knows_its_successor() -> None:
    sedgemoor = by_name("Sedgemoor District Council")

    assert sedgemoor.end_date == "2023-04-01"
    assert [body.name for body in successors_of(sedgemoor)] == ["Somerset Council"]


def test_a_current_council_comes_before_a_past_one_of_the_same_name() -> None:
    assert named("Somerset") == ["SMT"]
    assert named("Somerset County Council") == ["SOM"]


@pytest.mark.parametrize(
    ("domain", "id"),
    [
        ("jane.doe@stockton.gov.uk", "STT"),
        ("www.ambervalley.gov.uk", "AMB"),
        ("cheshirewestandchester.gov.uk", "CHW"),
        ("someone@local.gov.uk", "local-government-association"),
    ],
)
def test_a_domain_names_its_body(domain: str, id: str) -> None:
    body = body_of_domain(domain)

    assert body is not None and body.id == id


def test_an_unknown_domain_names_nobody() -> None:
    assert body_of_domain("example.com") is None and body_of_domain("nowhere.gov.uk") is None


def test_peers_are_of_the_same_type_and_region_nearest_in_population() -> None:
    colchester = by_name("Colchester")

    found = peers(colchester, listed(), limit=3)

    assert {body.type for body in found.bodies} == {colchester.type}
    assert {body.region for body in found.bodies} == {colchester.region}
    gaps = [abs((body.population or 0) - (colchester.population or 0)) for body in found.bodies]
    assert gaps == sorted(gaps)
    assert "population" in found.method and colchester.name in found.method


def test_an_empty_name_is_no_body() -> None:
    with pytest.raises(ValueError, match="not the name"):
        by_name(" 12 ")
