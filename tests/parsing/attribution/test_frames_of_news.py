"""Frames of attribution beyond subject and verb, a table each, and the look-alikes that attribute nothing."""

import pytest

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import Citation, TextSpan

HEADLINE = "Council closes road after flood\n\n"


def cited(*lines: str) -> tuple[Citation, ...]:
    return parse_page(HEADLINE + "\n".join(lines) + "\n", load_lexicon()).citations


def text(span: TextSpan | None) -> str | None:
    return span and span.text


def sources(*lines: str) -> list[tuple[str | None, str | None]]:
    """Source and cue of each row in role source."""
    return [(text(row.source), text(row.cue)) for row in cited(*lines) if row.source_role == "source"]


def outlets(*lines: str) -> list[tuple[str | None, str, str | None]]:
    """Name, role and cue of each outlet."""
    return [
        (row.source_name, row.source_role, text(row.cue))
        for row in cited(*lines)
        if row.source_kind == "outlet"
    ]


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        (
            "Ann Ito's claim that the bridge is safe was met with laughter.",
            "Ann Ito",
            "claim",
            "the bridge is safe",
        ),
        (
            "The council's contention that nobody knew is false.",
            "council",
            "contention",
            "nobody knew is false",
        ),
        ("Voters liked her promise to cut the fare.", "her", "promise", "to cut the fare"),
        ("Few believed his warning that the river would rise.", "his", "warning", "the river would rise"),
    ],
)
def test_a_claim_is_its_owners(line, source, cue, content) -> None:
    (row,) = [row for row in cited(line) if row.rule == "owner"]
    assert (text(row.source), text(row.cue)) == (source, cue)
    assert (text(row.content) or "").startswith(content)


@pytest.mark.parametrize(
    "line",
    [
        "The claim that the bridge is safe was met with laughter.",
        "Her promise was forgotten.",
        "His warning lights were on.",
        "The council's statement is two pages long.",
    ],
)
def test_a_claim_without_owner_or_words_is_nobodys(line) -> None:
    assert [row for row in cited(line) if row.rule == "owner"] == []


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("In his words, the bridge was a disgrace.", "In his words"),
        ("In her view, the bridge was a disgrace.", "In her view"),
        ("The bridge was, in their opinion, a disgrace.", "in their opinion"),
    ],
)
def test_a_view_is_its_owners(line, cue) -> None:
    (row,) = [row for row in cited(line) if row.rule == "owner"]
    assert (text(row.cue), row.quote_form) == (cue, "indirect")


@pytest.mark.parametrize(
    ("line", "source", "form"),
    [
        ('Ann Ito: "The road was never safe."', "Ann Ito", "direct"),
        ('Study: "Moss grows back in a year."', "Study", "direct"),
        ("Ann Ito: I was never asked about the road.", "Ann Ito", "indirect"),
    ],
)
def test_a_name_before_a_colon_speaks(line, source, form) -> None:
    assert [(text(row.source), text(row.cue), row.quote_form) for row in cited(line)] == [(source, ":", form)]


@pytest.mark.parametrize(
    "line",
    [
        "Oslo: The river rose again on Sunday.",
        "Note: The road is closed until May.",
        "The road has two sides: the left one and the right one.",
        "There was one thing left for Ann Ito: the road.",
    ],
)
def test_what_else_stands_before_a_colon_is_no_speaker(line) -> None:
    assert cited(line) == ()


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The supplier, Nordlim Glue, says the lids are safe.", "Nordlim Glue"),
        ("The clinic, Mesilla Wellness, denies that its tank was dirty.", "Mesilla Wellness"),
        ("The lab's director, Ann Ito, said the moss was old.", "Ann Ito"),
        ("A spokeswoman, Ann Ito, said the moss was old.", "Ann Ito"),
        ('"The moss is old," says the lab\'s director, Ann Ito.', "Ann Ito"),
    ],
)
def test_a_name_that_commas_set_off_from_its_noun_is_the_source(line, source) -> None:
    assert [found for found, _ in sources(line)] == [source]


