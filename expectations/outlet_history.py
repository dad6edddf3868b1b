"""Each outlet against itself: what its latest articles have, and what those before them had.

A publisher that changes its pages is read worse from one day to the next, which the shares of a whole run
drown. So the latest articles of each outlet that delivered something now are compared with its earlier
ones. Whoever is new, or has delivered little, is not judged. All of it is for a person to look at: an
outlet may well stop signing its articles.
"""

from __future__ import annotations

from datetime import datetime
from string import Template

from expectations.checks import WARNING, Check, QueryCheck, no_rows
from expectations.run_scope import DELIVERED_NOW, REMEMBERED, WEEKS_REMEMBERED

LATEST_ARTICLES = 30
"""Articles of an outlet that are looked at together; what one run delivered is never split."""
MIN_LATEST = 20
"""Below this many of the latest a share says little: with 20, one page is 5 %."""
MIN_EARLIER = 50
"""Earlier articles from which on an outlet has a habit."""
STANDARD_ERRORS = 4
"""How unlikely a fall by chance must be: with 4, one in 30,000. Of 400 outlets with 8 fields each, chance
alone then gives one warning in ten runs."""
MIN_DROP = 0.25
"""Fall of a share that is worth a look, however certain it is. Observed: up to 0.19 between two halves of an
outlet's pages, which were copies of a dozen."""
MIN_FACTOR = 2
"""Change of a mean that is worth a look: half as many, or twice as many."""
MIN_USUAL_MEAN = 1
"""Below one an article, a mean is nothing but a few articles."""
MAX_AHEAD_SHARE = 0.5
"""Share of an outlet's dated articles that may be published after they were delivered. Observed: 0. A home
time zone that is wrong by hours puts what was just published into the future."""
MIN_AHEAD = 10
"""Dated articles of an outlet from which on that share says something."""
MIN_USUAL_ARTICLES = 5
"""Articles that an outlet usually has delivered by this hour of this weekday, for its silence to be odd."""
MIN_WEEKS = 4
"""Earlier weeks in which it did so."""

FIELDS = {
    "headline": ("have a headline", "headline is not null"),
    "dek": ("have a line below the headline", "dek is not null"),
    "byline": ("have an author", "article_id in (select article_id from marts.bridge_article_authors)"),
    "published_time": ("say when they were published", "published_at is not null"),
    "clock_time": ("say at what hour they were published", "time_precision = 'minute'"),
    "citations": ("cite somebody", "citation_count > 0"),
    "mentions": ("name somebody or something", "mention_count > 0"),
    "known_lines": ("have no line of unknown kind", "unclaimed_line_count = 0"),
}
"""What an outlet's articles usually have: in words, and as SQL about an article."""

MEANS = {
    "citations": "citation_count",
    "mentions": "mention_count",
    "words": "word_count",
}
"""What is counted per article."""

_WINDOWS = Template("""
with delivered as (
    select publisher_outlet_id as outlet_id, first_seen_at, $aggregates, count(*) as article_count,
        bool_or($delivered_now) as is_new
    from marts.fct_articles
    where $remembered and publisher_outlet_id not in ('none', 'unknown')
    group by publisher_outlet_id, first_seen_at
),

placed as (
    select *, coalesce(sum(article_count) over newer, 0) < $latest as is_latest
    from delivered
    window newer as (
        partition by outlet_id order by first_seen_at desc
        rows between unbounded preceding and 1 preceding
    )
),
""")
"""The articles of an outlet by delivery, the newest deliveries marked until they are enough to judge by."""


def outlet_checks(checked_at: datetime) -> list[Check]:
    """Return the checks on outlets: a failing row is an outlet."""
    return [
        *(_fill_rate(field, words, condition) for field, (words, condition) in FIELDS.items()),
        *(_mean_holds(what, column) for what, column in MEANS.items()),
        _published_before_delivery(),
        _regulars_are_heard(checked_at),
    ]


def _windows(aggregates: str) -> str:
    return _WINDOWS.substitute(
        aggregates=aggregates, delivered_now=DELIVERED_NOW, remembered=REMEMBERED, latest=LATEST_ARTICLES
    )


def _fill_rate(field: str, words: str, condition: str) -> QueryCheck:
    return no_rows(
        f"{field}_fill_rate_holds",
        f"As many of an outlet's latest articles {words} as before, give or take {MIN_DROP:.0%}",
        WARNING,
        """
        $windows
        compared as (
            select outlet_id,
                sum(article_count) filter (is_latest) as latest_count,
                sum(met_count) filter (is_latest) as latest_met,
                sum(article_count) filter (not is_latest) as earlier_count,
                sum(met_count) filter (not is_latest) as earlier_met,
                sum(met_count) / sum(article_count) as overall_share
            from placed group by outlet_id
            having bool_or(is_new) and latest_count >= $min_latest and earlier_count >= $min_earlier
        ),
        judged as (
            select *, earlier_met / earlier_count - latest_met / latest_count as drop_of_share,
                sqrt(overall_share * (1 - overall_share) * (1 / latest_count + 1 / earlier_count)) as error
            from compared
        )
        select outlet_id, latest_met || ' of ' || latest_count as latest,
            earlier_met || ' of ' || earlier_count as earlier
        from {batch} join judged using (outlet_id)
        where drop_of_share > $min_drop and drop_of_share > $standard_errors * error
        """,
        windows=_windows(f"count(*) filter ({condition}) as met_count"),
        min_drop=MIN_DROP,
        min_latest=MIN_LATEST,
        min_earlier=MIN_EARLIER,
        standard_errors=STANDARD_ERRORS,
    )


