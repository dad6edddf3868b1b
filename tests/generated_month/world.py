"""The invented world that the pages of the month are about: who speaks, where, and who prints it.

Names are ordinary ones that no person of public life bears together; outlets are real ones, of the registry,
and invented ones, which no registry lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["PERSON", "ORG", "PLACE"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted. `title` stands before the name, `post` after it, both as markup."""

    name: str
    pronoun: Literal["he", "she"]
    title: str
    post: str

    @property
    def surname(self) -> str:
        return self.name.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Outlet:
    """Somebody who prints. `outlet_id` is the warehouse's; `cited_as` is how others call it in a sentence."""

    outlet_id: str
    name: str
    cited_as: str
    zone: str
    zone_text: str
    layout: Literal[
        "brief", "newspaper", "british", "broadcaster", "magazine", "live", "record", "web", "wire"
    ]
    address: str | None = None


SPEAKERS = tuple(
    Speaker(*(part.strip() for part in line.split("|")))
    for line in """
        Marta Osterveld | she | Portuguese Transport Minister | the transport minister of <Portugal>
        Halvard Brekke | he | Mayor | the mayor of <Bergen>
        Ingrid Solheim | she | Professor | a professor at the <University of Tromsdal>
        Tomas Kadlec | he | Judge | a judge at the <Regional Court of Brno>
        Priya Rangan | she | Dr. | a physician at the <Aubin Medical Institute>
        Kofi Asamoah | he | Ghanaian Energy Minister | the energy minister of <Ghana>
        Leila Haddou | she | Senator | a senator from the coast
        Renata Villaverde | she | Governor | the governor of the province
        Declan Morrissey | he | Councillor | a councillor in <Galway>
        Mateus Carvalhal | he | Coach | the coach of the visitors
        Yusuf Demirel | he | Captain | the captain of the rescue ship
        Elif Karaman | she | Engineer | an engineer at <Norvane Water>
        Bram Dekker | he | Commissioner | a commissioner at the <Rotterdam Port Authority>
        Nadia Benkirane | she | Ambassador | the ambassador who led the talks
        Oskar Lindholm | he | Inspector | an inspector at the <Rail Safety Agency>
        Paloma Ibarrola | she | Spanish Education Minister | the education minister of <Spain>
        Hugo Marchetti | he | Bishop | the bishop of <Trieste>
        Thandiwe Mokoena | she | South African Health Minister | the health minister of <South Africa>
        Mireille Fontanel | she | Chef | a chef in <Marseille>
        Aroha Tamihana | she | Chief Executive | the chief executive of <Kelso Foods>
        Dario Bellucci | he | General | the general who led the exercise
        Katarina Novotna | she | Slovak Finance Minister | the finance minister of <Slovakia>
        Emeka Okonjo | he | Chairman | the chairman of <Harbour Bank>
        Lucinda Farrow | she | Sheriff | the sheriff of the county
        Rafael Quintanar | he | Deputy Mayor | the deputy mayor of <Valencia>
        Birgit Aalto | she | Director | the director of the <Arctic Research Institute>
        Samir Chaudhuri | he | Superintendent | the superintendent of the school district
        Annika Wessel | she | Swedish Foreign Minister | the foreign minister of <Sweden>
        Joaquin Restrepo | he | Archbishop | the archbishop of <Lima>
        Gideon Ashworth | he | Colonel | a colonel in the coast guard
        Helene Dubreuil | she | Prosecutor | a prosecutor in <Antwerp>
        Ivo Marinkovic | he | President | the president of the <Seafarers Union>
        Jasmine Whitlow | she | Chief Scientist | the chief scientist of the <Tidal Energy Council>
        Lorna Kilbride | she | Councillor | a councillor in <Dundee>
        Magnus Thorvald | he | Norwegian Defence Minister | the defence minister of <Norway>
        Noor Rahmani | she | Attorney | an attorney for the families
        Odile Garnier | she | Historian | a historian at the <Ghent Museum Trust>
        Petra Zielinska | she | Chairwoman | the chairwoman of the <Gdansk Shipyard Trust>
        Quentin Abernathy | he | Analyst | an analyst at <Corvane Capital>
        Rosalind Peverel | she | Professor | a professor at the <University of Adelaide>
        Silvio Rastelli | he | Biologist | a biologist in <Porto>
        Tamsin Holloway | she | Spokeswoman | a spokeswoman for <Marlow Airlines>
        Viktor Lazarov | he | Bulgarian Prime Minister | the prime minister of <Bulgaria>
        Zainab Bello | she | Nigerian Environment Minister | the environment minister of <Nigeria>
        Beatriz Montalvo | she | Economist | an economist at <Lisbon University>
        Cormac Fitzgibbon | he | Manager | the manager of the quarry
        Delphine Rousselot | she | Astronomer | an astronomer at the <Quito Observatory>
        Esther Wanjohi | she | Kenyan Trade Minister | the trade minister of <Kenya>
    """.strip().splitlines()
)

