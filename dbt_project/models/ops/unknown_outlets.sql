with outlets as (

    select
        outlet_id,
        outlet_name
    from {{ ref('dim_outlets') }}
    where not is_in_registry and outlet_id not in ('none', 'unknown')

),

articles as (

    select
        article_id,
        story_id,
        publisher_outlet_id,
        headline,
        page_url
    from {{ ref('fct_articles') }}
    where is_current

),

-- Each place where a page names an outlet, with the words it does so in.
named as (

    select
        source_outlet_id as outlet_id,
        article_id,
        'citation' as named_as,
        content_text as example_text
    from {{ ref('fct_source_citations') }}

    union all by name

    select
        addressee_outlet_id as outlet_id,
        article_id,
        'citation' as named_as,
        content_text as example_text
    from {{ ref('fct_source_citations') }}

    union all by name

    select
        publisher_outlet_id as outlet_id,
        article_id,
        'publisher' as named_as,
        headline as example_text
    from articles

    union all by name

    select
        affiliation_outlet_id as outlet_id,
        article_id,
        'byline' as named_as,
        author_name as example_text
    from {{ ref('bridge_article_authors') }}

    union all by name

    select
        outlet_id,
        article_id,
        'credit' as named_as,
        credit_name as example_text
    from {{ ref('bridge_image_credits') }}

),

counted as (

    select
        outlets.outlet_id,
        outlets.outlet_name,
        count(*) filter (where named.named_as = 'citation') as citation_count,
        count(distinct named.article_id) as article_count,
        count(distinct articles.story_id) as story_count,
        count(distinct articles.article_id) filter (where named.named_as = 'publisher') as published_count,
        count(distinct articles.publisher_outlet_id) as naming_outlet_count,
        -- the same example whatever the order of the rows
        min(named.article_id) as example_article_id,
        arg_min(named.example_text, (named.article_id, named.example_text)) as example_text,
        min(regexp_extract(articles.page_url, '^[a-z]+://(?:www\.)?([^/:?#]+)', 1)) filter (
            where named.named_as = 'publisher' and articles.page_url is not null
        ) as own_domain
    from outlets
    inner join named on outlets.outlet_id = named.outlet_id
    inner join articles on named.article_id = articles.article_id
    group by outlets.outlet_id, outlets.outlet_name

),

final as (

    select
        outlet_id,
        example_article_id,
        outlet_name,
        example_text,
        -- as lookups/outlets.csv wants it; type, country and time zone are for a person to look up
        concat_ws(
            ',',
            regexp_replace(outlet_id, '^x-', ''),
            '"' || replace(outlet_name, '"', '""') || '"',
            'TYPE,COUNTRY',
            coalesce(own_domain, ''),
            'ZONE,false,false,,,'
        ) as suggested_line,
        citation_count,
        article_count,
        story_count,
        published_count,
        naming_outlet_count
    from counted
    order by article_count desc, citation_count desc, outlet_id asc

)

select * from final
