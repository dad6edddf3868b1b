-- Measured on pages that no rule was mended by, last time anybody measured; nobody may have.
with measured as (

    select
        parser_version,
        page_count,
        accuracy.precision as citation_precision,
        accuracy.recall as citation_recall,
        measured_at
    from {{ source('ops', 'accuracy') }} as accuracy
    where
        task = 'citations'
        and gold_set = 'unseen'
    order by measured_at desc
    limit 1

),

counted as (

    select
        publisher_outlet_id,
        count(*) as citation_count,
        count(distinct article_id) as article_count,
        count(distinct story_id) as story_count
    from {{ ref('int_current_citations') }}
    group by publisher_outlet_id

),

final as (

    select
        'measured-counts:' || counted.publisher_outlet_id as agg_id,
        counted.publisher_outlet_id,
        outlets.outlet_name as publisher_name,
        measured.parser_version as measured_parser_version,
        counted.citation_count,
        counted.article_count,
        counted.story_count,
        measured.page_count as measured_page_count,
        measured.citation_precision,
        measured.citation_recall,
        counted.citation_count * measured.citation_precision / nullif(measured.citation_recall, 0)
            as estimated_citation_count,
        measured.measured_at
    from counted
    left join measured on true
    left join {{ ref('dim_outlets') }} as outlets on counted.publisher_outlet_id = outlets.outlet_id

)

select * from final
