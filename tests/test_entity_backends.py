"""Names are found by the rules or by a spaCy pipeline; these tests build real ones and load them for real."""

import os
import shutil
import subprocess
import sys
from itertools import pairwise

import pyarrow.parquet as pq
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.training import Example

from flows import extract
from flows.entity_backends import READ_CHARS, RULES, find_stretches, load_backend
from flows.errors import BackendUnusable
from flows.lookups import load_lexicon
from flows.parsing.language.sentences import find_sentences
from flows.parsing.page import parse_page
from flows.parsing.records import Segment, TextSpan
from flows.storage import lake
from flows.storage.layout import DataDir

PAGE = "Ferry Stops\n\nOfficials in Norland said on Monday that Ana Solis met the crew of the ferry.\n"


def save(nlp, folder):
    nlp.to_disk(folder)
    return f"spacy:{folder}"


def with_ruler(nlp, **labels):
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": label, "pattern": text} for label, texts in labels.items() for text in texts]
    )
    return nlp


def names(entities, page=PAGE):
    found = parse_page(page, load_lexicon(), find_names=load_backend(entities).find_names)
    return [(mention.text, mention.entity_type) for mention in found.mentions]


def sourceline(*arguments, cwd):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SOURCELINE_")}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    ("pipeline", "said"),
    [
        ("en_nobody_has_this", "python -m spacy download en_nobody_has_this"),
        ("en-core web", "no such package"),
        ("this", "The package this is not a spaCy pipeline"),
        ("/nowhere/at/all", "nlp.to_disk"),
    ],
)
def test_a_pipeline_that_is_not_there_is_refused_with_the_way_out(pipeline, said):
    with pytest.raises(BackendUnusable, match=said):
        load_backend(f"spacy:{pipeline}")


def test_a_package_that_is_no_pipeline_is_not_imported():
    with pytest.raises(BackendUnusable):
        load_backend("spacy:antigravity")
    assert "antigravity" not in sys.modules


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[nlp]", "not a configuration", "cannot load the pipeline"),
        ('lang = "en"', 'lang = "xx-none"', "xx-none"),
        ('factory = "entity_ruler"', 'factory = "run_my_code"', "run_my_code"),
    ],
)
def test_a_folder_that_spacy_cannot_load_is_refused_in_one_line_with_its_reason(old, new, said, tmp_path):
    entities = save(with_ruler(spacy.blank("en"), GPE=["Norland"]), tmp_path)
    config = (tmp_path / "config.cfg").read_text()
    assert old in config
    (tmp_path / "config.cfg").write_text(config.replace(old, new))
    with pytest.raises(BackendUnusable, match=said) as refusal:
        load_backend(entities)
    assert "\n" not in str(refusal.value)


def test_a_pipeline_that_recognises_nothing_is_refused(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    with pytest.raises(BackendUnusable, match=r"it has sentencizer\. Give .* 'ner' or 'entity_ruler'"):
        load_backend(save(nlp, tmp_path))


def test_a_pipeline_with_none_of_our_labels_is_refused(tmp_path):
    nlp = with_ruler(spacy.blank("en"), GENE=["BRCA1"], NORP=["Norlandic"])
    with pytest.raises(BackendUnusable, match="its labels are GENE, NORP"):
        load_backend(save(nlp, tmp_path))


def test_code_in_the_folder_of_a_pipeline_is_not_run(tmp_path):
    entities = save(with_ruler(spacy.blank("en"), GPE=["Norland"]), tmp_path)
    (tmp_path / "__init__.py").write_text("raise SystemExit('this was run')\n")
    assert names(entities) == [("Norland", "PLACE")]


def test_without_spacy_the_command_says_what_to_install(tmp_path):
    hidden = "import sys; sys.modules['spacy'] = None; from flows.cli import main; main()"
    done = sourceline("-c", hidden, "run", "--entities", "spacy:en_core_web_sm", cwd=tmp_path)
    assert done.returncode == 2
    assert 'pip install "sourceline[spacy]"' in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "entities"),
    [("run", "spacy"), ("run", "spacy:en_nobody_has_this"), ("run", "spacy:./nowhere"), ("serve", "spacy:x")],
)
def test_the_command_refuses_before_it_makes_anything(command, entities, tmp_path):
    done = sourceline("-m", "flows.cli", command, "--entities", entities, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_help_says_what_to_write_and_what_to_install(tmp_path):
    said = " ".join(
        sourceline("-m", "flows.cli", "run", "--help", cwd=tmp_path).stdout.replace("│", " ").split()
    )
    assert "spacy:en_core_web_sm" in said
    assert "sourceline[spacy]" in said


def test_loading_and_reading_with_a_pipeline_calls_nobody(tmp_path):
    entities = save(with_ruler(spacy.blank("en"), PERSON=["Ana Solis"]), tmp_path / "names")
    reading = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): raise SystemExit(f'called {arguments}')\n"
        "sys.addaudithook(refuse)\n"
        "from flows.entity_backends import load_backend\n"
        "from flows.extract import load_lexicon, read_page\n"
        f"found = load_backend({entities!r}).find_names\n"
        f"print([m['text'] for m in read_page({PAGE!r}, load_lexicon(), find_names=found)['mentions']])\n"
    )
    done = sourceline("-c", reading, cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "['Ana Solis']"), done.stderr


