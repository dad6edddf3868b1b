"""Who finds the names of a page: our rules, or a spaCy pipeline that somebody has (`spacy:en_core_web_sm`).

A pipeline is a package that is installed or a folder that `nlp.to_disk` wrote. Nothing is downloaded, and
no code of a folder is run: its configuration can name registered functions only.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from flows.errors import BackendUnusable
from flows.fingerprint import fingerprint
from flows.parsing.entities.found_names import FoundName, type_found_names
from flows.parsing.entities.heading_names import TypedName
from flows.parsing.entities.typed_names import NameFinder, find_typed_names
from flows.parsing.language.quotes import Quote
from flows.parsing.language.sentences import Sentence
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType
from flows.settings import SPACY, force_variable

if TYPE_CHECKING:
    from spacy.language import Language

ENTITY_TYPES: Mapping[str, EntityType] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
}
"""The labels that are read, of OntoNotes and of WikiNER; nationalities (`NORP`) and the rest are dropped."""

RECOGNISERS = frozenset({"ner", "beam_ner"})
EMBEDDINGS = frozenset({"tok2vec", "transformer", "curated_transformer"})
IDLE = frozenset(
    {"tagger", "morphologizer", "parser", "senter", "sentencizer", "lemmatizer", "trainable_lemmatizer"}
    | {"attribute_ruler", "textcat", "textcat_multilabel", "entity_linker", "spancat", "span_finder"}
)
"""Kinds of components that name nothing. Rules over tokens may look at what they set, recognisers do not."""

READ_CHARS = 10_000
"""Text given to a pipeline at once, at most: the memory it takes follows the length."""

REASON_CHARS = 300
"""How much is told of what spaCy says of a pipeline; it lists all that it knows."""

UNSAFE = re.compile(r"[^A-Za-z0-9._@-]+")
"""What a pipeline's own name must not bring into a path: `en_../x`."""

OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
"""Variables that keep the libraries beneath a transformer from fetching what its folder lacks."""


@dataclass(frozen=True, slots=True)
class EntityBackend:
    """Finds names; `version` is what the parser's version says of it, nothing for the rules."""

    find_names: NameFinder
    version: str


RULES = EntityBackend(find_typed_names, version="")


@cache
def load_backend(entities: str) -> EntityBackend:
    """Return what finds the names, loaded once per process; raise BackendUnusable with the way out."""
    if not entities.startswith(SPACY):
        return RULES
    nlp = _load(entities.removeprefix(SPACY))
    _require_recogniser(nlp, entities)
    for name in _find_idle(nlp):
        nlp.disable_pipe(name)
    label = UNSAFE.sub("_", f"{nlp.meta['lang']}_{nlp.meta['name']}@{nlp.meta['version']}")
    return EntityBackend(SpacyNames(nlp, rule=f"{SPACY}{label}"), version=_version(nlp, label))


class SpacyNames:
    """Finds names by a spaCy pipeline. What it finds on a page depends on that page alone."""

    def __init__(self, nlp: Language, *, rule: str) -> None:
        self._nlp = nlp
        self._rule = rule

    def __call__(
        self, page: str, sentences: Sequence[Sentence], _: Sequence[Quote], lexicon: Lexicon
    ) -> tuple[TypedName, ...]:
        """Return the names in the sentences of a page in reading order."""
        with self._nlp.memory_zone():  # or every word of every page would stay in memory
            return type_found_names(page, sentences, self._find(page, sentences), lexicon)

    def _find(self, page: str, sentences: Sequence[Sentence]) -> Iterator[FoundName]:
        stretches = ((page[start:end], start) for start, end in find_stretches(sentences))
        for read, offset in self._nlp.pipe(stretches, as_tuples=True):
            for entity in read.ents:
                entity_type = ENTITY_TYPES.get(entity.label_)
                if entity_type is not None:
                    start, end = offset + entity.start_char, offset + entity.end_char
                    yield FoundName(start, end, entity_type, self._rule)


def find_stretches(sentences: Sequence[Sentence], *, longest: int = READ_CHARS) -> Iterator[tuple[int, int]]:
    """Yield what is read at once, as spans of the page: sentences of one segment, as many as fit."""
    first = last = 0
    segment_no = None
    for number, start, end in (piece for sentence in sentences for piece in _pieces(sentence, longest)):
        if number != segment_no or end - first > longest:
            if last > first:
                yield first, last
            first, segment_no = start, number
        last = end
    if last > first:
        yield first, last


