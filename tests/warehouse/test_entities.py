"""Names of many articles are joined to entities for a reason that is kept, never by a surname alone."""

import pytest

KREMLIN = ("Dmitry Peskov", "ORG:Kremlin")
CLUB = ("Ola Berg", "ORG:Riverside Rowing Club")
CHOIR = ("Ines Paz", "ORG:Harbour Choir")
TRIAL = ("Tom Reyes", "ORG:Court of Session")


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory, dbt_cache, first_build, page_naming):
    """A warehouse of pages about people who share names; tests only read it."""
    bench = type(first_build)(tmp_path_factory.mktemp("newsroom"), dbt_cache)
    bench.load(
        "b1",
        page_naming("/full", "Sergei Ryabkov", *KREMLIN),
        page_naming("/short", "Ryabkov", *KREMLIN),
        page_naming("/elsewhere", "Ryabkov", *CLUB),
        page_naming("/alone", "Ryabkov", "Dmitry Peskov"),
        page_naming("/stranger", "Sato", *KREMLIN),
        page_naming("/ann", "Ann Hall", *CLUB),
        page_naming("/bo", "Bo Hall", *CLUB),
        page_naming("/hall", "Hall", *CLUB),
        page_naming("/leyen", "Ursula von der Leyen", *KREMLIN),
        page_naming("/von", "von der Leyen", *KREMLIN),
        page_naming("/plain", "Robert Quist", *CHOIR),
        page_naming("/initial", "Robert F. Quist", *CHOIR),
        page_naming("/quist", "Quist", *CHOIR),
        page_naming("/w", "George W. Marsh", *TRIAL),
        page_naming("/hw", "George H. W. Marsh", *TRIAL),
        page_naming("/george", "George Marsh", *TRIAL),
        page_naming("/bank", "ORG:NCB=Northern Credit Bank"),
        page_naming("/letters", "ORG:NCB"),
        page_naming("/one", "ORG:CPA=Coastal Path Association"),
        page_naming("/two", "ORG:CPA=Cycle Parts Alliance"),
        page_naming("/which", "ORG:CPA"),
        page_naming("/tennessean", "ORG:The Tennessean"),
        page_naming("/nashville", "ORG:Tennessean"),
        page_naming("/singer", "Beyoncé"),
        page_naming("/fan", "Beyoncé"),
        page_naming("/king", "Hal King Jr.", *CHOIR),
        page_naming("/jr", "King", *CHOIR),
        run_id="20250301",
    )
    bench.record_ingested("b1", run_id="20250301")
    assert bench.build("20250301") == []
    return bench


def entity(bench, path, printed_name):
    ((found,),) = bench.ask(
        "select entity_id from marts.bridge_article_names join marts.fct_articles using (article_id) "
        f"where source_file = '{path[1:]}' and printed_name = '{printed_name}'"
    )
    return found


def why(bench, path, printed_name):
    ((joined_by, evidence),) = bench.ask(
        "select joined_by, evidence from marts.bridge_article_names "
        "join marts.fct_articles using (article_id) "
        f"where source_file = '{path[1:]}' and printed_name = '{printed_name}'"
    )
    return joined_by, evidence


def is_page_only(bench, path, printed_name):
    return "-in-" in entity(bench, path, printed_name) and why(bench, path, printed_name)[0] == "page_only"


def test_a_full_name_is_one_entity_on_every_page(newsroom):
    assert entity(newsroom, "/short", "Dmitry Peskov") == entity(newsroom, "/full", "Dmitry Peskov")
    assert why(newsroom, "/short", "Dmitry Peskov") == ("full_name", "the same name")


def test_a_surname_is_joined_to_its_only_bearer_where_the_pages_share_names(newsroom):
    assert entity(newsroom, "/short", "Ryabkov") == "person-sergei-ryabkov"
    assert why(newsroom, "/short", "Ryabkov") == (
        "surname",
        "only Sergei Ryabkov bears it, and pages on both name Dmitry Peskov, Kremlin",
    )


@pytest.mark.parametrize(
    ("path", "name", "evidence"),
    [
        ("/elsewhere", "Ryabkov", "only Sergei Ryabkov bears it, but the pages share no other name"),
        ("/alone", "Ryabkov", "only Sergei Ryabkov bears it, but the pages share Dmitry Peskov"),
        ("/stranger", "Sato", "no page prints a full name that ends so"),
        ("/hall", "Hall", "borne by Ann Hall, Bo Hall"),
    ],
)
def test_a_surname_of_which_nothing_tells_more_stays_on_its_page(newsroom, path, name, evidence):
    assert is_page_only(newsroom, path, name)
    assert why(newsroom, path, name) == ("page_only", evidence)


def test_the_same_surname_on_two_pages_is_two_entities_until_something_joins_them(newsroom):
    assert entity(newsroom, "/elsewhere", "Ryabkov") != entity(newsroom, "/alone", "Ryabkov")


def test_two_people_of_one_surname_are_never_one(newsroom):
    assert entity(newsroom, "/ann", "Ann Hall") != entity(newsroom, "/bo", "Bo Hall")


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("/von", "von der Leyen", "person-ursula-von-der-leyen"),
        ("/jr", "King", "person-hal-king-jr"),
    ],
)
def test_particles_and_generations_are_no_surnames(newsroom, path, name, expected):
    assert entity(newsroom, path, name) == expected