def _mean_holds(what: str, column: str) -> QueryCheck:
    return no_rows(
        f"{what}_per_article_hold",
        f"An outlet's latest articles have neither less than half nor more than twice the {what} of before",
        WARNING,
        """
        $windows
        compared as (
            select outlet_id,
                sum(article_count) filter (is_latest) as latest_count,
                sum(total) filter (is_latest) / latest_count as latest_mean,
                sum(article_count) filter (not is_latest) as earlier_count,
                sum(total) filter (not is_latest) / earlier_count as earlier_mean,
                sqrt(greatest(sum(squares) / sum(article_count)
                    - pow(sum(total) / sum(article_count), 2), 0)) as deviation
            from placed group by outlet_id
            having bool_or(is_new) and latest_count >= $min_latest and earlier_count >= $min_earlier
        )
        select outlet_id, round(latest_mean, 1) as latest_mean, latest_count,
            round(earlier_mean, 1) as earlier_mean, earlier_count
        from {batch} join compared using (outlet_id)
        where greatest(latest_mean, earlier_mean) >= $min_mean
            and least(latest_mean, earlier_mean) * $min_factor < greatest(latest_mean, earlier_mean)
            and abs(latest_mean - earlier_mean)
                > $standard_errors * deviation * sqrt(1 / latest_count + 1 / earlier_count)
        """,
        windows=_windows(f"sum({column}) as total, sum(pow({column}, 2)) as squares"),
        min_mean=MIN_USUAL_MEAN,
        min_factor=MIN_FACTOR,
        min_latest=MIN_LATEST,
        min_earlier=MIN_EARLIER,
        standard_errors=STANDARD_ERRORS,
    )


def _published_before_delivery() -> QueryCheck:
    return no_rows(
        "articles_are_published_before_they_come",
        f"At most {MAX_AHEAD_SHARE:.0%} of an outlet's new articles bear a time after their delivery",
        WARNING,
        """
        with compared as (
            select publisher_outlet_id as outlet_id, count(*) as dated_count,
                count(*) filter (published_at > first_seen_at) as ahead_count,
                median(date_diff('minute', first_seen_at, published_at))
                    filter (published_at > first_seen_at) as usual_minutes_ahead
            from marts.fct_articles
            where $delivered_now and published_at is not null
                and time_precision = 'minute'
            group by publisher_outlet_id
        )
        select outlet_id, ahead_count, dated_count, usual_minutes_ahead
        from {batch} join compared using (outlet_id)
        where dated_count >= $min_ahead and ahead_count > $max_share * dated_count
        """,
        delivered_now=DELIVERED_NOW,
        min_ahead=MIN_AHEAD,
        max_share=MAX_AHEAD_SHARE,
    )


def _regulars_are_heard(checked_at: datetime) -> QueryCheck:
    return no_rows(
        "regular_outlets_are_heard",
        f"Who delivered by this hour on each of the last {MIN_WEEKS} or more of this weekday delivers today",
        WARNING,
        """
        with stretch as (
            select week_no, timestamptz '$checked_at' - to_weeks(week_no) as ends_at,
                date_trunc('day', timestamptz '$checked_at') - to_weeks(week_no) as begins_at
            from range($weeks + 1) as weeks(week_no)
        ),
        counted as (
            select publisher_outlet_id as outlet_id, week_no, count(*) as article_count
            from marts.fct_articles join stretch on first_seen_at >= begins_at and first_seen_at <= ends_at
            where first_seen_at >= timestamptz '$checked_at' - to_weeks($weeks + 1)
            group by publisher_outlet_id, week_no
        ),
        compared as (
            select outlet_id, coalesce(sum(article_count) filter (week_no = 0), 0) as today_count,
                count(*) filter (week_no > 0) as week_count,
                median(article_count) filter (week_no > 0) as usual_count
            from counted group by outlet_id
        )
        select outlet_id, today_count, usual_count, week_count
        from {batch} join compared using (outlet_id)
        where today_count = 0 and week_count >= $min_weeks and usual_count >= $min_usual
        """,
        checked_at=checked_at.isoformat(),
        weeks=WEEKS_REMEMBERED,
        min_weeks=MIN_WEEKS,
        min_usual=MIN_USUAL_ARTICLES,
    )