VISITORS = ("Ottilie Brandvold", "Rufus Pemberton", "Selma Hadley", "Cosmo Vitale", "Ines Quintela")
"""People who are named and say nothing."""

BODIES = (
    "Norvane Water",
    "Rail Safety Agency",
    "Seafarers Union",
    "Tidal Energy Council",
    "Arctic Research Institute",
    "Kelso Foods",
    "Harbour Bank",
    "Corvane Capital",
    "Marlow Airlines",
    "Rotterdam Port Authority",
    "Ministry of Fisheries",
    "National Weather Service",
    "Central Grain Board",
    "Veterinary Institute",
)
"""Organisations that say something themselves."""

CITIES = {
    "Bergen": "Norway",
    "Lisbon": "Portugal",
    "Nairobi": "Kenya",
    "Lima": "Peru",
    "Manila": "Philippines",
    "Tallinn": "Estonia",
    "Accra": "Ghana",
    "Quito": "Ecuador",
    "Valencia": "Spain",
    "Rotterdam": "Netherlands",
    "Galway": "Ireland",
    "Adelaide": "Australia",
    "Krakow": "Poland",
    "Osaka": "Japan",
    "Marseille": "France",
    "Trieste": "Italy",
    "Dakar": "Senegal",
    "Dundee": "Scotland",
    "Halifax": "Canada",
    "Riga": "Latvia",
    "Antwerp": "Belgium",
    "Bremen": "Germany",
    "Malmo": "Sweden",
    "Turku": "Finland",
}
"""Where things happen, with the country as it is printed."""

OUTLETS = (
    Outlet(
        "associated-press",
        "Associated Press",
        "the <Associated Press|AP>",
        "America/New_York",
        "EST",
        "wire",
        "apnews.com",
    ),
    Outlet("reuters", "Reuters", "<Reuters>", "Europe/London", "GMT", "wire", "reuters.com"),
    Outlet("newser", "Newser", "<Newser>", "America/Chicago", "CST", "brief"),
    Outlet("guardian", "The Guardian", "the <The Guardian|Guardian>", "Europe/London", "GMT", "british"),
    Outlet("bbc", "BBC", "the <BBC>", "Europe/London", "GMT", "web", "bbc.com"),
    Outlet("irish-times", "Irish Times", "the <Irish Times>", "Europe/Dublin", "GMT", "british"),
    Outlet("nbc-news", "NBC News", "<NBC News>", "America/New_York", "EST", "broadcaster"),
    Outlet(
        "tampa-bay-times", "Tampa Bay Times", "the <Tampa Bay Times>", "America/New_York", "EST", "newspaper"
    ),
    Outlet(
        "sydney-morning-herald",
        "Sydney Morning Herald",
        "the <Sydney Morning Herald>",
        "Australia/Sydney",
        "AEDT",
        "newspaper",
    ),
    Outlet("atlantic", "The Atlantic", "the <The Atlantic|Atlantic>", "America/New_York", "EST", "magazine"),
    Outlet("straits-times", "Straits Times", "the <Straits Times>", "Asia/Singapore", "SGT", "live"),
    Outlet("axios", "Axios", "<Axios>", "America/New_York", "EST", "record", "axios.com"),
    Outlet(
        "x-harwick-gazette",
        "Harwick Gazette",
        "the <Harwick Gazette>",
        "America/Denver",
        "MST",
        "record",
        "harwickgazette.example",
    ),
    Outlet(
        "x-marlow-bay-courier",
        "Marlow Bay Courier",
        "the <Marlow Bay Courier>",
        "America/New_York",
        "EST",
        "newspaper",
    ),
    Outlet(
        "x-kestrel-valley-times",
        "Kestrel Valley Times",
        "the <Kestrel Valley Times>",
        "America/Los_Angeles",
        "PST",
        "broadcaster",
    ),
)

REPORTERS = (
    "Ruth Calloway", "Ellis Brandt", "Carmen Oduya", "Niall Prendergast", "Sophie Lambrecht", "Jonas Feld",
    "Mina Takagi", "Peter Vasquez", "Laura Szymanski", "Owen Tregarth", "Alice Munroe", "Daniel Okafor",
)  # fmt: skip

TYPES: dict[str, EntityType] = {
    **{speaker.name: "PERSON" for speaker in SPEAKERS},
    **dict.fromkeys(VISITORS, "PERSON"),
    **dict.fromkeys(BODIES, "ORG"),
    **{outlet.name: "ORG" for outlet in OUTLETS},
    **dict.fromkeys(CITIES, "PLACE"),
    **dict.fromkeys(CITIES.values(), "PLACE"),
    **dict.fromkeys(("Porto", "Bulgaria", "Nigeria", "Slovakia", "South Africa"), "PLACE"),
}
"""What each name of the world is; names that stand in a speaker's post alone are organisations."""