def test_the_rules_do_not_import_spacy(tmp_path):
    reading = (
        "import sys; from flows import cli, extract, pipeline, terminal_run; "
        "extract.current_parser_version(); "
        f"extract.read_page({PAGE!r}, extract.load_lexicon()); assert 'spacy' not in sys.modules"
    )
    done = sourceline("-c", reading, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_rules_leave_the_version_of_the_parser_as_it_was():
    assert load_backend("rules") is RULES
    assert extract.current_parser_version("rules") == extract.current_parser_version()
    assert "spacy" not in extract.current_parser_version()


def test_the_version_tells_pipelines_and_their_files_apart(tmp_path):
    pipelines = [
        with_ruler(spacy.blank("en", meta={"name": name, "version": version}), GPE=texts)
        for name, version, texts in (
            ("news", "1.0.0", ["Norland"]),
            ("news", "1.0.0", ["Sutland"]),
            ("news", "1.1.0", ["Norland"]),
        )
    ]
    versions = [
        extract.current_parser_version(save(nlp, tmp_path / str(number)))
        for number, nlp in enumerate(pipelines)
    ]
    assert len(set(versions)) == len(versions)
    assert "en_news@1.0.0" in versions[0]
    assert "en_news@1.1.0" in versions[2]
    shutil.copytree(tmp_path / "0", tmp_path / "moved")
    assert extract.current_parser_version(f"spacy:{tmp_path / 'moved'}") == versions[0]


def test_the_name_a_pipeline_gives_itself_cannot_leave_the_folder_of_the_lake(tmp_path):
    nlp = with_ruler(spacy.blank("en", meta={"name": "../../news"}), GPE=["Norland"])
    assert "/" not in extract.current_parser_version(save(nlp, tmp_path))


def test_labels_of_both_schemes_are_mapped_and_the_rest_dropped(tmp_path):
    labels = ("PERSON", "PER", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "WORK_OF_ART")
    words = {label: [f"Zol{label.lower().replace('_', '')}"] for label in labels}
    entities = save(with_ruler(spacy.blank("en"), **words), tmp_path)
    page = f"Ferry Stops\n\nOfficials said on Monday that {' and '.join(w for (w,) in words.values())} met.\n"
    assert [entity_type for _, entity_type in names(entities, page)] == [
        "PERSON",
        "PERSON",
        "ORG",
        "PLACE",
        "PLACE",
        "PLACE",
    ]


def test_names_are_looked_for_in_read_segments_only(tmp_path):
    entities = save(with_ruler(spacy.blank("en"), PERSON=["Ana Solis"]), tmp_path)
    page = "Ferry Stops\n\nBy Ana Solis\n\nOfficials said on Monday that the ferry had stopped for good.\n"
    assert names(entities, page) == []
    assert names(entities) == [("Ana Solis", "PERSON")]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A pipeline with a recogniser that has learned its two sentences, behind parts it does not need."""
    nlp = spacy.blank("en", meta={"name": "learned", "version": "0.1.0"})
    nlp.add_pipe("tok2vec")
    tagger = {
        "model": {
            "@architectures": "spacy.Tagger.v2",
            "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"},
        }
    }
    nlp.add_pipe("tagger", config=tagger)
    nlp.add_pipe("ner")
    taught = (
        ("Officials in Norland said on Monday that Ana Solis left.", [(13, 20, "GPE"), (41, 50, "PER")]),
        ("The crew met Ana Solis on Monday, officials in Norland said.", [(13, 22, "PER"), (47, 54, "GPE")]),
    )
    examples = [
        Example.from_dict(doc := nlp.make_doc(text), {"entities": entities, "tags": ["X" for _ in doc]})
        for text, entities in taught
    ]
    spacy.util.fix_random_seed(0)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    return save(nlp, tmp_path_factory.mktemp("trained"))


def test_a_trained_recogniser_finds_names(trained):
    assert names(trained) == [("Norland", "PLACE"), ("Ana Solis", "PERSON")]


def test_components_that_name_nothing_are_not_run(trained):
    assert load_backend(trained).find_names._nlp.pipe_names == ["ner"]


def test_a_recogniser_keeps_what_it_listens_to(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    recogniser = nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 8,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
            }
        },
    )
    recogniser.add_label("PERSON")
    nlp.add_pipe("sentencizer")
    nlp.initialize()
    assert load_backend(save(nlp, tmp_path)).find_names._nlp.pipe_names == ["tok2vec", "ner"]


def test_rules_over_tokens_keep_what_they_look_at(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "norland"}]], {"TAG": "NNP"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": [{"TAG": "NNP"}]}])
    nlp.add_pipe("sentencizer")
    entities = save(nlp, tmp_path)
    assert names(entities) == [("Norland", "PLACE")]
    assert load_backend(entities).find_names._nlp.pipe_names == ["attribute_ruler", "entity_ruler"]


def test_an_installed_package_is_loaded_by_its_name(tmp_path, monkeypatch):
    package = tmp_path / "en_installed_names"
    package.mkdir()
    nlp = with_ruler(spacy.blank("en", meta={"name": "installed_names", "version": "2.0.0"}), GPE=["Norland"])
    nlp.to_disk(package / "en_installed_names-2.0.0")
    shutil.copy(package / "en_installed_names-2.0.0" / "meta.json", package)
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    installed = tmp_path / "en_installed_names-2.0.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: en_installed_names\nVersion: 2.0.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert names("spacy:en_installed_names") == [("Norland", "PLACE")]
    assert "en_installed_names@2.0.0" in extract.current_parser_version("spacy:en_installed_names")


def test_workers_find_what_one_process_finds(tmp_path, trained):
    data = DataDir(tmp_path)
    batch_ids = [write_batch(data, number, f"{PAGE}{number}\n") for number in range(3)]
    version = extract.current_parser_version(trained)

    def read(worker_count):
        batches = extract.extract_batches(
            data, batch_ids, version=version, worker_count=worker_count, is_reparse=True, entities=trained
        )
        return [pq.read_table(batch.parsed).to_pylist() for batch in batches]

    alone = read(1)
    assert {m["rule"] for (row,) in alone for m in row["mentions"]} == {"spacy:en_learned@0.1.0"}
    assert read(2) == alone


def write_batch(data, number, text):
    page = {
        "content_sha256": f"{number:064}",
        "source_file": "a.txt",
        "source_path": "/a.txt",
        "encoding": "utf-8",
        "format": "text",
        "hints": {},
        "byte_count": len(text),
        "text": text,
    }
    return lake.write_ingested(data, run_id="a-b", part_no=0, outcomes=[], pages=[page])


@given(st.lists(st.lists(st.sampled_from(["Ana met. ", "x ", "y" * 30 + " ", "Z. ", "w" * 20 + " "]))))
def test_what_is_read_at_once_is_short_in_order_and_within_a_segment(lines):
    texts = ["".join(line) for line in lines]
    segments, start = [], 0
    for number, text in enumerate(texts):
        content = TextSpan(start, start + len(text), text)
        segments.append(Segment(number, "paragraph", start, start + len(text), text, content, "test"))
        start += len(text)
    stretches = list(find_stretches(find_sentences(segments), longest=20))
    assert all(0 < end - first <= 20 for first, end in stretches)
    assert all(one[1] <= other[0] for one, other in pairwise(stretches))
    assert all(any(s.start <= first and end <= s.end for s in segments) for first, end in stretches)
    read = "".join("".join(texts)[first:end] for first, end in stretches)
    assert [read.count(letter) for letter in "Zx"] == ["".join(texts).count(letter) for letter in "Zx"]
    assert read.count("y") == 0


def test_a_sentence_too_long_to_be_read_at_once_is_read_in_parts(tmp_path):
    entities = save(with_ruler(spacy.blank("en"), PERSON=["Ana Solis"]), tmp_path)
    page = f"Ferry Stops\n\nOfficials said on Monday that {'the ferry stopped and ' * 1000}Ana Solis left.\n"
    assert len(page) > 2 * READ_CHARS
    assert names(entities, page) == [("Ana Solis", "PERSON")]
