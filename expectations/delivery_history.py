"""All outlets together: how much came, and how much of it could be read, joined and known, as usual or not.

What is measured is compared with the warehouse's own last weeks and says nothing until there are enough of
them. A floor beside it holds from the first day. `expectations/outlet_history.py` does the same for each
outlet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from expectations.checks import WARNING, Check, QueryCheck, table_holds
from expectations.run_scope import BATCHES_DELIVERED_NOW, REMEMBERED, WEEKS_REMEMBERED

MIN_WEEKS = 4
"""Earlier days of the same weekday that must be known: of three, the median is whichever is in the middle."""
MIN_USUAL_ARTICLES = 20
"""Articles that usually have come by this hour, below which a count varies too much by chance."""
DEVIATIONS = 4
"""How far from the median a count is odd, in standard deviations estimated from the median deviation."""
DEVIATION_PER_MAD = 1.4826
"""Standard deviations of a normal distribution per median absolute deviation."""
MIN_CHANGE = 0.5
"""Share of the median below which no change is odd: weeks can be alike by chance."""
MIN_NEW = 50
"""Rows delivered now from which on a share says something."""
MIN_EARLIER = 200
"""Rows delivered before from which on there is something to compare with."""
STANDARD_ERRORS = 6
"""How unlikely a change by chance must be; high, because rows of one article or story are alike."""
MIN_DROP = 0.1
"""Fall of a share that is worth a look. Observed: up to 0.05 between two halves of a month of pages."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the rows of a table, with the least that it was ever seen to be fit for use at."""

    name: str
    words: str
    met: str
    among: str
    floor: float


PUBLISHERS = (
    Share(
        "known_publisher_share",
        "of the articles say who published them",
        "publisher_outlet_id <> 'unknown'",
        "true",
        0.2,  # observed: 0.37 in 3,000 pages, most of them saved without their publisher
    ),
    Share(
        "registered_publisher_share",
        "of the articles with a known publisher are of an outlet in the registry",
        "publisher_outlet_id in (select outlet_id from marts.dim_outlets where is_in_registry)",
        "publisher_outlet_id <> 'unknown'",
        0.5,  # observed: 0.76 in a month of generated pages, all in 3,000 others
    ),
)
SOURCES = (
    Share(
        "resolved_share",
        "of the citations have a source that the page names",
        "resolved_by <> 'unresolved'",
        "true",
        0.9,  # observed: 0.999 in 3,000 pages
    ),
    Share(
        "registered_source_share",
        "of the outlets that are cited are in the registry",
        "source_outlet_id in (select outlet_id from marts.dim_outlets where is_in_registry)",
        "source_kind = 'outlet'",
        0.5,  # observed: 0.78 in a month of generated pages, 0.9 in 3,000 others
    ),
)
NAMES = (
    Share(
        "joined_share",
        "of the names on a page are joined to somebody who is known beyond it",
        "joined_by <> 'page_only'",
        "true",
        0.8,  # observed: 0.96 in 3,000 pages
    ),
)


def share_checks(shares: tuple[Share, ...]) -> list[Check]:
    """Return, for each share, the check against its floor and the check against the weeks before."""
    return [check(share) for share in shares for check in (_above_floor, _as_usual)]


def _above_floor(share: Share) -> QueryCheck:
    return table_holds(
        share.name,
        f"At least {share.floor:.0%} {share.words}, where {MIN_NEW} were loaded",
        WARNING,
        """
        with counted as (
            select count(*) as row_count, count(*) filter ($met) as met_count
            from {batch} where $batches_delivered_now and $among
        )
        select met_count || ' of ' || row_count as detail
        from counted where row_count >= $min_new and met_count < $floor * row_count
        """,
        met=share.met,
        among=share.among,
        floor=share.floor,
        batches_delivered_now=BATCHES_DELIVERED_NOW,
        min_new=MIN_NEW,
    )


