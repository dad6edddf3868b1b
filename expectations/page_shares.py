"""How much was found on the pages of a run, taken together.

A single page may have no headline, name nobody and cite nobody. A run in which most pages are like that
has met another kind of page than the parser reads, or a parser that no longer reads.
"""

from __future__ import annotations

from expectations.checks import CRITICAL, WARNING, Check, QueryCheck, Severity, table_holds

# Observed: on 1,194 saved pages and articles of many publishers, in six collections.
MIN_PAGES = 20
"""Below this many pages a share says nothing."""
LONG_PAGE_WORDS = 100
"""Words of body from which on a news page can be expected to name and to cite somebody."""
LONG_ARTICLE = f"rejection is null and language.is_read and word_count >= {LONG_PAGE_WORDS}"


def share_checks() -> list[Check]:
    """Return the checks of totals, all of which say nothing below a number of pages."""
    return [
        _page_share(
            "pages_that_could_be_read",
            "of the pages could be read by the parser",
            0.8,  # observed: all
            condition="parse_error is null",
            among="true",
            severity=CRITICAL,
        ),
        _page_share(
            "pages_that_are_articles",
            "of the pages are articles",
            0.5,  # observed: all; a crawl of a whole site has many section fronts
            condition="rejection is null",
            among="parse_error is null",
        ),
        _page_share(
            "pages_in_english",
            "of the pages are in English, which is what citations and mentions are read in",
            0.5,  # observed: all
            condition="language.is_read",
            among="parse_error is null",
        ),
        _unclaimed_share("unclaimed_line_share", WARNING, 0.05),  # observed: 0.001
        _unclaimed_share("unclaimed_line_majority", CRITICAL, 0.5),  # pages of another kind altogether
        # pages without any furniture are plain text, of which neither is expected
        _page_share(
            "pages_with_a_headline",
            "of the pages with a byline or a posting time have a headline",
            0.8,  # observed: 106 of 116
            condition="headline is not null",
            among="len(list_filter(segments, lambda s: s.segment_type in ('byline', 'timestamp'))) > 0",
        ),
        _page_share(
            "pages_with_a_published_time",
            "of the pages with a line for the posting time have one that could be read",
            0.8,  # observed: 98 of 102
            condition="published is not null",
            among="len(list_filter(segments, lambda s: s.segment_type = 'timestamp')) > 0",
        ),
        _page_share(
            "pages_with_a_body",
            "of the pages have a body",
            0.9,  # observed: all
            condition="word_count > 0",
            among="rejection is null",
        ),
        _page_share(
            "pages_with_a_citation",
            f"of the pages of {LONG_PAGE_WORDS} words and more cite somebody",
            0.5,  # observed: 1,115 of 1,165; a run of sports results has fewer
            condition="len(citations) > 0",
            among=LONG_ARTICLE,
        ),
        _page_share(
            "pages_with_a_mention",
            f"of the pages of {LONG_PAGE_WORDS} words and more name somebody or something",
            0.9,  # observed: all of 1,165
            condition="len(mentions) > 0",
            among=LONG_ARTICLE,
        ),
        _mean_count("citations", 2),  # observed: 9 and 16
        _mean_count("mentions", 5),  # observed: 12 and 51
    ]


def _mean_count(what: str, min_mean: int) -> QueryCheck:
    return table_holds(
        f"{what}_per_long_page",
        f"Pages of {LONG_PAGE_WORDS} words and more have at least {min_mean} {what} on average, "
        f"where there are {MIN_PAGES}",
        WARNING,
        """
        with counted as (
            select count(*) as page_count, sum(len($what)) as found_count from {batch} where $among
        )
        select found_count || ' $what on ' || page_count || ' pages' as detail
        from counted where page_count >= $min_pages and found_count < $min_mean * page_count
        """,
        what=what,
        among=LONG_ARTICLE,
        min_pages=MIN_PAGES,
        min_mean=min_mean,
    )


def _unclaimed_share(name: str, severity: Severity, max_share: float) -> QueryCheck:
    return table_holds(
        name,
        f"At most {max_share:.0%} of all lines are of no known kind, where there are {MIN_PAGES} pages",
        severity,
        """
        with counted as (
            select count(*) as page_count, sum(unclaimed_line_count) as unclaimed_count,
                sum(len(list_filter(segments, lambda s: s.segment_type <> 'blank'))) as line_count
            from {batch}
        )
        select unclaimed_count || ' of ' || line_count || ' lines are unclaimed' as detail
        from counted where page_count >= $min_pages and unclaimed_count > $max_share * line_count
        """,
        min_pages=MIN_PAGES,
        max_share=max_share,
    )


def _page_share(
    name: str,
    description: str,
    min_share: float,
    *,
    condition: str,
    among: str,
    severity: Severity = WARNING,
) -> QueryCheck:
    """Return the check that enough of the pages of a kind meet a condition; both are SQL."""
    return table_holds(
        name,
        f"At least {min_share:.0%} {description}, where there are {MIN_PAGES}",
        severity,
        """
        with counted as (
            select count(*) as page_count, count(*) filter ($condition) as met_count
            from {batch} where $among
        )
        select met_count || ' of ' || page_count || ' pages' as detail
        from counted where page_count >= $min_pages and met_count < $min_share * page_count
        """,
        condition=condition,
        among=among,
        min_pages=MIN_PAGES,
        min_share=min_share,
    )