def test_a_place_that_commas_set_off_is_no_source() -> None:
    ((source, _),) = sources("A court in the capital, Oslo, said the road must be closed.")
    assert source == "court"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Ann Ito and her colleagues argue that the moss is old.", "Ann Ito"),
        ("A woman who lives next to the bridge said it shook.", "woman"),
        ("Two officials who asked not to be named said the road was closed.", "officials"),
        ("Satellite images shown in court indicate that the road was closed.", "images"),
        ("A letter seen by the AP says the road was closed.", "letter"),
        ("The company's management says the road was closed.", "management"),
        ("The party has long insisted that the road is safe.", "party"),
        ("The rivals both insist that they won.", "rivals"),
        ('"It was late," Ann Ito said by telephone.', "Ann Ito"),
        ("One of the party's poll watchers said the count was slow.", "poll watchers"),
        ("Reporters heard a tweet calling for a boycott read aloud.", "tweet"),
        ("The union issued a statement condemning the vote.", "union"),
    ],
)
def test_the_head_of_a_longer_subject_is_the_source(line, source) -> None:
    assert source in [found for found, _ in sources(line)]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ('A note found in the kitchen read: "Back by six."', "note"),
        ('"We take lids seriously," reads a statement on its website.', "statement"),
        ("The ledger recorded lead levels four times the limit.", "ledger"),
    ],
)
def test_a_document_reads_and_records(line, source) -> None:
    assert source in [found for found, _ in sources(line)]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Ito read the note in the kitchen.",
        "The band recorded two songs in Oslo.",
        "Shoppers ranked them at two parts per billion.",
        "The plan was to build a road for Ann Ito.",
        "The crowd talked to the driver about the road.",
        "Two people spoke to the clerk.",
    ],
)
def test_reading_recording_and_talking_attribute_nothing(line) -> None:
    assert cited(line) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "A memo obtained by the AP warns that the tins could open.",
            ("Associated Press", "relay", "obtained by"),
        ),
        (
            "The lids are safe, according to a letter seen by Reuters.",
            ("Reuters", "relay", "seen by"),
        ),
        (
            "Ann Ito insisted to the New York Times that the lids were safe.",
            ("New York Times", "addressee", "insisted"),
        ),
        (
            "Ann Ito declined to talk about the lids with the New York Times.",
            ("New York Times", "addressee", "declined"),
        ),
        (
            "One juror, who spoke to the Boston Globe, said the panel was split.",
            ("Boston Globe", "addressee", "spoke to"),
        ),
        (
            "Asked by Reuters about the lids, Ann Ito said they were safe.",
            ("Reuters", "addressee", "Asked by"),
        ),
        ("Reuters was the first to report that the lids were loose.", ("Reuters", "relay", "report")),
        ("The lids are loose, the Kenya News Agency reported.", ("Kenya News Agency", "relay", "reported")),
        (
            "The French newspaper Ouest Matin claimed that the lids were loose.",
            ("Ouest Matin", "relay", "claimed"),
        ),
    ],
)
def test_an_outlet_carries_hears_or_asks(line, expected) -> None:
    assert expected in outlets(line)


def test_whoever_has_a_document_relays_what_it_says() -> None:
    memo, outlet = cited("A memo obtained by the AP warns that the tins could open.")
    assert (text(memo.source), memo.relayed_by_no) == ("memo", outlet.citation_no)
    assert memo.content == outlet.content


def test_two_outlets_report_one_thing() -> None:
    found = outlets("The lids are loose, the AP and Reuters report.")
    assert [name for name, _, _ in found] == ["Associated Press", "Reuters"]
    found = outlets("The lids are loose, according to the AP and Reuters.")
    assert [name for name, _, _ in found] == ["Associated Press", "Reuters"]


@pytest.mark.parametrize(
    "line",
    [
        "The images were reviewed by the council.",
        "The house was seen by a hundred buyers.",
    ],
)
def test_who_sees_something_and_is_no_outlet_relays_nothing(line) -> None:
    assert outlets(line) == []


