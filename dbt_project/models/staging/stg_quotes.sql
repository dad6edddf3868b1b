with quotes as (

    select
        citation_id,
        article_id,
        batch_id,
        run_id,
        parser_version,
        generate_subscripts(quotes, 1) - 1 as quote_no,
        unnest(quotes) as quote
    from {{ ref('stg_citations') }}

)

select
    {{ part_key('citation_id', 'q', 'quote_no') }} as quote_id,
    citation_id,
    article_id,
    {{ quotation_key('quote.text') }} as quotation_id,
    batch_id,
    run_id,
    quote.text as quote_text,
    parser_version,
    quote_no::integer as quote_no,
    quote.start as quote_start,
    quote.end as quote_end,
    {{ word_count('quote.text') }} as word_count
from quotes
