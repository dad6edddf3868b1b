from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.language.sentences import find_sentences
from flows.parsing.language.tokens import find_tokens
from flows.parsing.records import Segment, SegmentType, TextSpan


def segment(text: str, segment_type: SegmentType = "paragraph") -> Segment:
    return Segment(0, segment_type, 0, len(text), text, TextSpan(0, len(text), text), "test")


def sentences(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_sentences([segment(text)])]


def words(text: str) -> list[str]:
    return [token.text for token in find_tokens(text)]


@pytest.mark.parametrize("segment_type", ["caption", "byline", "boilerplate", "headline_repeat", "blank"])
def test_furniture_has_no_sentences(segment_type):
    assert find_sentences([segment("Ann Hall spoke. Bob left.", segment_type)]) == ()


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_to_read_gives_no_sentence(text):
    assert sentences(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hall met Rep. J.K. Moss on Jan. 5 in St. Paul.",
        "The U.S. Senate paid $1.5 million to Acme Inc. on Tuesday.",
        "It was No. 1 at 3 p.m. on Friday.",
        'He said "that is it." and left.',
        '"Why?" Mayor Ann Hall asked.',
        '"Right?" Ann Hall remarked, smiling.',
        "Rep. Ann Hall (D-N.Y.) met Sen. Bob Moss (R-R.I.) there.",
        "It was ... odd.",
        "Yahoo! said so.",
        "He reads Yahoo! News at home.",
        "Jeopardy! Champion Ann Hall won again.",
        "He saw Panic! at the Disco on Friday.",
        "It was E! News, then.",
        "He likes Oh! cookies.",
    ],
)
def test_one_sentence_stays_whole(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It ended.", "Rain fell."),
        ('He said, "It ended."', '"Rain fell."'),
        ("He said, “It ended.”", "“Rain fell.”"),
        ("They live in the U.S.", "The rest do not."),
        ("It rose 1.5%!", "Then it fell."),
        ("(It ended.)", "Rain fell."),
        ("They said no.", "1,500 came."),
        ("''It ended,'' he said.", "''Rain fell.''"),
        ('"No way!"', "He left."),
        ("He works for Yahoo!", "The rest do not."),
        ("He won!", "Ann Hall lost."),
        ("Stop!", "Go!"),
    ],
)
def test_two_sentences_are_told_apart(first, second):
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hall's", ["Hall", "'s"]),
        ("Hall’s", ["Hall", "’s"]),
        ("couldn't", ["couldn't"]),
        ("the players' union", ["the", "players", "'", "union"]),
        ("O'Brien of AT&T", ["O'Brien", "of", "AT&T"]),
        ("''Go,'' he said", ["''", "Go", ",", "''", "he", "said"]),
        ("(D-N.Y.)", ["(", "D-N.Y.", ")"]),
        ("Port-au-Prince", ["Port-au-Prince"]),
        ("wait—what...", ["wait", "—", "what", "..."]),
        ("$1,500.25 at 3:11", ["$", "1,500.25", "at", "3:11"]),
        ("Yahoo!'s Ann", ["Yahoo!", "'s", "Ann"]),
        ("Wow!", ["Wow", "!"]),
    ],
)
def test_tokens_keep_what_belongs_to_a_word(text, expected):
    assert words(text) == expected


TEXT = st.text(alphabet="aAbS .,!?\"'“”‘’…-—19\n", max_size=80)


@settings(max_examples=200)
@given(TEXT)
def test_every_visible_character_is_in_one_sentence_in_order(text):
    tokens = [token for found in find_sentences([segment(text)]) for token in found.tokens]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    assert sum(len("".join(token.text.split())) for token in tokens) == len("".join(text.split()))


PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "Ann",
            "Hall,",
            "B.",
            "No.",
            "7",
            "...",
            ".",
            "U.S.",
            "Mr.",
            '"Go!"',
            "it's",
            "Yahoo!",
            "(D-N.Y.)",
        ]
    ),
    max_size=20,
)


@settings(max_examples=200)
@given(PIECES)
def test_words_seen_before_are_cut_as_they_were_the_first_time(pieces):
    unseen = words("\t".join(pieces))
    assert words(" ".join(pieces)) == [word.replace("\t", " ") for word in unseen]


@pytest.mark.parametrize("text", ["  a b", "a  b ", "a\u00a0b", "\u2028a b"])
def test_space_of_any_kind_only_parts_tokens(text):
    found = find_tokens(text, offset=10)
    assert [(token.text, text[token.start - 10 : token.end - 10]) for token in found] == [
        ("a", "a"),
        ("b", "b"),
    ]
