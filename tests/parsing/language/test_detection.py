"""The language of a page, and what follows from it."""

import pytest

from flows.lookups import load_lexicon
from flows.parsing.language.detection import detect_language
from flows.parsing.page import parse_page

IN_OTHER_LANGUAGES = {
    "fr": "Le ministre a annoncé lundi que la ligne de ferry fermerait trois semaines, selon Reuters.",
    "de": "Der Minister kündigte am Montag an, dass die Fähre drei Wochen nicht fährt, berichtet die dpa.",
    "es": "El ministro anunció el lunes que la línea de transbordadores cerrará tres semanas, según Reuters.",
    "pt": "O ministro anunciou na segunda-feira que a linha de balsas ficará fechada por três semanas.",
    "ru": "Министр объявил в понедельник, что паромная линия будет закрыта на три недели.",
    "pl": "Minister ogłosił w poniedziałek, że linia promowa będzie zamknięta przez trzy tygodnie.",
}

JAPANESE_PAGE = """ニュース
フェリー運航停止、検査で二隻に不備
港湾当局は月曜日、二隻のフェリーが検査に合格せず、運航を見合わせると発表した。
港湾局長は「安全が確認されるまで出航しない」と述べ、この航路は一日四千人が利用する。
"""


@pytest.mark.parametrize("text", ["", " \n\t", "1234 5678", "—"])
def test_text_without_words_has_no_language(text):
    language = detect_language(text)
    assert (language.code, language.is_read) == ("und", True)


@pytest.mark.parametrize("headline", ["Hello", "Trump, Putin, Zelensky, Macron", "Messi Joins Inter Miami"])
def test_a_few_names_are_too_little_to_tell_and_are_read_all_the_same(headline):
    language = detect_language(headline)
    assert (language.code, language.is_read) == ("und", True)


@pytest.mark.parametrize("code", IN_OTHER_LANGUAGES)
def test_other_languages_are_known_and_not_read(code):
    language = detect_language(IN_OTHER_LANGUAGES[code] * 2)
    assert (language.code, language.is_read) == (code, False)
    assert 0.9 <= language.confidence <= 1


@pytest.mark.parametrize(("declared", "code", "is_read"), [("ja-JP", "ja", False), ("en_GB", "en", True)])
def test_what_the_format_declares_settles_what_the_text_does_not(declared, code, is_read):
    language = detect_language("Messi Joins Inter Miami", declared)
    assert (language.code, language.is_read) == (code, is_read)


def test_the_text_is_believed_before_the_declaration():
    language = detect_language(IN_OTHER_LANGUAGES["fr"] * 2, "en-US")
    assert (language.code, language.is_read) == ("fr", False)


@pytest.mark.parametrize("declared", ["", "  ", "-", "english please", "x" * 100])
def test_a_declaration_that_is_no_language_code_is_passed_over(declared):
    assert detect_language("Messi Joins Inter Miami", declared).code == "und"


def test_english_with_names_and_quotes_of_another_language_is_read():
    language = detect_language(
        "“Nous ne céderons pas,” President Emmanuel Macron told Le Monde at the Élysée on Tuesday, and the "
        "paper says that Olaf Scholz of Germany and Pedro Sánchez of Spain agreed with him."
    )
    assert (language.code, language.is_read) == ("en", True)


def test_an_article_in_another_language_has_its_fields_and_no_findings():
    page = parse_page(
        "\n".join(
            [
                "La ligne de ferry ferme pour trois semaines",
                "",
                "By Jeanne Roe, Reuters",
                "10 February 2025 15:11 GMT",
                "",
                IN_OTHER_LANGUAGES["fr"],
                "« Nous reviendrons », a dit le ministre Jean Dupont à l'agence Reuters mardi soir à Paris.",
            ]
        ),
        load_lexicon(),
    )
    assert (page.language.code, page.language.is_read) == ("fr", False)
    assert page.headline is not None
    assert page.headline.text == "La ligne de ferry ferme pour trois semaines"
    assert [author.name for author in page.authors] == ["Jeanne Roe"]
    assert page.published is not None
    assert (page.citations, page.mentions) == ((), ())


def test_an_article_in_a_script_without_spaces_is_an_article():
    page = parse_page(JAPANESE_PAGE, load_lexicon())
    assert page.rejection is None
    assert page.headline is not None
    assert page.headline.text == "フェリー運航停止、検査で二隻に不備"
    assert (page.language.code, page.language.is_read) == ("ja", False)


def test_detection_is_the_same_every_time():
    assert len({detect_language(IN_OTHER_LANGUAGES["de"]) for _ in range(5)}) == 1