def test_whom_a_paper_quotes_behind_an_aside_speaks() -> None:
    found = cited('The Gazette quoted Ann Ito, a chemist in Oslo, as saying that moss is "merely slow."')
    assert ("Ann Ito", "saying", 0) in [(text(row.source), text(row.cue), row.relayed_by_no) for row in found]


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("Ann Ito called for a vote.", "a vote"),
        ("The council said the road was safe. Ann Ito, who lives there, disputes that.", "that"),
        ('Ann Ito answered within a minute: "Understood."', "Understood."),
    ],
)
def test_contents_of_short_frames(line, content) -> None:
    assert text(cited(line)[-1].content) == content


def test_a_list_of_outlets_relays_one_thing() -> None:
    found = outlets("The ship carried no flag, according to the BBC, CNN and Al Jazeera.")
    assert [(name, role) for name, role, _ in found] == [
        ("BBC", "relay"),
        ("CNN", "relay"),
        ("Al Jazeera", "relay"),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('"No," she said. Wanda Kosta has been asked that question before.', "Wanda Kosta"),
        ("Nordlim Group shut its factory in 2020. It said the gas had become too dear.", "Nordlim Group"),
        (
            "Aisha Bello met Daniel Crewe at a chess club. He said he had let her win. She said he had not.",
            "Aisha Bello",
        ),
    ],
)
def test_a_pronoun_means_whom_it_can_mean(line, name) -> None:
    assert cited(line)[-1].source_name == name


@pytest.mark.parametrize(
    ("line", "addressee", "content"),
    [
        ('Otto Brandl warned the board that "the money is gone".', "board", "the money is gone"),
        ("Otto Brandl cautioned drivers not to use the bridge.", "drivers", "to use the bridge"),
        ("Otto Brandl warned of a flood in the valley.", None, "of a flood in the valley"),
    ],
)
def test_whoever_is_warned_is_spoken_to(line, addressee, content) -> None:
    (row,) = cited(line)
    assert (text(row.addressee), text(row.content)) == (addressee, content)


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "According to Hannah Pell, who has run the shelter since 2011, it turns away families.",
            "it turns away families",
        ),
        (
            "Jonas Brekke said in a written statement on Thursday that the border would reopen.",
            "the border would reopen",
        ),
        ("The zoo said the last of its penguins had been found.", "the last of its penguins had been found"),
        ("The lawsuit claims the app tracked the drivers at home.", "the app tracked the drivers at home"),
        ("Ann Ito declined an interview about the road.", "interview about the road"),
    ],
)
def test_contents_begin_where_the_words_do(line, content) -> None:
    assert [text(row.content) for row in cited(line)] == [content]


@pytest.mark.parametrize(
    "line",
    [
        "The flood claimed nine lives in Assam, and water reached the second floor.",
        "It goes without saying that the fare was not low.",
        'A film called "The Long Night" is showing in Cork.',
        "The lessons learned of it were few.",
        "The shops were ranked according to warmth and size.",
    ],
)
def test_deeds_and_idioms_attribute_nothing(line) -> None:
    assert cited(line) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"We will rebuild," the mayor of the town said on Nov. 9, 2018.', "Nov. 9, 2018"),
        ('"See you soon," said Dmitri Volkov, who was born in June 1990.', None),
        ("Reuters reported on Nov. 9, 2018, that the mine would close.", "Nov. 9, 2018"),
    ],
)
def test_the_day_of_a_frame_is_named_beside_it(line, said) -> None:
    assert [row.said_date_text for row in cited(line)] == [said]


def test_whoever_is_cited_at_the_start_says_what_the_outlet_says() -> None:
    found = cited("Citing a police report, Reuters says the driver had been asleep.")
    assert [(text(row.source), text(row.content), row.relayed_by_no) for row in found] == [
        ("police report", "the driver had been asleep", 1),
        ("Reuters", "the driver had been asleep", None),
    ]


