from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.language.passages import PASSAGE_REACH, Passage, find_passages
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.records import Segment, TextSpan


def read(text: str) -> tuple[list[Passage], list[str]]:
    """The passages of one paragraph, and the tokens of its sentences."""
    segments = [Segment(0, "paragraph", 0, len(text), text, TextSpan(0, len(text), text), "test")]
    sentences = find_sentences(segments)
    tokens = [token.text for sentence in sentences for token in sentence.tokens]
    telling_words = set(tokens)
    found = find_passages(sentences, find_quotes(segments), (), telling_words)
    return [passage for passage in found if passage is not None], tokens


def texts(text: str) -> list[str]:
    return [passage.span(text, 0, len(passage)).text for passage in read(text)[0]]


def test_sentences_within_one_quotation_belong_together() -> None:
    assert texts('"It rained. We left," he said. It was late.') == [
        '"It rained. We left," he said.',
        "It was late.",
    ]


def test_a_quotation_after_a_sentence_is_a_passage_of_its_own() -> None:
    assert texts('He left. "It rained. It was late."') == ["He left.", '"It rained. It was late."']


def test_quoted_words_cannot_be_asked_for() -> None:
    (passage,), _ = read('He said "no" twice')
    assert [passage.word(index) for index in range(-1, 7)] == ["", "he", "said", "", "", "", "twice", ""]


def test_a_sentence_without_a_telling_word_is_no_passage_unless_it_opens_quoted() -> None:
    text = 'It rained. He SAID so. "It was late." It was "late" there.'
    segments = [Segment(0, "paragraph", 0, len(text), text, TextSpan(0, len(text), text), "test")]
    passages = find_passages(find_sentences(segments), find_quotes(segments), (), {"SAID"})
    found = [passage and passage.span(text, 0, len(passage)).text for passage in passages]
    assert found == [None, "He SAID so.", '"It was late."', None]


def test_march_and_may_are_times_only_where_a_month_can_stand() -> None:
    (passage,), _ = read("He may march in March and last May")
    assert [passage.words[index] for index in range(len(passage)) if passage.is_time(index)] == [
        "march",
        "last",
        "may",
    ]


@settings(max_examples=100)
@given(st.text(alphabet="ab .\"“”'A", max_size=200))
def test_every_token_is_in_one_passage(text: str) -> None:
    passages, tokens = read(text)
    assert [token.text for passage in passages for token in passage.tokens] == tokens
    assert all(
        len(passage.quotes)
        == len(passage.mentions)
        == len(passage.words)
        == len(passage.unquoted)
        == len(passage)
        for passage in passages
    )


def test_text_without_sentences_is_cut() -> None:
    passages, tokens = read("word " * (2 * PASSAGE_REACH + 1))
    assert [len(passage) for passage in passages] == [PASSAGE_REACH, PASSAGE_REACH, 1]
    assert len(tokens) == 2 * PASSAGE_REACH + 1
