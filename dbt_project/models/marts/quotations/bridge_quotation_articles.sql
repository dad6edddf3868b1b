-- An article that prints a date without a time counts from the end of that day: it is first only where nobody
-- is known to have been earlier.
with articles as (

    select
        article_id,
        page_id,
        story_id,
        publisher_outlet_id as outlet_id,
        batch_id,
        run_id,
        time_precision = 'minute' as is_timed,
        published_at,
        case when time_precision = 'day' then published_at + interval 1 day else published_at end as ran_by
    from {{ ref('fct_articles') }}
    where is_current

),

-- An article that quotes the same words in part and in full runs them in full.
ran as (

    select
        quotes.article_id,
        coalesce(trimmed.full_quotation_id, quotes.quotation_id) as full_quotation_id,
        arg_min(
            {
                'quotation_id': quotes.quotation_id,
                'quotation_text': quotes.quote_text,
                'word_count': quotations.word_count
            },
            row({{ fullness('quotations') }}, quotes.quote_text)
        ) as longest,
        max(coalesce(trimmed.full_word_count, quotations.word_count)) as full_word_count
    from {{ ref('fct_quotes') }} as quotes
    inner join {{ ref('int_quotations') }} as quotations
        on quotes.quotation_id = quotations.quotation_id and quotes.batch_id = quotations.batch_id
    left join {{ ref('int_trimmed_quotations') }} as trimmed on quotes.quotation_id = trimmed.quotation_id
    where quotes.article_id in (select articles.article_id from articles)
    group by quotes.article_id, coalesce(trimmed.full_quotation_id, quotes.quotation_id)

),

followed as (

    select
        ran.*,
        articles.page_id,
        articles.story_id,
        articles.outlet_id,
        articles.batch_id,
        articles.run_id,
        articles.is_timed,
        articles.published_at,
        row_number() over (
            partition by ran.full_quotation_id
            order by articles.ran_by asc nulls last, ran.article_id asc
        ) as run_order_no,
        first_value(if(articles.is_timed, articles.published_at, null)) over (
            partition by ran.full_quotation_id
            order by articles.ran_by asc nulls last, ran.article_id asc
        ) as first_at
    from ran
    inner join articles on ran.article_id = articles.article_id

),

final as (

    select
        followed.full_quotation_id,
        followed.article_id,
        followed.page_id,
        followed.story_id,
        followed.longest.quotation_id,
        followed.outlet_id,
        followed.batch_id,
        followed.run_id,
        followed.longest.quotation_text,
        followed.longest.word_count,
        followed.full_word_count - followed.longest.word_count as trimmed_word_count,
        followed.run_order_no::integer as run_order_no,
        case
            when followed.is_timed then date_diff('minute', followed.first_at, followed.published_at)
        end::integer as lag_minutes,
        followed.run_order_no = 1 as is_first,
        followed.longest.word_count < followed.full_word_count as is_trimmed,
        followed.published_at
    from followed

)

select * from final
