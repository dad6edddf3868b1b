"""The times that the new articles bear: possible, different, and no older than usual.

That no time lies far in the future or before 1990 is checked after extract, page by page.
"""

from __future__ import annotations

from expectations.checks import WARNING, Check, no_rows, table_holds
from expectations.run_scope import DELIVERED_NOW, REMEMBERED

MIN_NEW = 50
"""New articles from which on their age says something."""
MIN_EARLIER = 200
"""Earlier articles from which on there is something to compare with."""
MAX_SAME_TIME_SHARE = 0.5
"""Share of the articles of a run that may bear the same minute. Observed: 0.02. A time of saving has all."""
MIN_DATED = 20
"""Articles with a time of day from which on that share says something."""
MAX_OLD_SHARE = 0.5
"""Share of the new articles that may be older than a year. Observed: 0, and 0.94 in an archive."""


def date_checks() -> list[Check]:
    """Return the checks of the times that the new articles bear."""
    return [
        no_rows(
            "weekday_agrees_with_date",
            "A printed weekday is that of the printed date",
            WARNING,
            r"""
            with printed as (
                select article_id, published_text, published_local,
                    left(dayname(published_local), 3) as day_name,
                    regexp_extract(
                        published_text, '(?i)\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b', 1
                    ) as printed_name
                from {batch} where $delivered_now and published_local is not null
            )
            select article_id, published_text, published_local::date::text as read_as, day_name from printed
            where printed_name <> '' and lower(printed_name) <> lower(day_name)
            """,
            delivered_now=DELIVERED_NOW,
        ),
        table_holds(
            "published_times_differ",
            f"At most {MAX_SAME_TIME_SHARE:.0%} of {MIN_DATED} new articles or more bear the same minute",
            WARNING,
            """
            with dated as (
                select published_at, count(*) as article_count, sum(count(*)) over () as dated_count
                from {batch} where $delivered_now and time_precision = 'minute'
                group by published_at
            )
            select max(article_count) || ' of ' || any_value(dated_count) || ' articles bear '
                || arg_max(published_at::text, article_count) as detail
            from dated having max(article_count) > $max_share * any_value(dated_count)
                and any_value(dated_count) >= $min_dated
            """,
            delivered_now=DELIVERED_NOW,
            max_share=MAX_SAME_TIME_SHARE,
            min_dated=MIN_DATED,
        ),
        table_holds(
            "new_articles_are_recent",
            f"At most {MAX_OLD_SHARE:.0%} of {MIN_NEW} new articles or more are older than a year, unless "
            "those before them were",
            WARNING,
            """
            with dated as (
                select published_at < first_seen_at - interval 1 year as is_old, $delivered_now as is_new
                from {batch} where $remembered and published_at is not null
            ),
            counted as (
                select count(*) filter (is_new) as new_count, count(*) filter (is_new and is_old) as new_old,
                    count(*) filter (not is_new) as earlier_count,
                    count(*) filter (not is_new and is_old) as earlier_old
                from dated
            )
            select new_old || ' of ' || new_count || ' are older, ' || earlier_old || ' of ' || earlier_count
                || ' before' as detail
            from counted
            where new_count >= $min_new and earlier_count >= $min_earlier
                and new_old > $max_share * new_count and earlier_old <= $max_share * earlier_count
            """,
            delivered_now=DELIVERED_NOW,
            remembered=REMEMBERED,
            max_share=MAX_OLD_SHARE,
            min_new=MIN_NEW,
            min_earlier=MIN_EARLIER,
        ),
    ]
