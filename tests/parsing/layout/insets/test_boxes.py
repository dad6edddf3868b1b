import pytest

from flows.parsing.layout.segments import find_segments
from flows.parsing.records import BODY_SEGMENTS

HEAD = ["Piers Closed After Engineers Find Cracks", "By Ana Lopez", "March 3, 2025"]
BODY = [
    "The harbor authority closed three piers on Monday after engineers found cracks in the pillars.",
    "Repairs will take at least two months, an official said, and ferries will use the north dock.",
    '"We told them in the spring that the pillars would not last," said Joe Pike, who runs a ferry.',
    "The authority answered that divers had looked at the pillars every year since the storm.",
]

LAST = "Fishermen will have to walk around the bay until then, which takes them an hour each way."


def body(*lines):
    segments = find_segments("\n".join(lines))
    return [segment.content.text for segment in segments if segment.segment_type in BODY_SEGMENTS]


def rules(*lines):
    return {segment.content.text: segment.rule for segment in find_segments("\n".join(lines))}


@pytest.mark.parametrize(
    "box",
    [
        ['"We told them in the spring that the pillars would not last"'],
        ["We told them in the spring that the pillars would not last."],
        ["Further Reading", "The bridge that nobody wanted to own"],
        ["Related", "  • Mayor to stand for a third term", "  • Bakery wins national prize"],
        ["READ ALSO", "  • Mayor to stand for a third term"],
        ["Canada", "Mayor to stand for a third term in the autumn", "Harbor Opinion"],
        ["Harbor Weekly", "The best of the waterfront, from docks to diners, every week.", "Sign up"],
        ["Stay close to the waterfront - join our WhatsApp community"],
        ["You can also follow our WhatsApp channel for updates and more stories like this."],
        ["The Morning Tide newsletter brings the day's news to your desk. Sign up here."],
        ["A boat passes the pillars in the fog", "Jo Roe | Example Images"],
        ["A boat passes the pillars of the pierImage: Jo Roe/Example Images"],
        ["SKIP ADVERTISEMENT"],
        ["Enlarge this image"],
    ],
    ids=lambda box: box[0][:30],
)
def test_what_is_put_between_paragraphs_is_no_part_of_the_story(box):
    assert body(*HEAD, *BODY[:3], *box, BODY[3], LAST) == [*BODY, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "What happens next",
        "\u2018The pillars would not last\u2019",
        "The newsletter of the port said that subscribers had asked about the piers for a year.",
        "  • Ferries will use the north dock",
        "The paper's own website was down for an hour, and readers called the authority instead.",
    ],
)
def test_what_belongs_to_the_story_is_kept(line):
    wanted = line.removeprefix("  • ")

    assert wanted in body(*HEAD, *BODY[:3], line, BODY[3])


def test_items_behind_dashes_are_no_cards():
    items = ["\u2014 Ferries", "\u2014 Boats of fishermen who live by the harbor", "\u2014 Tugs"]

    assert body(*HEAD, *BODY[:3], *items, BODY[3], LAST) == [*BODY[:3], *items, BODY[3], LAST]


def test_points_above_the_first_paragraph_sum_up_the_story():
    points = ["Three piers are closed after cracks were found.", "Repairs will take at least two months."]
    page = [*HEAD, "Key Points", *(f"  • {point}" for point in points), *BODY]

    assert body(*page) == BODY
    assert {rules(*page)[point] for point in points} == {"summary_point"}


def test_points_that_are_all_there_is_are_the_story():
    points = [f"{number}. {line}" for number, line in enumerate(BODY, start=1)]

    assert body(*HEAD, *points) == points


@pytest.mark.parametrize(
    "head",
    [
        ["A boat passes the pillars of the pier in the fog.", "Jo Roe for Example News"],
        ["A boat passes the pillars of the pier in the fog.", "Image: Example Images"],
        ["Ana Lopez is a reporter for Harbor News covering the waterfront."],
    ],
    ids=["name", "credit", "author"],
)
def test_pictures_and_notes_above_the_story_are_no_part_of_it(head):
    assert body(*HEAD, *head, *BODY) == BODY


def test_a_first_paragraph_above_a_picture_is_kept():
    first = "HARBOR TOWN (Example Press) - The harbor authority closed three piers on Monday, it said."

    assert first in body(*HEAD, first, "(Photo: Example Images)", *BODY[1:])


def test_paragraphs_below_a_list_of_other_stories_go_on_with_the_story():
    links = ["Most Read", "1", "Mayor to stand for a third term", "2", "Bakery wins national prize"]
    rest = [
        "Ferries from the north dock will leave every hour until the piers open again, the authority said.",
        "A woman in the queue said that she would walk.",
        "It is an hour on foot around the bay, and the path along the water is closed after dark, she said.",
        "The authority has asked the town to open the path and to put up lights where the old piers begin.",
        "Engineers will look at the cracks once more in April, when the divers come back to the harbor.",
    ]

    assert body(*HEAD, *BODY, *links, *rest) == [*BODY, *rest]


@pytest.mark.parametrize(
    "note",
    [
        "A correction was made on March 4, 2025: An earlier version misstated the number of piers.",
        "A version of this article appears in print on March 4, 2025, Section B, Page 1.",
        "Update, March 5th: Added that the ferries run again.",
        "Jo Roe edited this story for broadcast.",
        "\u2014 Harbor News's Jo Roe contributed to this report.",
    ],
)
def test_notes_of_the_newsroom_are_no_part_of_the_story(note):
    assert body(*HEAD, *BODY, note) == BODY


@pytest.mark.parametrize(
    "stamp",
    [
        "Updated: Feb. 10, 2025 at 3:11 p.m.",
        "Updated: Monday, February 10, 2025 at 3:11 p.m. ET; first posted on Sunday at 4 p.m.",
    ],
)
def test_a_time_of_an_update_is_no_note(stamp):
    assert rules(*HEAD[:2], stamp, *BODY)[stamp] == "printed_time"