def _as_usual(share: Share) -> QueryCheck:
    return table_holds(
        f"{share.name}_holds",
        f"As usual {share.words}, give or take {MIN_DROP:.0%} of the last {WEEKS_REMEMBERED} weeks",
        WARNING,
        """
        with marked as (
            select $met as is_met, $batches_delivered_now as is_new from {batch}
            where $among and batch_id in (select batch_id from marts.fct_articles where $remembered)
        ),
        counted as (
            select count(*) filter (is_new) as new_count, count(*) filter (is_new and is_met) as new_met,
                count(*) filter (not is_new) as earlier_count,
                count(*) filter (not is_new and is_met) as earlier_met,
                count(*) filter (is_met) / count(*) as overall_share
            from marked having new_count >= $min_new and earlier_count >= $min_earlier
        )
        select new_met || ' of ' || new_count || ' now, ' || earlier_met || ' of ' || earlier_count
            || ' before' as detail
        from counted
        where earlier_met / earlier_count - new_met / new_count > greatest(
            $min_drop,
            $standard_errors
                * sqrt(overall_share * (1 - overall_share) * (1 / new_count + 1 / earlier_count))
        )
        """,
        met=share.met,
        among=share.among,
        batches_delivered_now=BATCHES_DELIVERED_NOW,
        remembered=REMEMBERED,
        min_new=MIN_NEW,
        min_earlier=MIN_EARLIER,
        min_drop=MIN_DROP,
        standard_errors=STANDARD_ERRORS,
    )


def volume_check(checked_at: datetime) -> QueryCheck:
    """Return the check that today brought by this hour what the same weekday brought in earlier weeks.

    The day of the first delivery does not count: it brought whatever had been saved before. That nothing
    comes at all is seen by nobody here, as no gate runs then: `sourceline status` and the report tell.
    """
    return table_holds(
        "volume_is_usual_for_the_weekday",
        f"As many articles came since midnight (UTC) as by this hour on the last {WEEKS_REMEMBERED} of this "
        f"weekday: off their median by at most {MIN_CHANGE:.0%} or {DEVIATIONS} deviations",
        WARNING,
        """
        with stretch as (
            select week_no, timestamptz '$checked_at' - to_weeks(week_no) as ends_at,
                date_trunc('day', timestamptz '$checked_at') - to_weeks(week_no) as begins_at
            from range($weeks + 1) as weeks(week_no)
        ),
        recent as (
            select first_seen_at, count(*) as article_count from {batch}
            where first_seen_at >= timestamptz '$checked_at' - to_weeks($weeks + 1)
            group by first_seen_at
        ),
        counted as (
            select week_no, coalesce(sum(article_count), 0) as article_count
            from stretch left join recent on first_seen_at >= begins_at and first_seen_at <= ends_at
            where begins_at > (select min(first_seen_at) from {batch})
            group by week_no
        ),
        usual as (
            select count(*) as week_count, median(article_count) as median_count,
                mad(article_count) as deviation
            from counted where week_no > 0
        )
        select article_count || ' articles by now; the median of ' || week_count || ' earlier weeks is '
            || median_count as detail
        from counted, usual
        where week_no = 0 and week_count >= $min_weeks and median_count >= $min_usual
            and abs(article_count - median_count)
                > greatest($min_change * median_count, $deviations * $per_mad * deviation)
        """,
        checked_at=checked_at.isoformat(),
        weeks=WEEKS_REMEMBERED,
        min_weeks=MIN_WEEKS,
        min_usual=MIN_USUAL_ARTICLES,
        min_change=MIN_CHANGE,
        deviations=DEVIATIONS,
        per_mad=DEVIATION_PER_MAD,
    )


def learned_checks(checked_at: datetime) -> list[Check]:
    """Return every check of this module, whatever the table."""
    return [volume_check(checked_at), *share_checks((*PUBLISHERS, *SOURCES, *NAMES))]
