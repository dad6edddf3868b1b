with credits as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        generate_subscripts(image_credits, 1) - 1 as credit_no,
        unnest(image_credits) as credit
    from {{ read_pages() }}

)

select
    article_id,
    case
        when credit.kind = 'agency' then {{ outlet_key('credit.outlet_id', 'credit.name') }}
        else coalesce(credit.outlet_id, 'none')
    end as outlet_id,
    batch_id,
    run_id,
    credit.kind as credit_kind,
    credit.name as credit_name,
    parser_version,
    credit_no::integer as credit_no,
    credit.start as credit_start,
    credit.end as credit_end
from credits
