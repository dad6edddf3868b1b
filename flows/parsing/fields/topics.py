"""Read the subjects that a page files itself under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flows.parsing.records import Segment, TextSpan, Topic

TOPIC_MAX_CHARS = 300

MORE_STORIES = re.compile(
    r"\(?(?:read\s+)?more\s+(?P<topics>\S.{0,80}?)\s+(?:stories|news|articles)\.?\)?", re.IGNORECASE
)
"""A link to the subject's other stories: `(More Russia-Ukraine war stories.)`. Brackets are needed."""

TAGS = re.compile(
    r"(?:(?:related\s+)?(?:topics|tags|keywords)|filed\s+(?:under|to|in))\s?:\s*(?P<topics>\S.*)",
    re.IGNORECASE,
)
"""A list of tags: `Topics: elections, Kenya`."""

SEPARATOR = re.compile(r"\s*[,;|•·]\s*")


def _find_tag_list(content: str) -> re.Match[str] | None:
    if len(content) > TOPIC_MAX_CHARS:
        return None
    if content.startswith("(") and content.endswith(")"):
        return MORE_STORIES.fullmatch(content)
    return TAGS.fullmatch(content)


def is_tag_list(content: str) -> bool:
    """Tell whether a line names the page's subjects."""
    return _find_tag_list(content) is not None


def find_topics(segments: Iterable[Segment]) -> tuple[Topic, ...]:
    """Return the subjects named in a page's topic tags, each once, in order."""
    topics: dict[str, Topic] = {}
    for segment in segments:
        if segment.segment_type == "topic_tag":
            for topic in _read_tag_list(segment.content):
                topics.setdefault(topic.name.casefold(), topic)
    return tuple(topics.values())


def _read_tag_list(content: TextSpan) -> Iterator[Topic]:
    found = _find_tag_list(content.text)
    if found is None:
        return
    start, stop = found.span("topics")
    for separator in SEPARATOR.finditer(content.text, start, stop):
        if separator.start() > start:
            yield _topic(content, start, separator.start())
        start = separator.end()
    if stop > start:
        yield _topic(content, start, stop)


def _topic(content: TextSpan, start: int, end: int) -> Topic:
    return Topic(content.text[start:end], content.start + start, content.start + end)