def test_a_name_with_a_middle_initial_is_the_one_without(newsroom):
    assert entity(newsroom, "/initial", "Robert F. Quist") == "person-robert-quist"
    assert why(newsroom, "/initial", "Robert F. Quist")[0] == "middle_initial"
    assert entity(newsroom, "/quist", "Quist") == "person-robert-quist"


def test_people_who_differ_in_their_initials_are_two_and_the_name_without_is_neither(newsroom):
    names = {
        entity(newsroom, path, name)
        for path, name in (
            ("/w", "George W. Marsh"),
            ("/hw", "George H. W. Marsh"),
            ("/george", "George Marsh"),
        )
    }
    assert len(names) == 3


def test_letters_are_joined_to_the_only_name_that_pages_spell_out(newsroom):
    assert entity(newsroom, "/letters", "NCB") == "org-northern-credit-bank"
    assert why(newsroom, "/letters", "NCB")[0] == "acronym"


def test_letters_that_are_spelled_out_in_two_ways_are_joined_to_neither(newsroom):
    assert entity(newsroom, "/which", "CPA") not in {
        "org-coastal-path-association",
        "org-cycle-parts-alliance",
    }


def test_an_article_before_a_name_does_not_make_another_entity(newsroom):
    assert entity(newsroom, "/tennessean", "The Tennessean") == entity(newsroom, "/nashville", "Tennessean")


def test_whoever_goes_by_one_name_is_one_entity(newsroom):
    assert entity(newsroom, "/singer", "Beyoncé") == entity(newsroom, "/fan", "Beyoncé")
    assert why(newsroom, "/fan", "Beyoncé") == ("alias", "goes by one name")


def test_names_that_many_articles_have_tell_nothing(newsroom, tmp_path_factory, dbt_cache, page_naming):
    bench = type(newsroom)(tmp_path_factory.mktemp("common"), dbt_cache)
    others = [page_naming(f"/{number}", *KREMLIN) for number in range(10)]
    pages = [page_naming("/full", "Sergei Ryabkov", *KREMLIN), page_naming("/short", "Ryabkov", *KREMLIN)]
    bench.load("b1", *pages, *others, run_id="20250301")
    bench.record_ingested("b1", run_id="20250301")
    assert bench.build("20250301") == []
    assert is_page_only(bench, "/short", "Ryabkov")


def test_every_mention_leads_to_the_reason_it_was_joined_for(newsroom):
    assert (
        newsroom.ask(
            """
        select mention_text from marts.fct_entity_mentions as mentions
        left join marts.bridge_article_names as names using (article_id, name_id)
        where names.evidence is null or names.entity_id <> mentions.entity_id
        """
        )
        == []
    )


def test_the_dimension_says_who_is_known_from_one_page_only(newsroom):
    assert newsroom.ask("select entity_name from marts.dim_entities where is_page_only order by 1") == [
        ("Hall",),
        ("Ryabkov",),
        ("Ryabkov",),
        ("Sato",),
    ]


def test_a_later_page_joins_a_name_of_an_earlier_one(empty_bench, page_naming):
    empty_bench.load("b1", page_naming("/short", "Ryabkov", *KREMLIN), run_id="20250301")
    empty_bench.record_ingested("b1", run_id="20250301")
    assert empty_bench.build("20250301") == []
    assert is_page_only(empty_bench, "/short", "Ryabkov")
    empty_bench.load("b2", page_naming("/full", "Sergei Ryabkov", *KREMLIN), run_id="20250302")
    empty_bench.record_ingested("b2", run_id="20250302")
    assert empty_bench.build("20250302") == []
    assert empty_bench.ask(
        "select entity_id from marts.fct_entity_mentions where mention_text = 'Ryabkov'"
    ) == [("person-sergei-ryabkov",)]


@pytest.mark.slow
def test_the_order_in_which_pages_arrive_changes_no_row(
    tmp_path_factory, dbt_cache, first_build, page_naming
):
    deliveries = [
        [page_naming("/short", "Ryabkov", *KREMLIN), page_naming("/letters", "ORG:NCB")],
        [page_naming("/full", "Sergei Ryabkov", *KREMLIN), page_naming("/berg", "Berg", *CHOIR, *TRIAL)],
        # The one joined to Ryabkov above has a namesake now; Berg, who is about to be joined, has none.
        [
            page_naming("/other", "Anna Ryabkov", *CLUB),
            page_naming("/bank", "ORG:NCB=Northern Credit Bank"),
            page_naming("/ola", *CLUB, *CHOIR, *TRIAL),
            page_naming("/plain", "Robert Quist", *CHOIR),
            page_naming("/initial", "Robert F. Quist", *CHOIR),
        ],
        # What told that Quist is Quist and Berg is Berg is on too many pages now.
        [page_naming(f"/{number}", *CHOIR, *TRIAL) for number in range(10)],
    ]
    seen = []
    for order in (deliveries, [[page for delivery in deliveries for page in delivery]]):
        bench = type(first_build)(tmp_path_factory.mktemp("order"), dbt_cache)
        for number, pages in enumerate(order):
            run_id = f"2025030{number + 1}"
            bench.load(f"b{number}", *pages, run_id=run_id)
            bench.record_ingested(f"b{number}", run_id=run_id)
            assert bench.build(run_id) == []
        seen.append(
            {
                table: bench.ask(
                    f"select columns(c -> c not in ('batch_id', 'run_id')) from marts.{table} order by all"
                )
                for table in ("bridge_article_names", "fct_entity_mentions", "dim_entities")
            }
        )
    assert seen[0] == seen[1]