def _pieces(sentence: Sentence, longest: int) -> Iterator[tuple[int, int, int]]:
    """Yield the sentence, or its words where it is longer than can be read; longer words are no names."""
    if sentence.end - sentence.start <= longest:
        yield sentence.segment_no, sentence.start, sentence.end
    else:
        for word in sentence.tokens:
            if word.end - word.start <= longest:
                yield sentence.segment_no, word.start, word.end


def _load(pipeline: str) -> Language:
    for variable in OFFLINE:
        force_variable(variable, "1")
    try:
        import spacy
    except ImportError as problem:
        raise BackendUnusable(
            f"spacy:{pipeline} needs spaCy, which cannot be imported ({problem}). "
            'Install it: pip install "sourceline[spacy]"'
        ) from problem
    place = _locate(pipeline)
    try:
        return spacy.load(place)
    except Exception as problem:
        raise BackendUnusable(
            f"spaCy {version('spacy')} cannot load the pipeline {pipeline}. Give one that this version can "
            f"load, or install what it needs. {type(problem).__name__}: {shorten(str(problem), REASON_CHARS)}"
        ) from problem


def _locate(pipeline: str) -> str | Path:
    """Return the folder of a saved pipeline, or the name of a package that comes with a pipeline.

    Loading a package imports it, so a package that is something else is refused before.
    """
    folder = Path(pipeline)
    if folder.is_absolute():
        if (folder / "config.cfg").is_file():
            return folder
        raise BackendUnusable(f"No spaCy pipeline in {folder}: give the folder that nlp.to_disk() wrote.")
    package = importlib.util.find_spec(pipeline) if pipeline.isidentifier() else None
    if package is None:
        raise BackendUnusable(
            f"No spaCy pipeline {pipeline!r}: no such package is installed, and a run downloads nothing. "
            f"Install it (python -m spacy download {pipeline}) or give the folder of a saved one."
        )
    if package.origin is None or not (Path(package.origin).parent / "meta.json").is_file():
        raise BackendUnusable(f"The package {pipeline} is not a spaCy pipeline; one is en_core_web_sm.")
    return pipeline


def _require_recogniser(nlp: Language, entities: str) -> None:
    names = _find_recognisers(nlp)
    if not names:
        raise BackendUnusable(
            f"{entities} recognises no entities: it has {', '.join(nlp.pipe_names) or 'no components'}. "
            "Give a pipeline with the component 'ner' or 'entity_ruler'."
        )
    labels = {label for name in names for label in nlp.pipe_labels.get(name, ENTITY_TYPES)}
    if not labels & ENTITY_TYPES.keys():
        raise BackendUnusable(
            f"{entities} finds no people, organisations or places: its labels are "
            f"{', '.join(sorted(labels)) or 'none'}. Give a pipeline with some of {', '.join(ENTITY_TYPES)}."
        )


def _find_recognisers(nlp: Language) -> list[str]:
    return [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]


def _find_idle(nlp: Language) -> list[str]:
    """Return the components whose work no name depends on."""
    from spacy.pipeline import Tok2Vec

    kinds = {name: nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    last = max(nlp.pipe_names.index(name) for name in _find_recognisers(nlp))
    after = [name for name in nlp.pipe_names[last:] if kinds[name] in IDLE]
    if not set(kinds.values()) <= RECOGNISERS | EMBEDDINGS | IDLE:
        return after
    idle = [name for name, kind in kinds.items() if kind in IDLE]
    unheard = [
        name
        for name, component in nlp.pipeline
        if isinstance(component, Tok2Vec) and set(component.listening_components) <= set(idle)
    ]
    return idle + unheard


def _version(nlp: Language, label: str) -> str:
    """Return the version of spaCy, of a pipeline, of its files and of the code here."""
    files = [path for path in nlp.path.rglob("*") if path.is_file()]
    code = Path(__file__)
    return (
        f".spacy-{version('spacy')}.{label}.{fingerprint(files, root=nlp.path)}"
        f".{fingerprint([code], root=code.parent)}"
    )
