import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.images.captions import Caption, is_caption, read_caption
from flows.parsing.records import TextSpan

OFFSET = 50


def read(text: str) -> Caption:
    return read_caption(TextSpan(OFFSET, OFFSET + len(text), text), load_lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "The ferries will be back in May, the port said (not before).",
        "Shares fell 3%, the exchange said. (Reuters)",
        "She had the picture: cracks, dust and noise.",
        "The file is closed (for now)",
        "She showed us the pier, courtesy of Harbor Tours.",
        "The ferries and/or buses will be back",
        "He works for Reuters/Ipsos as an analyst.",
        "Credit: the bank said it would lend more",
        "The pictures from the pier showed cracks (see below)",
        "",
    ],
)
def test_prose_is_no_caption(text):
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "caption", "names"),
    [
        (
            "Ferries wait at the pier.   (Jo Roe, Sputnik, Harbor Pool Photo via AP, File)",
            "Ferries wait at the pier.",
            [
                ("Jo Roe", "photographer"),
                ("Sputnik", "agency"),
                ("Harbor Pool Photo", "pool"),
                ("Associated Press", "agency"),
            ],
        ),
        (
            "Ferries wait (AP Photo/Jo Roe)",
            "Ferries wait",
            [("Associated Press", "agency"), ("Jo Roe", "photographer")],
        ),
        (
            "Ferries wait. Photograph: Jo Roe/Reuters",
            "Ferries wait.",
            [("Jo Roe", "photographer"), ("Reuters", "agency")],
        ),
        (
            "Ferries wait (Photo by Jo Roe/Harbor Images)",
            "Ferries wait",
            [("Jo Roe", "photographer"), ("Harbor Images", "agency")],
        ),
        ("Image source, Harbor Images", None, [("Harbor Images", "agency")]),
        ("REUTERS/Jo Roe", None, [("Reuters", "agency"), ("Jo Roe", "photographer")]),
        ("FILE PHOTO: Ferries wait at the pier", "Ferries wait at the pier", []),
        ("Photo: Jo Roe/Harbor Images", None, [("Jo Roe", "photographer"), ("Harbor Images", "agency")]),
        ("Photo: Ferries wait at the pier", "Ferries wait at the pier", []),
        ("Ferries wait. Pic: PA", "Ferries wait.", [("PA", "agency")]),
        ("Ferries wait. Photo / Jo Roe", "Ferries wait.", [("Jo Roe", "photographer")]),
        ("Ferries wait.Credit: Jo Roe", "Ferries wait.", [("Jo Roe", "photographer")]),
        ("Ferries wait. Credit...Jo Roe", "Ferries wait.", [("Jo Roe", "photographer")]),
        ("Ferries wait (Image: Getty)", "Ferries wait", [("Getty", "agency")]),
        (
            "Ferries wait. (ABC News: Jo Roe)",
            "Ferries wait.",
            [("ABC News", "agency"), ("Jo Roe", "photographer")],
        ),
        (
            "Ferries wait. Jo Roe/AFP via Getty Images",
            "Ferries wait.",
            [("Jo Roe", "photographer"), ("Agence France-Presse", "agency"), ("Getty Images", "agency")],
        ),
        (
            "Ferries wait AP Photo/Jo Roe, File",
            "Ferries wait",
            [("Associated Press", "agency"), ("Jo Roe", "photographer")],
        ),
        ("Jo Roe / Reuters file", None, [("Jo Roe", "photographer"), ("Reuters", "agency")]),
        ("Jo Roe | Getty Images", None, [("Jo Roe", "photographer"), ("Getty Images", "agency")]),
        ("Photo courtesy of Harbor Museum", None, [("Harbor Museum", "agency")]),
    ],
)
def test_captions_and_credits_are_told_apart(text, caption, names):
    found = read(text)

    assert is_caption(text)
    assert (found.text.text if found.text else None) == caption
    assert [(credit.name, credit.kind) for credit in found.credits] == names


def test_spans_point_into_the_page():
    text = "FILE PHOTO: Ferries wait. (Jo Roe/AP)"
    found = read(text)
    spans = [found.text, *found.credits]

    assert [text[s.start - OFFSET : s.end - OFFSET] for s in spans] == ["Ferries wait.", "Jo Roe", "AP"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferries (Jo Roe via AP, File)", True),
        ("FILE PHOTO: Ferries", True),
        ("Jo Roe / Reuters file", True),
        ("Ferries. [File: Jo Roe/Reuters]", True),
        ("Ferries (Jo Roe via AP)", False),
    ],
)
def test_photos_from_the_files_are_known_by_the_word(text, expected):
    assert read(text).is_file_photo is expected
