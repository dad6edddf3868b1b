{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ set_aside_reloaded_texts() }}"
    )
}}

-- `This video is not available in your country` is on pages that have nothing else in common: a text that
-- short is alike to none.
{%- set fewest_shingles = 20 %}

with signatures as (

    select
        article_id,
        text_key,
        wire_outlet_id,
        wire_evidence,
        shingle_count
    from {{ ref('stg_signatures') }}
    {{ only_batches_of_run() }}

),

parsed_pages as (

    select
        article_id,
        publisher_outlet_id,
        published_at
    from {{ ref('stg_parsed_pages') }}
    {{ only_batches_of_run() }}

),

pages as (

    select *
    from {{ ref('stg_pages') }}
    {{ only_batches_of_run() }}

)

select
    signatures.article_id,
    pages.page_id,
    case
        when signatures.shingle_count >= {{ fewest_shingles }} then signatures.text_key
        else signatures.article_id
    end as text_id,
    parsed_pages.publisher_outlet_id,
    signatures.wire_outlet_id,
    pages.batch_id,
    pages.run_id,
    signatures.wire_evidence,
    signatures.shingle_count,
    signatures.shingle_count >= {{ fewest_shingles }} as is_comparable,
    false as is_set_aside,
    parsed_pages.published_at
from signatures
inner join parsed_pages on signatures.article_id = parsed_pages.article_id
inner join pages on signatures.article_id = pages.article_id
