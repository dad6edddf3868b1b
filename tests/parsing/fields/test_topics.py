import pytest

from flows.parsing.fields.topics import find_topics, is_tag_list
from flows.parsing.layout.segments import find_segments, with_ink

PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."


@pytest.mark.parametrize(
    "text", ["More Harbor stories are told in the taverns.", "(More to come.)", "Topics", "()"]
)
def test_what_names_no_subject(text):
    assert not is_tag_list(text)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("(More Russia-Ukraine war stories.)", ["Russia-Ukraine war"]),
        ("(Read more ferry stories.)", ["ferry"]),
        ("Topics: harbor, ferries | repairs", ["harbor", "ferries", "repairs"]),
        ("Filed under: Harbor, harbor", ["Harbor"]),
    ],
)
def test_subjects_are_read_from_tags(text, topics):
    page = f"{PROSE}\n{text}"
    found = find_topics(with_ink(find_segments(page)))

    assert [topic.name for topic in found] == topics
    assert all(page[topic.start : topic.end] == topic.name for topic in found)
