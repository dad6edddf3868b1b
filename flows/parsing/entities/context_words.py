"""The words around names that tell what the names stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.parsing.language.tokens import word_set
from flows.parsing.records import EntityType

Evidence = tuple[EntityType, str]
"""A type and the name of the rule that speaks for it."""

CHAMBER: Evidence = ("ORG", "chamber")
QUARTER: Evidence = ("PLACE", "quarter")

AGE = re.compile(r"^\d{1,2}$|^10\d$|^\d{1,3}-year-old$")
"""An age behind a name: `Ann Hall, 42,`."""

RELATIVES = word_set(
    "wife husband son daughter brother sister mother father mom dad boyfriend girlfriend fiance fiancee "
    "ex partner widow widower friend uncle aunt cousin nephew niece grandmother grandfather stepfather "
    "stepmother roommate classmate colleague rival star co-star actor driver neighbor"
)
"""Words for people that come right before their name."""

OF_A_PERSON = word_set(
    "wife husband son daughter brother sister mother father mom dad boyfriend girlfriend parents family "
    "lawyer lawyers attorney attorneys widow children kids death body head face hand hands campaign "
    "career home house life friends friend remarks comments tweet tweets"
)
"""What the possessive of a person's name is followed by."""

OF_AN_ORGANISATION = word_set(
    "spokesman spokeswoman spokesperson ceo employees employee executives executive shares stock "
    "customers officials headquarters subsidiary staffers researchers scientists users"
)
"""What follows the name of a company or an agency."""

BEFORE_ORGANISATION = word_set(
    "firm company group maker giant startup retailer bank airline chain brand carmaker automaker miner "
    "insurer band team club agency nonprofit charity newspaper tabloid magazine website site network "
    "broadcaster operator manufacturer producer developer lender broker supplier carrier party militia "
    "per journal union watchdog brewer thinktank publisher"
)
"""Words for bodies that come right before their name."""

HELD_IN_COMPANIES = word_set(
    "shares stake stakes stock investors investor investment shareholders shareholder"
)
WORK_FOR_COMPANIES = word_set(
    "analyst analysts economist economists strategist strategists lawyers attorneys research "
    "meteorologist meteorologists researcher researchers scientist scientists engineer engineers"
)
"""What comes before the name of a company: `shares in Zolven`, `analysts at Zolven`."""

BY_ARTICLE: Mapping[str, Evidence] = {
    **dict.fromkeys(("House", "Senate", "Commons", "Lords", "Cabinet", "Assembly", "Treasury"), CHAMBER),
    **dict.fromkeys(("North", "South", "East", "West"), QUARTER),
}
"""What ordinary words name behind an article: bodies of government, parts of a country or of the world."""

OF_A_RULER = word_set("administration presidency regime family")
"""What the name of a person may stand before although an article comes first: `the Hall administration`."""

BEFORE_OUTLET = word_set("per to told tells telling via by with")
"""Words before an outlet: `told the Week`, `according to the Week`."""

KINDS_OF_OUTLETS = word_set("magazine reporter reporters editor editors columnist writer journalist")
OF_AN_OUTLET = word_set(
    "story stories report reporting reporter reporters editor editors columnist interview investigation "
    "article cover review news newsroom website profile account"
)
"""What follows the name of an outlet that is an ordinary word too: `Slate's story`, `a Time reporter`."""

OF_A_TEAM = word_set(
    "manager coach captain boss sporting striker midfielder defender goalkeeper goalie quarterback forward "
    "winger fans supporters players squad fullback linebacker pitcher guard skipper dressing"
)
PLAYS = word_set(
    "beat beats defeated thrashed edged routed drew hosts hosted sacked rallied trailed outscored scored "
    "punted fumbled clinched equalised equalized conceded upset"
)
"""What follows the name of a town that means its team: `the Leeds manager`, `Oklahoma beat Baylor`."""

RANK = re.compile(r"^\d{1,2}$")
SCORE = re.compile(r"^\d{1,3}-\d{1,3}$")
"""The wins and losses of a team, behind its name: `Oklahoma (3-9)`."""

SOCIAL_NETWORKS = word_set(
    "Facebook Twitter Instagram YouTube TikTok Snapchat Reddit Tumblr LinkedIn Pinterest"
)
OF_A_NETWORK = word_set(
    "account accounts post posts page pages profile profiles feed video videos user users followers"
)
"""What shows that a social network is named as a means and not as a company."""

ARTICLES = frozenset({"the", "a", "an"})
PLACE_PREPOSITIONS = word_set("in near outside around across throughout toward towards into")
HOME_OF = word_set(
    "mayor outskirts residents streets villages suburbs mayors bishop archbishop coast north south east west "
    "northeast northwest southeast southwest"
)
"""What comes before `of` and the name of a place: `the mayor of Zolven`, `the outskirts of Zolven`."""

PUBLISHED = word_set("published appeared appears appearing writing printed reported")
"""What comes before `in` and the name of a journal: `a study published in Zolven Letters`."""

PLACE_KINDS = word_set(
    "town city village island province state region suburb district port capital county community "
    "municipality neighborhood neighbourhood area parish prefecture upazila township hamlet"
)
THINGS_OF_A_PLACE = word_set(
    "bridge river dam airport valley desert peninsula province district mountains island islands coast "
    "border crossing checkpoint palace neighborhood neighbourhood suburb basin strait"
)
"""What a place gives its name to: `the Zolven bridge`."""

SHORTEST_ACRONYM = 3
JOINING = word_set("of for the and & de del")
"""Small words inside the names of bodies."""