def test_a_writer_in_an_outlet_is_relayed_by_it() -> None:
    found = cited("Writing in the Guardian, Piers Holloway argues that the party has lost its nerve.")
    speaker = next(row for row in found if row.source_role == "source")
    assert speaker.relayed_by_no is not None
    assert found[speaker.relayed_by_no].source_name == "The Guardian"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('Barry Noakes was blunt. "That was the worst game I have ever seen."', "Barry Noakes"),
        ('The new coach is Ann Ito, 41. "It is a good day for the club."', "Ann Ito"),
    ],
)
def test_a_quotation_after_the_only_person_named_is_theirs(line, name) -> None:
    (row,) = cited(line)
    assert (row.source_name, row.rule, row.source) == (name, "floating_quote", None)


@pytest.mark.parametrize(
    "line",
    [
        'The game was over. "That was the worst game ever."',
        'Barry Noakes met Ann Ito. "That was the worst game ever."',
    ],
)
def test_a_quotation_after_nobody_or_two_people_is_nobodys(line) -> None:
    assert cited(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Ann Ito laughed at the plan.",
        "The rain stopped, and Ann Ito smiled.",
        "Ann Ito allowed a second vote on the bridge.",
        "Sales roared back in May.",
    ],
)
def test_a_face_or_a_voice_says_nothing_without_words(line) -> None:
    assert sources(line) == []


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('"It held, mostly," Ann Ito allowed.', ("Ann Ito", "allowed")),
        ('"Nobody asked us," grinned Ann Ito.', ("Ann Ito", "grinned")),
        ('"Not in my lifetime," the vendor grumbled.', ("vendor", "grumbled")),
        ('The mayor termed the repair "a long joke."', ("mayor", "termed")),
        ("Ann Ito theorized that the river was to blame.", ("Ann Ito", "theorized")),
    ],
)
def test_a_face_or_a_voice_speaks_beside_a_quotation(line, row) -> None:
    assert sources(line) == [row]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("On MSNBC, Ann Ito said the bridge was safe.", ("MSNBC", "relay", "On")),
        ("Over at CNN, Ann Ito said the bridge was safe.", ("CNN", "relay", "Over at")),
        ("To CNN, Ann Ito said the bridge was safe.", ("CNN", "addressee", "To")),
        ("In a CNN interview Sunday, Ann Ito said the bridge was safe.", ("CNN", "relay", "In")),
        ('"It will hold," Ann Ito said on CNBC.', ("CNBC", "relay", "said")),
        ("The bridge is safe, Ann Ito said (AFP).", ("Agence France-Presse", "relay", None)),
        ("A memo shown to CNN says that the bridge is safe.", ("CNN", "relay", "shown to")),
        ("Engineers polled by CNN said the bridge was safe.", ("CNN", "relay", "polled by")),
        ("Reached by CNN, Ann Ito said the bridge was safe.", ("CNN", "addressee", "Reached by")),
        ("Ann Ito, in a piece for CNN, said the bridge was safe.", ("CNN", "relay", "in a piece for")),
        ("CNN puts the toll at 31.", ("CNN", "relay", "puts")),
        ("CNN counted 31 boats on the river.", ("CNN", "relay", "counted")),
    ],
)
def test_an_outlet_is_worked_into_a_sentence_in_many_ways(line, row) -> None:
    assert row in outlets(line)


@pytest.mark.parametrize(
    "line",
    [
        "On Friday, Ann Ito said the bridge was safe.",
        "On MSNBC shares, Ann Ito said nothing was safe.",
        "The bridge is safe, Ann Ito said (in part).",
        "A memo shown to Ann Ito says that the bridge is safe.",
        "A letter carried by the river said the bridge was safe.",
        "CNN put the chair down.",
        "CNN counted on Ann Ito and her boat.",
    ],
)
def test_other_adjuncts_bring_no_outlet(line) -> None:
    assert outlets(line) == []


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('"It will hold," one of them said.', ("one", "said")),
        ("Many of us fear that the bridge will fall.", ("Many", "fear")),
        ("The mayor in 2024 said the bridge was safe.", ("mayor", "said")),
        ("According to a lawyer for the town, Ann Ito, the bridge is safe.", ("Ann Ito", "According to")),
        ("Police pegged the damage at more than $3 million.", ("Police", "pegged")),
        ("In her telling, the bridge was safe.", ("her", "In her telling")),
    ],
)
def test_a_source_is_read_past_what_surrounds_it(line, row) -> None:
    assert row in sources(line)


