from zoneinfo import ZoneInfo

from flows.lookups import load_lexicon

OUTLET_TYPES = {"wire", "newspaper", "broadcaster", "magazine", "digital", "aggregator"}


def test_home_time_zones_exist() -> None:
    for outlet in load_lexicon().outlets.values():
        assert outlet.home_time_zone is None or ZoneInfo(outlet.home_time_zone).key == outlet.home_time_zone


def test_outlet_types_are_from_the_closed_list_and_wires_are_marked() -> None:
    for outlet in load_lexicon().outlets.values():
        assert outlet.outlet_type in OUTLET_TYPES
        assert outlet.is_wire == (outlet.outlet_type == "wire")


def test_short_forms_that_many_papers_share_are_no_alias() -> None:
    shared = {"Times", "Post", "Journal", "Sun", "Star", "Herald", "News", "Tribune", "Globe", "Mail"}
    assert shared.isdisjoint(load_lexicon().outlet_aliases)


def test_no_two_cues_share_a_form_but_a_noun_and_its_verb() -> None:
    cues = load_lexicon().cues
    for are_nouns in (True, False):
        forms = [form for cue in cues if (cue.cue_kind == "noun") is are_nouns for form in cue.forms]
        assert len(forms) == len(set(forms))


def test_verbs_list_base_third_person_and_past_form_before_their_participles() -> None:
    for cue in load_lexicon().cues:
        if cue.cue_kind == "verb":
            base, third, *_ = (form.split()[0] for form in cue.forms)
            assert third.endswith("s"), cue.cue_id
            assert third.startswith(base[:-1]), cue.cue_id
            assert any("ing" in form for form in cue.forms), cue.cue_id


def test_words_are_in_lower_case_and_in_one_list() -> None:
    lexicon = load_lexicon()
    assert lexicon.unnamed_sources.isdisjoint(lexicon.document_sources)
    assert all(word == word.lower() for word in lexicon.unnamed_sources | lexicon.document_sources)
