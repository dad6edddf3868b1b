with authors as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        published,
        generate_subscripts(authors, 1) - 1 as author_no,
        unnest(authors) as author
    from {{ read_pages() }}

)

select
    article_id,
    {{ slug('author.name') }} as author_id,
    coalesce(
        {{ outlet_key('author.affiliation_outlet_id', 'author.affiliation') }}, 'unknown'
    ) as affiliation_outlet_id,
    {{ date_key('published.local') }} as published_date_id,
    batch_id,
    run_id,
    author.name as author_name,
    author.role as author_role,
    author.affiliation as affiliation_text,
    parser_version,
    author_no::integer as author_no,
    author.start as author_start,
    author.end as author_end
from authors