def names(*lines: str) -> list[str | None]:
    """Names of the sources, in order."""
    return [row.source_name for row in cited(*lines)]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Mayor Ann Ito opened the bridge on Monday.", "The mayor said it was safe."), "Ann Ito"),
        (("Gov. Ann Ito opened the bridge on Monday.", "The governor said it was safe."), "Ann Ito"),
        (("The bridge fell on Ann Ito, 34, a night nurse.", "The nurse said it was late."), "Ann Ito"),
        (("The judge, Ann Ito, opened the case.", "The judge said it was closed."), "Ann Ito"),
        (
            ("The Kelso Bay Golf Club sued the Harbour Council.", "The club said it was right."),
            "Kelso Bay Golf Club",
        ),
        (
            ("Nordlim AG sued the Harbour Commission on Monday.", "The company said it was right."),
            "Nordlim AG",
        ),
    ],
)
def test_a_noun_means_who_was_said_to_be_it(lines, name) -> None:
    assert names(*lines) == [name]


@pytest.mark.parametrize(
    "lines",
    [
        ("Mayor Ann Ito met Mayor Tom Hall on Monday.", "The mayor said the bridge was safe."),
        ("Mayor Ann Ito opened the bridge on Monday.", "The former mayor said it was safe."),
        ("Mayor Ann Ito opened the bridge on Monday.", "The mayor of Kelso said it was safe."),
        ("Mayor Ann Ito opened the bridge on Monday.", "A mayor said it was safe."),
    ],
)
def test_a_noun_that_fits_two_people_or_another_names_nobody(lines) -> None:
    assert names(*lines) == ["mayor"]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("An editorial in the weekly warns of war with all neighbours.", ("editorial", "warns")),
        ("Neither the mayor nor the sheriff would comment on the case.", ("sheriff", "would comment")),
        ("People with knowledge of the talks told lawmakers it was late.", ("People", "told")),
    ],
)
def test_more_subjects_speak(line, row) -> None:
    assert row in sources(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reports of war came from all neighbours.",
        "The mayor would comment on the case on Friday.",
        "The club did not respond to a request for comment.",
    ],
)
def test_nouns_and_silence_say_nothing(line) -> None:
    assert sources(line) == []


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('"It will fall," Ann Ito fumed to CNN.', ("CNN", "addressee", "fumed")),
        ("The bridge is safe, as reported by both CNN and Reuters.", ("CNN", "relay", "as reported by")),
    ],
)
def test_outlets_are_told_and_cited_in_pairs(line, row) -> None:
    assert row in outlets(line)


def test_an_outlet_is_meant_by_what_it_is() -> None:
    assert names("CNN reports that it rained.", "The outlet adds that the bridge fell.") == ["CNN", "CNN"]


def test_a_pronoun_means_whoever_was_named_since_a_stranger_spoke() -> None:
    lines = (
        "An official said the bridge was safe.",
        "Ann Ito opened it on Monday.",
        "She said it would hold.",
    )
    assert names(*lines) == ["official", "Ann Ito"]


def test_a_pronoun_means_the_stranger_who_spoke_where_nobody_was_named_since() -> None:
    lines = ("An official said the bridge was safe on Monday.", "She said it would hold for many more years.")
    assert names(*lines) == ["official"] * 2


def test_what_is_demanded_is_the_content_and_spoken_to_by_nobody() -> None:
    (row,) = cited("Ann Ito demanded a probe into the fire on Monday.")
    assert (text(row.source), text(row.addressee)) == ("Ann Ito", None)
    assert (text(row.content) or "").startswith("a probe into the fire")


def test_what_is_expected_is_a_forecast() -> None:
    assert ("Ann Ito", "expects") in sources("Ann Ito expects a long winter after the flood.")
    assert sources("A long winter was expected after the flood.") == []
